import { edit } from "pacing-core/slim";
import { setValue } from "../document/edits.ts";
import { type BandOutline, contentOf, numberOf } from "../document/outline.ts";
import { BAND_FIELDS, type BandField, bandPointer } from "../document/pointer.ts";
import type { Session } from "../document/session.ts";
import { typedNumber } from "../document/threshold.ts";
import { strings } from "../strings.ts";
import { h, setAttribute } from "../ui/dom.ts";
import { icon } from "../ui/icons.ts";
import { fixNames, looksOf } from "../views/fix.ts";
import { describe, Messages } from "./field.ts";
import { notTaken, TextInput } from "./text-input.ts";
import type { Touched } from "./touched.ts";

/** What a row asks of its table. */
export interface Rows {
  /** Moves the focus to a field of another row. */
  focus(row: number, field: BandField): void;
  remove(row: number): void;
  add(): void;
}

const VALUES = { agent_count_min: "min", agent_count_max: "max", max_speed: "speed" } as const;
const NAMES: Record<BandField, string> = {
  agent_count_min: strings.bands.min,
  agent_count_max: strings.bands.max,
  max_speed: strings.bands.speed,
};

/** A row of the table, with its messages: the band at one index of the list. */
export class BandRow {
  readonly element: HTMLElement;
  readonly #index: number;
  readonly #session: Session;
  readonly #touched: Touched;
  readonly #rows: Rows;
  readonly #inputs: Record<BandField, TextInput>;
  readonly #messages: Messages;
  readonly #below: HTMLElement;
  readonly #split: HTMLElement;
  readonly #merge: HTMLButtonElement;
  /** Pointers of the band and of its fields. */
  readonly #places: readonly string[];
  #key = "";

  constructor(index: number, session: Session, touched: Touched, rows: Rows) {
    this.#index = index;
    this.#session = session;
    this.#touched = touched;
    this.#rows = rows;
    this.#messages = new Messages(session);
    this.#places = [bandPointer(index), ...BAND_FIELDS.map((field) => bandPointer(index, field))];
    this.#inputs = { agent_count_min: this.#input("agent_count_min"), agent_count_max: this.#input("agent_count_max"), max_speed: this.#input("max_speed") };
    this.#split = h("form", { class: "split", hidden: true });
    this.#merge = this.#button("merge", strings.bands.merge(index + 1), () => this.#mergeNext());
    const actions = h(
      "div",
      { class: "actions", role: "cell" },
      this.#button("split", strings.bands.split(index + 1), () => this.#askSplit()),
      this.#merge,
      this.#button("remove", strings.bands.remove(index + 1), () => rows.remove(index)),
    );
    const cells = BAND_FIELDS.map((field) => h("div", { role: "cell" }, this.#inputs[field].element));
    const head = h("div", { role: "rowheader" }, h("span", { class: "hidden" }, strings.bands.number(index + 1)), h("span", { "aria-hidden": "true" }, String(index + 1)));
    this.#below = h("div", { class: "below", role: "row", hidden: true }, h("div", { role: "cell", "aria-colspan": 5 }, this.#messages.element, this.#split));
    this.element = h("div", { class: "band", role: "rowgroup" }, h("div", { class: "cells", role: "row" }, head, ...cells, actions), this.#below);
    this.element.addEventListener("keydown", (event) => this.#onKey(event));
    this.element.addEventListener("focusout", () => this.#messagesAgain());
  }

  /** Shows a band; `last` says whether there is none behind it to merge with. */
  show(band: BandOutline, last: boolean): void {
    for (const field of BAND_FIELDS) this.#inputs[field].show(contentOf(band[VALUES[field]]));
    if (this.#merge.disabled !== last) this.#merge.disabled = last;
    this.#showMessages();
  }

  link(linked: boolean): void {
    this.element.classList.toggle("linked", linked);
  }

  focus(field: BandField): void {
    this.#inputs[field].element.focus();
    this.#inputs[field].element.select();
  }

  #showMessages(): void {
    const { byPlace } = this.#session.now;
    const own = BAND_FIELDS.map((field) => this.#inputs[field].complaint).find((complaint) => complaint !== undefined);
    const quiet = own === undefined && (byPlace.size === 0 || !this.#places.some((place) => byPlace.has(place)));
    if (quiet && this.#key === "") return;
    const said = this.#places.map((place) => (this.#isTouched(place) ? byPlace.get(place) : undefined));
    const key = own === undefined && said.every((group) => group === undefined) ? "" : [own ?? "", ...said.map((group) => (group ?? []).map((problem) => `${looksOf(problem)}\n${fixNames(problem, this.#session)}`).join("\n"))].join("\n\n");
    if (key === this.#key) return;
    this.#key = key;
    const problems = said.flatMap((group) => group ?? []);
    this.#messages.show(problems, () => this.focus("agent_count_min"), own);
    const [whole = []] = said;
    const wrong = (group: typeof whole | undefined): boolean => (group ?? []).some(({ severity }) => severity === "error");
    for (const [at, field] of BAND_FIELDS.entries()) {
      // What is wrong with the band as a whole is mostly wrong with one of its ends.
      const invalid = wrong(said[at + 1]) || (field !== "max_speed" && wrong(whole)) || this.#inputs[field].complaint !== undefined;
      describe(this.#inputs[field].element, this.#messages, undefined, invalid);
    }
    this.#fold();
  }

  #input(field: BandField): TextInput {
    const pointer = bandPointer(this.#index, field);
    return new TextInput({
      label: strings.bands.field(NAMES[field], this.#index + 1),
      numeric: true,
      write: (typed, event) => {
        this.#touched.touch(pointer);
        this.#touched.touch(bandPointer(this.#index));
        const number = typedNumber(typed);
        if (number === undefined) return notTaken(typed, contentOf(this.#band()?.[VALUES[field]]));
        this.#session.edit((text) => setValue(text, pointer, Number(number)), event);
        return undefined;
      },
      changed: () => this.#messagesAgain(),
    });
  }

  #button(name: "split" | "merge" | "remove", label: string, run: () => void): HTMLButtonElement {
    return h("button", { type: "button", class: "icon-only quiet", "aria-label": label, title: label, onclick: run }, icon(name));
  }

  #band(): BandOutline | undefined {
    return this.#session.now.outline.bands[this.#index];
  }

  #isTouched(place: string): boolean {
    return this.#touched.has(place);
  }

  /** Somebody has left a field of this row, or typed what cannot be taken. */
  #messagesAgain(): void {
    if (!this.#band()) return;
    this.#touched.touch(bandPointer(this.#index));
    // Nothing is as it was shown: what was quiet may speak now.
    this.#key = "again";
    this.#showMessages();
  }

  #mergeNext(): void {
    this.#session.edit((text) => edit.mergeBands(text, this.#index), "input.form");
    this.focus("agent_count_max");
  }

  /** Asks where to split; the middle is offered. */
  #askSplit(): void {
    const [min = 1, max = 2] = [numberOf(this.#band()?.min), numberOf(this.#band()?.max)];
    const input = h("input", { type: "text", inputmode: "numeric", class: "number", value: Math.ceil((min + max + 1) / 2) });
    const submit = h("button", { class: "small primary" }, strings.bands.splitDo);
    const cancel = h("button", { type: "button", class: "small", onclick: () => this.#closeSplit() }, strings.cancel);
    this.#split.replaceChildren(h("label", {}, strings.bands.splitAt, input), submit, cancel);
    this.#split.onsubmit = (event) => {
      event.preventDefault();
      const agents = Number(typedNumber(input.value) ?? Number.NaN);
      if (!Number.isSafeInteger(agents) || agents < 0) return input.select();
      if (!this.#session.edit((text) => edit.splitBand(text, this.#index, agents), "input.form")) return input.select();
      this.#closeSplit();
      this.#rows.focus(this.#index + 1, "max_speed");
    };
    this.#split.hidden = false;
    this.#fold();
    input.focus();
    input.select();
  }

  #closeSplit(): void {
    this.#split.hidden = true;
    this.#split.replaceChildren();
    this.#fold();
    this.focus("agent_count_min");
  }

  #fold(): void {
    this.#below.hidden = this.#messages.element.hidden && this.#split.hidden;
    setAttribute(this.element, "data-messages", this.#messages.element.hidden ? undefined : "");
  }

  #onKey(event: KeyboardEvent): void {
    const { key, altKey, target } = event;
    if (key === "Escape" && !this.#split.hidden) return this.#closeSplit();
    const field = BAND_FIELDS.find((field) => this.#inputs[field].element === target);
    if (field === undefined) return;
    const done = (): void => event.preventDefault();
    if (altKey && (key === "Delete" || key === "Backspace")) return done(), this.#rows.remove(this.#index);
    if (altKey || event.ctrlKey || event.metaKey) return;
    if (key === "ArrowUp") return done(), this.#rows.focus(this.#index - 1, field);
    if (key === "ArrowDown") return done(), this.#rows.focus(this.#index + 1, field);
    if (key !== "Enter") return;
    done();
    if (this.#merge.disabled) this.#rows.add();
    else this.#rows.focus(this.#index + 1, field);
  }
}
