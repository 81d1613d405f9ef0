import type { Link } from "../document/link.ts";
import type { Session } from "../document/session.ts";
import { strings } from "../strings.ts";
import { h, prose } from "../ui/dom.ts";
import { icon } from "../ui/icons.ts";
import { goTo } from "../views/navigation.ts";
import { bandsView } from "./bands.ts";
import { otherView } from "./other.ts";
import { settingsView } from "./settings.ts";
import type { Touched } from "./touched.ts";

/** The form: a view of the text that writes by small edits of it, and waits while the text cannot be read. */
export function formView(session: Session, touched: Touched, link: Link): HTMLElement {
  const fields = h("fieldset", { class: "form" }, h("legend", { class: "hidden" }, strings.form.title), settingsView(session, touched), bandsView(session, touched, link), otherView(session, touched));
  const reason = h("p", { class: "reason" });
  const there = h("button", { type: "button", class: "small" }, strings.form.goThere);
  const obstacle = h(
    "div",
    { class: "obstacle", role: "status", hidden: true },
    icon("error"),
    h("div", {}, h("strong", {}, strings.form.obstacle), reason, h("p", { class: "hint" }, strings.form.obstacleStays), there),
  );
  there.addEventListener("click", () => session.now.obstacle && goTo(session.now.obstacle, session));
  session.subscribe((now) => {
    fields.disabled = now.obstacle !== undefined || now.checker.state !== "ready" || !now.editable;
    if (obstacle.hidden !== (now.obstacle === undefined)) obstacle.hidden = now.obstacle === undefined;
    if (!now.obstacle) return;
    const { message, range } = now.obstacle;
    const sentence = `${strings.problems.place(range.start.line, range.start.column)}: ${message}`;
    if (reason.textContent !== sentence.replaceAll("`", "")) reason.replaceChildren(...prose(sentence));
  });
  return h("div", { class: "form-view" }, obstacle, fields);
}
