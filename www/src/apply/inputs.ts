import { h, prose, setAttribute, setText, uniqueId } from "../ui/dom.ts";
import { icon } from "../ui/icons.ts";

interface About {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  /** Not shown while it is typed, and not offered by the browser later. */
  readonly secret?: boolean;
  readonly mono?: boolean;
  set(value: string): void;
}

/** A labelled input with a hint below it, and a place to say that it is missing. */
export class Input {
  readonly element: HTMLElement;
  readonly input: HTMLInputElement;
  readonly #message = h("p", { class: "apply-missing", id: uniqueId("missing"), hidden: true });
  readonly #hint: HTMLElement | undefined;

  constructor({ label, hint, value, secret = false, mono = false, set }: About) {
    const id = uniqueId("apply");
    this.#hint = hint === undefined ? undefined : h("p", { class: "hint", id: uniqueId("hint") }, hint);
    this.input = h("input", { id, type: secret ? "password" : "text", class: mono ? "mono" : undefined, autocomplete: "off", autocapitalize: "off", spellcheck: "false" });
    this.input.value = value;
    this.input.addEventListener("input", () => {
      set(this.input.value);
      this.complain(undefined);
    });
    this.element = h("div", { class: "apply-field" }, h("label", { for: id }, label), this.input, this.#message, this.#hint);
    this.complain(undefined);
  }

  /** Says what is wrong with it; nothing where nothing is. */
  complain(message: string | undefined): void {
    setText(this.#message, message ?? "");
    this.#message.hidden = message === undefined;
    const ids = [message === undefined ? undefined : this.#message.id, this.#hint?.id].filter((id) => id !== undefined);
    setAttribute(this.input, "aria-describedby", ids.length > 0 ? ids.join(" ") : undefined);
    setAttribute(this.input, "aria-invalid", message === undefined ? undefined : "true");
  }
}

/** A choice of one of several. */
export function radios<T extends string>(legend: string, now: T, choices: readonly (readonly [T, string])[], set: (choice: T) => void): HTMLFieldSetElement {
  const name = uniqueId("choice");
  const options = choices.map(([value, label]) => {
    const input = h("input", { type: "radio", name, value, checked: value === now });
    input.addEventListener("change", () => input.checked && set(value));
    return h("label", {}, input, label);
  });
  return h("fieldset", { class: "apply-choice" }, h("legend", {}, legend), ...options);
}

/** Something to be known before going on. */
export function callout(severity: "error" | "warning" | "info" | "valid", title: string | undefined, ...children: readonly (Node | string)[]): HTMLElement {
  return h("div", { class: `apply-callout ${severity}` }, icon(severity), h("div", {}, title === undefined ? undefined : h("strong", {}, title), ...children));
}

/** A paragraph with `code` in backticks. */
export function paragraph(text: string, kind?: string): HTMLElement {
  return h("p", { class: kind }, ...prose(text));
}
