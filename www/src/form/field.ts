import type { Diagnostic } from "pacing-core/slim";
import { helpOf } from "../document/prose.ts";
import type { Session } from "../document/session.ts";
import { h, prose, setAttribute, uniqueId } from "../ui/dom.ts";
import { icon } from "../ui/icons.ts";
import { fixButtons, fixNames, looksOf } from "../views/fix.ts";

/** The messages of a field, below it; the field says by `aria-describedby` that they belong to it. */
export class Messages {
  readonly element: HTMLElement;
  readonly #session: Session;
  #key = "";

  constructor(session: Session) {
    this.#session = session;
    this.element = h("ul", { class: "messages", id: uniqueId("messages"), hidden: true });
  }

  /**
   * Shows problems, and a sentence about what was typed and could not be taken.
   *
   * @param focus - Where to go on after a fix.
   */
  show(problems: readonly Diagnostic[], focus: () => void, own?: string): void {
    const key = [own ?? "", ...problems.map((problem) => `${problem.path}\n${looksOf(problem)}\n${fixNames(problem, this.#session)}`)].join("\n\n");
    if (key === this.#key) return;
    this.#key = key;
    const items = problems.map((problem) => this.#item(problem, focus));
    if (own !== undefined) items.unshift(h("li", { class: "error" }, icon("error"), h("span", {}, ...prose(own))));
    this.element.replaceChildren(...items);
    this.element.hidden = items.length === 0;
  }

  #item(problem: Diagnostic, focus: () => void): HTMLElement {
    const { severity, message, help } = problem;
    const words = h("span", {}, ...prose(message), ". ", h("span", { class: "help" }, ...prose(capital(helpOf(help))), "."));
    return h("li", { class: severity }, icon(severity), h("span", { class: "words" }, words, ...fixButtons(problem, this.#session, focus)));
  }
}

/** Marks an input as wrong and says where the reason stands. */
export function describe(input: HTMLElement, messages: Messages, hint: string | undefined, wrong: boolean): void {
  const ids = [messages.element.hidden ? undefined : messages.element.id, hint].filter((id) => id !== undefined);
  setAttribute(input, "aria-describedby", ids.length > 0 ? ids.join(" ") : undefined);
  setAttribute(input, "aria-invalid", wrong ? "true" : undefined);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
