import { kind, PacingError } from "../error.js";
import type { Band } from "../types.js";

/** Bands as `build` takes them, with numbers: as objects or as `[min, max, speed]`. */
export type Bands = readonly (Band | readonly [min: number, max: number, speed: number])[];

/** A band of a document for which nothing is predicted. */
export interface Skipped {
  /** Its place in `pacing_rules`. */
  index: number;
  /** What is wrong with it. */
  why: string;
}

/** What a forecast takes from a document. */
export interface Read {
  /** Minimum, maximum and speed of one band after the other. */
  numbers: number[];
  skipped: Skipped[];
  /** The global speed; 0 where there is none from 1 to 100. */
  global: number;
}

const FIELDS = ["agent_count_min", "agent_count_max", "max_speed"] as const;
const MOST = { agent_count_min: 1_000_000, agent_count_max: 1_000_000, max_speed: 100 } as const;

/** Reads a document as far as it can be read, or a list of bands, in which everything must be in order: no document stands behind it that a report would speak of. */
export function read(document: unknown): Read {
  if (Array.isArray(document)) return { numbers: document.flatMap((band, index) => numbersOf(band, `bands[${index}]`)), skipped: [], global: 0 };
  const value = typeof document === "string" ? parsed(document) : document;
  if (typeof value !== "object" || value === null) {
    throw new TypeError(`a forecast needs a document, as text or value, or an array of bands; this is ${kind(value)}`);
  }
  const config = member(value, "predictive_dialer_config");
  const rules = member(config, "pacing_rules");
  if (!Array.isArray(rules)) {
    throw new TypeError(`the document's \`predictive_dialer_config.pacing_rules\` must be an array, this is ${kind(rules)}`);
  }
  const [numbers, skipped]: [number[], Skipped[]] = [[], []];
  for (const [index, band] of rules.entries()) {
    try {
      numbers.push(...numbersOf(band, `pacing_rules[${index}]`));
    } catch (error) {
      skipped.push({ index, why: error instanceof Error ? error.message : kind(error) });
    }
  }
  const global = member(config, "max_speed");
  return { numbers, skipped, global: isWhole(global, MOST.max_speed) ? global : 0 };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new PacingError("unreadable-text", `the document is not JSON: ${error instanceof Error ? error.message : kind(error)}`, { cause: error });
  }
}

function numbersOf(band: unknown, place: string): number[] {
  const tuple = Array.isArray(band) ? (band as readonly unknown[]) : undefined;
  if (typeof band !== "object" || band === null || (tuple && tuple.length !== FIELDS.length)) {
    throw new TypeError(`\`${place}\` must be an object with \`${FIELDS.join("`, `")}\`, or these as an array of three; this is ${tuple ? `an array of ${tuple.length}` : kind(band)}`);
  }
  const numbers = FIELDS.map((field, index) => {
    const value = tuple ? tuple[index] : member(band, field);
    if (isWhole(value, MOST[field])) return value;
    const name = tuple ? `${place}[${index}]` : `${place}.${field}`;
    throw new TypeError(`\`${name}\` must be a whole number from 1 to ${MOST[field]}, this is ${typeof value === "number" ? value : kind(value)}`);
  });
  const [min = 0, max = 0] = numbers;
  if (min > max) throw new RangeError(`\`${place}\` covers no team: its \`agent_count_min\` is ${min}, its \`agent_count_max\` ${max}`);
  return numbers;
}

function isWhole(value: unknown, most: number): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= most;
}

function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
