import { h, prose, setAttribute, uniqueId } from "../ui/dom.ts";
import { BEGINNING, type Ends } from "./assumptions.ts";
import { endsTyped, endsWritten } from "./numbers.ts";
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
  /** Takes what was typed or slid to; nothing for an empty field. Gives false where it is not wanted. */
  take(ends: Ends | undefined): boolean;
}

/** A number of the assumptions: a field for exactness and for ranges, and a slider to see what it does. */
export class Amount {
  readonly element: HTMLElement;
  readonly #settings: Settings;
  readonly #field: HTMLInputElement;
  readonly #slider: HTMLInputElement | undefined;
  readonly #trouble: HTMLElement;

  constructor(settings: Settings) {
    this.#settings = settings;
    const { label, hint, unit, slider, places, take } = settings;
    const [id, hintId] = [uniqueId("amount"), uniqueId("hint")];
    this.#trouble = h("span", { class: "trouble", id: uniqueId("trouble"), hidden: true });
    this.#field = h("input", { type: "text", id, class: "number", inputmode: "decimal", autocomplete: "off", "aria-describedby": `${hintId} ${this.#trouble.id}` });
    this.#field.addEventListener("input", () => this.#typed());
    this.#field.addEventListener("blur", () => this.#say(undefined));
    if (slider) {
      this.#slider = h("input", { type: "range", "aria-label": words.slider(label), ...slider });
      this.#slider.addEventListener("input", () => {
        const ends = endsTyped(this.#slider?.value ?? "", -places);
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

  /** Shows the number; `instead` is what counts where it is nothing. */
  show(ends: Ends | undefined, instead: Ends = BEGINNING.answerRate): void {
    const { places, unit } = this.#settings;
    const written = ends === undefined ? "" : endsWritten(ends, places);
    if (document.activeElement !== this.#field && this.#field.value !== written) this.#field.value = written;
    setAttribute(this.#field, "placeholder", ends === undefined ? endsWritten(instead, places) : undefined);
    if (!this.#slider) return;
    const [low, high] = ends ?? instead;
    const middle = endsWritten([(low + high) / 2, (low + high) / 2], places);
    if (this.#slider.value !== middle) this.#slider.value = middle;
    setAttribute(this.#slider, "aria-valuetext", `${endsWritten(ends ?? instead, places)} ${unit}`);
  }

  #typed(): void {
    const { places, range, take } = this.#settings;
    const { value } = this.#field;
    const ends = value.trim() === "" ? undefined : endsTyped(value, -places);
    const readable = value.trim() === "" || (ends !== undefined && (range || ends[0] === ends[1]));
    this.#say(readable && take(ends) ? undefined : words.notNumber(value, range));
  }

  #say(trouble: string | undefined): void {
    setAttribute(this.#field, "aria-invalid", trouble === undefined ? undefined : "true");
    this.#trouble.hidden = trouble === undefined;
    this.#trouble.replaceChildren(...prose(trouble ?? ""));
  }
}
