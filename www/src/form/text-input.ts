import { strings } from "../strings.ts";
import { h } from "../ui/dom.ts";

interface Settings {
  readonly label?: string;
  readonly id?: string;
  readonly numeric: boolean;
  /**
   * Writes what is typed into the text; gives a sentence where it cannot be taken, and then nothing has changed.
   *
   * @param event - Says whether this goes on with what was typed before, as one step of the history.
   */
  write(typed: string, event: "input.form" | "input.type.form"): string | undefined;
  /** Called when the field is left, or what was typed has been taken or refused. */
  changed(): void;
}

/** An input whose value is that of the text. Only while somebody types in it may it hold something else: what is not yet a number. */
export class TextInput {
  readonly element: HTMLInputElement;
  #shown = "";
  #typing = false;
  /** Nothing has been written since the field was entered. */
  #first = true;
  /** Why what is typed could not be taken. */
  complaint: string | undefined;

  constructor({ label, id, numeric, write, changed }: Settings) {
    this.element = h("input", {
      type: "text",
      id,
      "aria-label": label,
      inputmode: numeric ? "decimal" : undefined,
      autocomplete: "off",
      spellcheck: "false",
      class: numeric ? "number" : undefined,
    });
    this.element.addEventListener("input", () => {
      this.#typing = true;
      this.complaint = write(this.element.value, this.#first ? "input.form" : "input.type.form");
      this.#first = this.#first && this.complaint !== undefined;
      this.#typing = false;
      changed();
    });
    this.element.addEventListener("blur", () => {
      this.#first = true;
      this.complaint = undefined;
      this.element.value = this.#shown;
      changed();
    });
  }

  /** Shows the value of the text, unless it is this input that has just written it: `0.0` is on the way to `0.05`. */
  show(value: string): void {
    const same = this.#shown === value;
    this.#shown = value;
    if (this.#typing) return;
    // What is on the way to be a number stays, whatever else has changed.
    if (same && this.complaint !== undefined) return;
    this.complaint = undefined;
    // To ask an element for its value costs more than to remember what was shown; of a field with the focus nobody knows.
    if (same && document.activeElement !== this.element) return;
    if (this.element.value !== value) this.element.value = value;
  }
}

/** Why what was typed cannot be a number; `now` is what the text says. */
export function notTaken(typed: string, now: string): string {
  return typed.trim() === "" ? strings.form.empty(now) : strings.form.notNumber(typed, now);
}
