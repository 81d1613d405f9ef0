import type { Diagnostic } from "pacing-core/slim";
import { helpOf, whyOf } from "../document/prose.ts";
import type { Session } from "../document/session.ts";
import { strings } from "../strings.ts";
import { h, prose } from "../ui/dom.ts";
import { icon } from "../ui/icons.ts";
import { fixButtons } from "./fix.ts";

/** All about a problem: what is wrong, what to do, why it matters, where that is written, and the fix. */
export function explanation(problem: Diagnostic, session: Session): HTMLElement {
  const { severity, message, help, source, code } = problem;
  return h(
    "div",
    { class: `explanation ${severity}` },
    h("p", { class: "message" }, icon(severity), h("span", {}, ...prose(message))),
    h("p", {}, ...prose(helpOf(help))),
    h("p", { class: "why" }, ...prose(whyOf(code))),
    h("p", { class: "source" }, strings.problems.source(source)),
    h("p", { class: "row" }, ...fixButtons(problem, session, () => session.view.focus()), ruleLink(problem)),
  );
}

/** A link to the page of a problem's rule. */
export function ruleLink({ code, name }: Pick<Diagnostic, "code" | "name">): HTMLElement {
  return h(
    "a",
    { class: "rule", href: `rules/${name}.html`, target: "_blank", rel: "noopener", title: strings.problems.opens },
    strings.problems.page(code, name),
  );
}
