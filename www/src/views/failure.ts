import type { Session } from "../document/session.ts";
import { strings } from "../strings.ts";
import { h, setText } from "../ui/dom.ts";
import { icon } from "../ui/icons.ts";

/** Says that the checks do not run, or that the form cannot edit, and offers to try again. */
export function failureView(session: Session): HTMLElement {
  const what = h("strong");
  const reason = h("p", { class: "hint" });
  const retry = h("button", { type: "button", class: "small primary" }, strings.failed.retry);
  retry.addEventListener("click", () => void session.load());
  const element = h("div", { class: "failure", role: "alert", hidden: true }, icon("error"), h("div", {}, what, reason), retry);
  session.subscribe(({ checker, edits }) => {
    const failed = [checker, edits].find(({ state }) => state === "failed");
    element.hidden = failed === undefined;
    if (failed?.state !== "failed") return;
    setText(what, checker.state === "failed" ? strings.failed.load : strings.failed.edits);
    setText(reason, strings.failed.details(failed.reason));
  });
  return element;
}
