import { limitsOf, type SpeedUnit } from "pacing-core/forecast";
import type { Session } from "../document/session.ts";
import { h, uniqueId } from "../ui/dom.ts";
import { Amount } from "./amount.ts";
import { type Assumptions, type Assuming, BEGINNING, type Ends } from "./assumptions.ts";
import { words as text } from "./strings.ts";

/** The assumptions, with sliders and fields. */
export function assumptionsForm(session: Session, assuming: Assuming): HTMLElement {
  const now = (): Assumptions => assuming.now ?? BEGINNING;
  const put = (change: Partial<Assumptions>): void => assuming.set({ ...now(), ...change });
  const needed = (name: "answerRate" | "handleTime" | "answerDelay" | "ringTime") => (ends: Ends | undefined) => ends && put({ [name]: ends });
  const doubt = (label: string) => (trouble: string | undefined) => assuming.setDoubt(label, trouble && text.doubt(label, trouble));

  const percentOf = { unit: "%", places: 2, range: true, limits: { least: 0.0001, most: 100 } } as const;
  const seconds = { unit: "s", places: 0, range: true, limits: { least: 0, most: 3600 } } as const;
  const answerRate = new Amount({ ...percentOf, label: text.answerRate, onTrouble: doubt(text.answerRate), hint: text.answerRateHint, slider: { min: 1, max: 100, step: 1 }, take: needed("answerRate") });
  const handleTime = new Amount({ ...seconds, label: text.handleTime, onTrouble: doubt(text.handleTime), hint: text.handleTimeHint, limits: { least: 1, most: 86_400 }, slider: { min: 10, max: 900, step: 5 }, take: needed("handleTime") });
  const connectLimit = new Amount({
    ...seconds,
    label: text.connectLimit, onTrouble: doubt(text.connectLimit),
    hint: text.connectLimitHint,
    optional: true,
    slider: { min: 0, max: 10, step: 0.5 },
    take(ends) {
      const { connectLimit: _, ...others } = now();
      assuming.set(ends === undefined ? others : { ...others, connectLimit: ends });
    },
  });
  const cap = new Amount({
    ...percentOf,
    range: false,
    optional: true,
    limits: { least: 0.0001, most: 99.9999 },
    label: text.cap, onTrouble: doubt(text.cap),
    hint: text.capHint,
    slider: { min: 0.5, max: 10, step: 0.5 },
    take(ends) {
      const { cap: _, ...others } = now();
      assuming.set(ends === undefined ? others : { ...others, cap: ends[0] });
    },
  });
  const answerDelay = new Amount({ ...seconds, label: text.answerDelay, onTrouble: doubt(text.answerDelay), hint: text.answerDelayHint, slider: { min: 0, max: 60, step: 1 }, take: needed("answerDelay") });
  const ringTime = new Amount({ ...seconds, label: text.ringTime, onTrouble: doubt(text.ringTime), hint: text.ringTimeHint, slider: { min: 0, max: 60, step: 1 }, take: needed("ringTime") });

  const [unitId, unitHint] = [uniqueId("unit"), uniqueId("hint")];
  const units = Object.entries(text.units).map(([unit, meaning]) => h("option", { value: unit }, meaning));
  const unit = h("select", { id: unitId, "aria-describedby": unitHint }, ...units);
  unit.addEventListener("change", () => put({ unit: unit.value as SpeedUnit }));
  const unitField = h("div", { class: "amount unit-of-speed" }, h("label", { for: unitId }, text.unit), unit, h("span", { class: "hint", id: unitHint }, text.unitHint));

  const show = (): void => {
    if (!assuming.now) return;
    const said = assuming.now;
    const limits = limitsOf(session.now.profile);
    answerRate.show(said.answerRate);
    handleTime.show(said.handleTime);
    connectLimit.show(said.connectLimit, [limits.connectLimit, limits.connectLimit]);
    cap.show(said.cap === undefined ? undefined : [said.cap, said.cap], [limits.cap, limits.cap]);
    answerDelay.show(said.answerDelay);
    ringTime.show(said.ringTime);
    if (unit.value !== said.unit) unit.value = said.unit;
    // What a model does not look at is not asked for.
    const rate = said.unit === "per-minute" || said.unit === "per-hour";
    handleTime.element.hidden = said.unit === "at-once";
    connectLimit.element.hidden = !rate;
    answerDelay.element.hidden = ringTime.element.hidden = said.unit !== "one-per-agent";
    // What is hidden is not looked at, so nothing is wrong with it.
    for (const [label, { element, trouble }] of [[text.handleTime, handleTime], [text.connectLimit, connectLimit], [text.answerDelay, answerDelay], [text.ringTime, ringTime]] as const) {
      doubt(label)(element.hidden ? undefined : trouble);
    }
  };
  assuming.subscribe(show);
  session.subscribe(({ profile }, before) => profile !== before.profile && show());
  show();
  const amounts = [answerRate, handleTime, connectLimit, cap, answerDelay, ringTime].map(({ element }) => element);
  return h("fieldset", { class: "assumptions" }, h("legend", {}, text.assumptions), unitField, ...amounts);
}
