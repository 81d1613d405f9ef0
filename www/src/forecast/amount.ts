import { h, prose, setAttribute, uniqueId } from "../ui/dom.ts";
import { BEGINNING, type Ends } from "./assumptions.ts";
import { endsTyped, endsWritten, shiftedNumber } from "./numbers.ts";
import { words } from "./strings.ts";

interface Settings {
  readonly label: string;
  readonly hint: string;
  readonly unit: string;
  /** Where the slider goes, in the unit; without one there is a field alone. */
  readonly slider?: { readonly min: number; readonly max: number; readonly step: number };
  /** By how many places the unit differs from the number: 2 for a percentage of a share. */
  readonly places: 0 | 2;
  /** Whether a range may be typed. */
  readonly range: boolean;
  /** What it can be, in the unit. */
  readonly limits: { readonly least: number; readonly most: number };
  /** Whether the field may be empty. */
  readonly optional?: boolean;
  /** Takes what was typed or slid to; nothing for an empty field. */
  take(ends: Ends | undefined): void;
  /** Hears what is wrong with what was typed, or that nothing is any more. */
  onTrouble?(trouble: string | undefined): void;
}

/** A number of the assumptions: a field for exactness and for ranges, and a slider to see what it does. */
export class Amount {
  readonly element: HTMLElement;
  readonly #settings: Settings;
  readonly #field: HTMLInputElement;
  readonly #slider: HTMLInputElement | undefined;
  readonly #trouble: HTMLElement;
  /** What is said below the field; and whether it is about what was typed, which then stays. */
  #said: string | undefined;
  #wrong = false;

  constructor(settings: Settings) {
    this.#settings = settings;
    const { label, hint, unit, slider, places, take } = settings;
    const [id, hintId] = [uniqueId("amount"), uniqueId("hint")];
    this.#trouble = h("span", { class: "trouble", id: uniqueId("trouble"), hidden: true });
    this.#field = h("input", { type: "text", id, class: "number", inputmode: "decimal", autocomplete: "off", "aria-describedby": `${hintId} ${this.#trouble.id}` });
    this.#field.addEventListener("input", () => this.#typed());
    if (slider) {
      this.#slider = h("input", { type: "range", "aria-label": words.slider(label), ...slider });
      this.#slider.addEventListener("input", () => {
        const ends = endsTyped(this.#slider?.value ?? "", -places);
        this.#wrong = false;
        this.#say(undefined);
        if (ends) take(ends);
      });
    }
    this.element = h(
      "div",
      { class: "amount" },
      h("label", { for: id }, label),
      h("span", { class: "pair" }, this.#slider, h("span", { class: unit === "" ? "input" : "input with-unit" }, this.#field, unit === "" ? undefined : h("span", { class: "unit", "aria-hidden": "true" }, unit))),
      h("span", { class: "hint", id: hintId }, hint),
      this.#trouble,
    );
  }

  /** What is wrong with what stands in the field. */
  get trouble(): string | undefined {
    return this.#said;
  }

  /** Shows the number; `instead` is what counts where it is nothing. */
  show(ends: Ends | undefined, instead: Ends = BEGINNING.answerRate): void {
    const { places, unit } = this.#settings;
    const written = ends === undefined ? "" : endsWritten(ends, places);
    // What cannot be taken stays, with what is wrong with it.
    const typing = document.activeElement === this.#field || this.#wrong;
    if (!typing) {
      if (this.#field.value !== written) this.#field.value = written;
      // Numbers that came with a link are as little to be trusted as those that are typed.
      this.#say(ends && this.#outside(ends, written));
    }
    setAttribute(this.#field, "placeholder", ends === undefined ? endsWritten(instead, places) : undefined);
    if (!this.#slider) return;
    const [low, high] = ends ?? instead;
    const middle = endsWritten([(low + high) / 2, (low + high) / 2], places);
    if (this.#slider.value !== middle) this.#slider.value = middle;
    setAttribute(this.#slider, "aria-valuetext", `${endsWritten(ends ?? instead, places)} ${unit}`);
  }

  #typed(): void {
    const { places, range, optional = false, take } = this.#settings;
    const { value } = this.#field;
    const empty = value.trim() === "";
    const ends = empty ? undefined : endsTyped(value, -places);
    const readable = empty ? optional : ends !== undefined && (range || ends[0] === ends[1]);
    const trouble = readable ? ends && this.#outside(ends, value) : words.notNumber(value, range);
    this.#wrong = trouble !== undefined;
    this.#say(trouble);
    if (trouble === undefined) take(ends);
  }

  /** Says that a number is none that can be, in the unit of the field. */
  #outside(ends: Ends, typed: string): string | undefined {
    const { limits, places, unit } = this.#settings;
    const fits = ends.every((end) => Number.isFinite(end) && shiftedNumber(end, places) >= limits.least && shiftedNumber(end, places) <= limits.most);
    return fits ? undefined : words.outside(typed, limits.least.toLocaleString("en", { maximumFractionDigits: 6 }), limits.most.toLocaleString("en", { maximumFractionDigits: 6 }), unit);
  }

  #say(trouble: string | undefined): void {
    if (trouble === this.#said) return;
    this.#said = trouble;
    setAttribute(this.#field, "aria-invalid", trouble === undefined ? undefined : "true");
    this.#trouble.hidden = trouble === undefined;
    this.#trouble.replaceChildren(...prose(trouble ?? ""));
    this.#settings.onTrouble?.(trouble);
  }
}
