import type { Session } from "../document/session.ts";
import { strings } from "../strings.ts";
import { h, setText } from "../ui/dom.ts";
import { icon } from "../ui/icons.ts";

/** Says that the checks do not run, and offers to try again. */
export function failureView(session: Session): HTMLElement {
  const reason = h("p", { class: "hint" });
  const retry = h("button", { type: "button", class: "small primary" }, strings.failed.retry);
  retry.addEventListener("click", () => void session.load());
  const element = h("div", { class: "failure", role: "alert", hidden: true }, icon("error"), h("div", {}, h("strong", {}, strings.failed.load), reason), retry);
  session.subscribe(({ checker }) => {
    element.hidden = checker.state !== "failed";
    if (checker.state === "failed") setText(reason, strings.failed.details(checker.reason));
  });
  return element;
}
