import { kind, PacingError } from "../error.js";
import type { ProfileId } from "../generated/codes.js";
import { LIMITS, type SpeedUnit, UNITS } from "../generated/forecast.js";

/** A value, or the two ends of a range: a range of assumptions gives a range of results. */
export type ValueOrRange = number | readonly [low: number, high: number];

/**
 * What a prediction rests on. A configuration says none of it, so you do. Times are in seconds, shares go from 0 to 1.
 */
export interface Assumptions {
  /** The share of dialled calls that a person answers: 0.2 is 20 %. */
  readonly answerRate: ValueOrRange;
  /** The mean time that an agent spends on an answered call: talk and wrap-up. Not looked at with `at-once`. */
  readonly handleTime: ValueOrRange;
  /** What one unit of `max_speed` means, which the platform's documentation does not say; `per-minute` where nothing is said. */
  readonly unit?: SpeedUnit;
  /** The profile that gives cap and connect limit; `us` where none is named. */
  readonly profile?: ProfileId;
  /** How long an answered call may wait for an agent; the profile's where nothing is said, and 0 is Erlang B. */
  readonly connectLimit?: ValueOrRange;
  /** The cap on the abandoned share; the profile's where nothing is said. */
  readonly cap?: number;
  /** For `one-per-agent`: the time until a person answers; 15 where nothing is said. */
  readonly answerDelay?: ValueOrRange;
  /** For `one-per-agent`: how long a line rings when nobody answers; 25 where nothing is said. */
  readonly ringTime?: ValueOrRange;
}

/**
 * What a prediction takes from a profile where the assumptions do not say otherwise: the cap, and the connect limit in seconds. Where the law has none,
 * the cap is the platform's, and nobody waits.
 *
 * @throws PacingError `invalid-option` for a profile that is not known.
 */
export function limitsOf(profile: ProfileId): { cap: number; connectLimit: number } {
  if (!Object.hasOwn(LIMITS, profile)) throw unknown("profile", profile, Object.keys(LIMITS));
  const [cap, connectLimit] = LIMITS[profile];
  return { cap, connectLimit };
}

/** The assumptions as the module takes them; `usual` is the profile of those that name none. */
export function numbersOf(assumptions: Assumptions, usual: ProfileId = "us"): number[] {
  if (typeof assumptions !== "object" || assumptions === null) {
    throw new TypeError(`\`assumptions\` must be an object, this is ${kind(assumptions)}`);
  }
  const { answerRate, handleTime, unit = "per-minute", profile = usual, connectLimit, cap, answerDelay = 15, ringTime = 25 } = assumptions;
  const limits = limitsOf(profile);
  if (!UNITS.includes(unit)) throw unknown("unit", unit, UNITS);
  return [
    UNITS.indexOf(unit),
    ...ends(answerRate, "answerRate"),
    ...ends(handleTime, "handleTime"),
    ...ends(connectLimit ?? limits.connectLimit, "connectLimit"),
    ...ends(answerDelay, "answerDelay"),
    ...ends(ringTime, "ringTime"),
    number(cap ?? limits.cap, "cap"),
  ];
}

function ends(value: ValueOrRange, name: string): [number, number] {
  if (!Array.isArray(value)) return [number(value, name), number(value, name)];
  if (value.length !== 2) throw new TypeError(`\`${name}\` must be a number or the two ends of a range`);
  const [one, other] = [number(value[0], name), number(value[1], name)];
  return one <= other ? [one, other] : [other, one];
}

/** A number; NaN is none, and infinity is what the module's limits refuse. */
export function number(value: unknown, name: string): number {
  if (typeof value !== "number" || Number.isNaN(value)) {
    throw new TypeError(`\`${name}\` must be a number, this is ${Number.isNaN(value) ? "NaN" : kind(value)}`);
  }
  return value;
}

function unknown(name: string, value: unknown, known: readonly string[]): PacingError {
  return new PacingError("invalid-option", `\`${String(value)}\` is no ${name}: \`${known.join("`, `")}\``);
}
