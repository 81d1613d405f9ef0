import { setValue } from "../document/edits.ts";
import { contentOf, type Value } from "../document/outline.ts";
import { ID, MAX_SPEED, RELOAD, THRESHOLD } from "../document/pointer.ts";
import type { Session, Snapshot } from "../document/session.ts";
import { shifted, typedNumber } from "../document/threshold.ts";
import { strings } from "../strings.ts";
import { h, uniqueId } from "../ui/dom.ts";
import { describe, Messages } from "./field.ts";
import { notTaken, TextInput } from "./text-input.ts";
import type { Touched } from "./touched.ts";

/** The fields of the document that are no bands. */
export function settingsView(session: Session, touched: Touched): HTMLElement {
  const text = strings.form;
  const fields = [
    valueField(session, touched, ID, (now) => now.outline.id, [{ label: text.id, hint: text.idHint, write: (typed) => typed, show: contentOf }]),
    valueField(session, touched, MAX_SPEED, (now) => now.outline.maxSpeed, [
      { label: text.maxSpeed, hint: text.maxSpeedHint, write: numberTyped, show: contentOf, unit: "" },
    ]),
    valueField(session, touched, THRESHOLD, (now) => now.outline.threshold, [
      { label: text.threshold, hint: text.percent, unit: "%", write: (typed) => numberTyped(typed, -2), show: percentOf },
      { label: `${text.threshold}, ${text.fraction}`, hint: text.fraction, unit: "", write: numberTyped, show: contentOf },
    ]),
    reloadField(session, touched),
  ];
  return h("section", { class: "card settings", "aria-label": text.title }, ...fields);
}

interface Face {
  readonly label: string;
  readonly hint: string;
  /** Given for a number. */
  readonly unit?: string;
  /** The value that was typed; nothing where it cannot be taken. */
  write(typed: string): string | number | undefined;
  show(value: Value | undefined): string;
}

/** A field with one or several inputs for the same value. */
function valueField(session: Session, touched: Touched, pointer: string, find: (now: Snapshot) => Value | undefined, faces: readonly Face[]): HTMLElement {
  const messages = new Messages(session);
  const inputs = faces.map((face) => {
    const [id, hint] = [uniqueId("field"), uniqueId("hint")];
    const input = new TextInput({
      id,
      numeric: face.unit !== undefined,
      write(typed, event) {
        touched.touch(pointer);
        const value = face.write(typed);
        if (value === undefined) return notTaken(typed, contentOf(find(session.now)));
        session.edit((text) => setValue(text, pointer, value), event);
        return undefined;
      },
      changed: () => show(session.now),
    });
    input.element.addEventListener("blur", () => {
      touched.touch(pointer);
      show(session.now);
    });
    return { face, input, id, hint };
  });
  const show = (now: Snapshot): void => {
    const problems = touched.has(pointer) ? (now.byPlace.get(pointer) ?? []) : [];
    const own = inputs.map(({ input }) => input.complaint).find((complaint) => complaint !== undefined);
    messages.show(problems, () => inputs[0]?.input.element.focus(), own);
    const wrong = own !== undefined || problems.some(({ severity }) => severity === "error");
    for (const { input, hint } of inputs) describe(input.element, messages, hint, wrong);
  };
  session.subscribe((now) => {
    for (const { face, input } of inputs) input.show(face.show(find(now)));
    show(now);
  });
  const [first, ...more] = inputs.map(({ face, input, id, hint }, index) => {
    const box = h("span", { class: face.unit ? "input with-unit" : "input" }, input.element, face.unit ? h("span", { class: "unit", "aria-hidden": "true" }, face.unit) : undefined);
    const label = h("label", { for: id, class: index > 0 ? "hidden" : undefined }, face.label);
    return h("div", { class: "face" }, label, box, h("span", { class: "hint", id: hint }, face.hint));
  });
  return h("div", { class: `field fields-${faces.length}` }, h("div", { class: "faces" }, first, ...more), messages.element);
}

function reloadField(session: Session, touched: Touched): HTMLElement {
  const [id, hint] = [uniqueId("field"), uniqueId("hint")];
  const messages = new Messages(session);
  const input = h("input", { type: "checkbox", role: "switch", id });
  input.addEventListener("change", () => {
    touched.touch(RELOAD);
    session.edit((text) => setValue(text, RELOAD, input.checked), "input.form");
    show(session.now);
  });
  input.addEventListener("blur", () => {
    touched.touch(RELOAD);
    show(session.now);
  });
  const show = (now: Snapshot): void => {
    const problems = touched.has(RELOAD) ? (now.byPlace.get(RELOAD) ?? []) : [];
    messages.show(problems, () => input.focus());
    describe(input, messages, hint, problems.some(({ severity }) => severity === "error"));
  };
  session.subscribe((now) => {
    input.checked = now.outline.reload?.kind === "True";
    show(now);
  });
  const label = h("label", { for: id }, strings.form.reload);
  const face = h("div", { class: "face switch" }, input, h("span", {}, label, h("span", { class: "hint", id: hint }, strings.form.reloadHint)));
  return h("div", { class: "field" }, h("div", { class: "faces" }, face), messages.element);
}

function numberTyped(typed: string, places = 0): number | undefined {
  const number = typedNumber(typed);
  const moved = number === undefined ? undefined : shifted(number, places);
  return moved === undefined ? undefined : Number(moved);
}

function percentOf(value: Value | undefined): string {
  if (value?.kind !== "Number") return contentOf(value);
  return shifted(value.text, 2) ?? value.text;
}
