import type { Diagnostic } from "pacing-core/slim";
import { helpOf } from "../document/prose.ts";
import type { Session, Snapshot } from "../document/session.ts";
import { strings } from "../strings.ts";
import { h, prose, setText } from "../ui/dom.ts";
import { icon } from "../ui/icons.ts";
import { copyText } from "./copy.ts";
import { ruleLink } from "./explanation.ts";
import { fixButtons, fixNames, looksOf } from "./fix.ts";
import type { Notices } from "./notices.ts";
import { goTo } from "./navigation.ts";

/** As many as anybody reads; the next ones come as these are mended. */
const SHOWN = 100;

/** The list of problems: each moves the caret, and offers its fix. */
export function problemsView(session: Session, notices: Notices): HTMLElement {
  const list = h("ol", { class: "problems" });
  const note = h("p", { class: "empty" });
  const more = h("p", { class: "empty" });
  const omitted = h("p", { class: "empty" });
  const heading = h("h2", { tabindex: -1, id: "problems-title" }, strings.problems.title);
  const copy = h("button", { type: "button", class: "small quiet" }, icon("copy"), strings.problems.copy);
  copy.addEventListener("click", () => copyText(problemsAsText(session.now), copy, notices));

  const items: { key: string; element: HTMLElement }[] = [];
  const show = (now: Snapshot, before?: Snapshot): void => {
    if (now.problems === before?.problems && now.checker === before.checker && now.editable === before.editable) return;
    const shown = now.problems.slice(0, SHOWN);
    for (const [index, problem] of shown.entries()) {
      const key = `${problem.path}\n${problem.range.start.line}\n${looksOf(problem)}\n${fixNames(problem, session)}`;
      const item = items[index];
      if (item?.key === key) continue;
      const element = itemOf(problem, session, index, () => focusItem(index));
      if (item) item.element.replaceWith(element);
      else list.append(element);
      items[index] = { key, element };
    }
    for (const { element } of items.splice(shown.length)) element.remove();
    list.hidden = now.problems.length === 0;
    copy.hidden = now.problems.length === 0;
    note.hidden = now.problems.length > 0 && now.unknown === undefined;
    const none = { ready: strings.problems.none, loading: strings.problems.noneYet, failed: strings.problems.notChecked }[now.checker.state];
    note.replaceChildren(...prose([now.problems.length > 0 ? "" : none, now.unknown ?? ""].filter((part) => part !== "").join(" ")));
    more.hidden = shown.length === now.problems.length;
    setText(more, strings.problems.shown(shown.length, now.problems.length));
    omitted.hidden = now.omitted === 0;
    setText(omitted, strings.problems.omitted(now.omitted));
  };
  const focusItem = (index: number): void => {
    const next = items[Math.min(index, items.length - 1)]?.element.querySelector("button") ?? heading;
    next.focus();
  };
  session.subscribe(show);
  show(session.now);
  return h(
    "section",
    { class: "panel problems-panel", "aria-labelledby": "problems-title", "data-view": "problems" },
    h("header", {}, heading, copy),
    h("div", { class: "problems-scroll" }, list, more, omitted, note),
  );
}

/** The problems as people paste them into a ticket. */
export function problemsAsText({ problems }: Snapshot): string {
  return problems
    .map(({ severity, code, name, message, help, source, range }) => {
      const { line, column } = range.start;
      return `${strings.problems.place(line, column)}: ${severity} ${code} ${name}: ${message}\n    ${helpOf(help)}\n    (${source})\n`;
    })
    .join("");
}

function itemOf(problem: Diagnostic, session: Session, index: number, done: () => void): HTMLElement {
  const { severity, message, help, range } = problem;
  const go = h(
    "button",
    { type: "button", class: "problem-go", onclick: () => goTo(session.now.problems[index] ?? problem, session) },
    icon(severity),
    h("span", { class: "hidden" }, `${strings.problems.severity[severity]}: `),
    h("span", { class: "message" }, ...prose(message)),
    h("span", { class: "line" }, strings.problems.line(range.start.line)),
  );
  const row = h("div", { class: "row" }, ...fixButtons(problem, session, done), ruleLink(problem));
  return h("li", { class: severity }, go, h("p", { class: "help" }, ...prose(helpOf(help))), row);
}
