import type { Assumptions as Asked, SpeedUnit } from "pacing-core/forecast";

/** The two ends of a range; a value has both ends in one place. */
export type Ends = readonly [low: number, high: number];

/** What the forecast rests on. Shares go from 0 to 1, times are in seconds. */
export interface Assumptions extends Asked {
  readonly answerRate: Ends;
  readonly handleTime: Ends;
  readonly unit: SpeedUnit;
  /** The profile's where nothing is said. */
  readonly connectLimit?: Ends;
  readonly answerDelay: Ends;
  readonly ringTime: Ends;
  /** How many answered calls are in the window in which the rate is measured. */
  readonly calls: number;
}

/** Where somebody begins who has said nothing yet. */
export const BEGINNING: Assumptions = {
  answerRate: [0.2, 0.2],
  handleTime: [180, 180],
  unit: "per-minute",
  answerDelay: [15, 15],
  ringTime: [25, 25],
  calls: 1000,
};

const UNITS: readonly SpeedUnit[] = ["per-minute", "per-hour", "at-once", "one-per-agent"];

/** Reads assumptions that were kept or came with a link: what is missing or no number is as at the beginning. Whether they make sense, the package says. */
export function readAssumptions(value: unknown): Assumptions | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const said = value as Readonly<Record<string, unknown>>;
  const connectLimit = endsOf(said["connectLimit"]);
  const { cap, calls } = said;
  return {
    answerRate: endsOf(said["answerRate"]) ?? BEGINNING.answerRate,
    handleTime: endsOf(said["handleTime"]) ?? BEGINNING.handleTime,
    unit: UNITS.find((unit) => unit === said["unit"]) ?? BEGINNING.unit,
    ...(connectLimit && { connectLimit }),
    ...(isNumber(cap) && { cap }),
    answerDelay: endsOf(said["answerDelay"]) ?? BEGINNING.answerDelay,
    ringTime: endsOf(said["ringTime"]) ?? BEGINNING.ringTime,
    calls: isNumber(calls) && Number.isInteger(calls) && calls >= 1 && calls <= 1e9 ? calls : BEGINNING.calls,
  };
}

/** The assumptions of the page, or none: then nothing is predicted. */
export class Assuming {
  readonly #listeners: (() => void)[] = [];
  readonly #doubts = new Map<string, string>();
  #now: Assumptions | undefined;
  #last: Assumptions;

  constructor(kept: Assumptions | undefined) {
    this.#now = kept;
    this.#last = kept ?? BEGINNING;
  }

  get now(): Assumptions | undefined {
    return this.#now;
  }

  /** What somebody wrote that cannot be taken, as long as it stands there: then nothing is predicted, as that is not what they want to know. */
  get doubt(): string | undefined {
    const [doubt] = this.#doubts.values();
    return doubt;
  }

  /** Says that a field holds what cannot be taken, or no longer. */
  setDoubt(field: string, doubt: string | undefined): void {
    if (this.#doubts.get(field) === doubt) return;
    if (doubt === undefined) this.#doubts.delete(field);
    else this.#doubts.set(field, doubt);
    for (const listener of this.#listeners) listener();
  }

  subscribe(listener: () => void): void {
    this.#listeners.push(listener);
  }

  set(now: Assumptions): void {
    this.#change(now);
  }

  /** Predicts under the assumptions of last time, or no longer. */
  turn(on: boolean): void {
    this.#change(on ? this.#last : undefined);
  }

  #change(now: Assumptions | undefined): void {
    this.#now = now;
    this.#last = now ?? this.#last;
    for (const listener of this.#listeners) listener();
  }
}

function endsOf(value: unknown): Ends | undefined {
  if (isNumber(value)) return [value, value];
  const [low, high] = Array.isArray(value) && value.length === 2 ? (value as unknown[]) : [];
  return isNumber(low) && isNumber(high) ? [low, high] : undefined;
}

function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}
