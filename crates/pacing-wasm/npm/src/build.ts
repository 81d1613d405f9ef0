import { validateText } from "./report.js";
import type { Band, Options, Report } from "./types.js";

/** The tutorial's four inputs. Numbers may be strings, which keeps their spelling. */
export interface BuildInput {
  /** The dialer's id. */
  dialer: string;
  /** The speed matrix: bands as `[min, max, speed]` or as objects. */
  bands: readonly (Band | readonly [min: number | string, max: number | string, speed: number | string])[];
  /** The abandon threshold as a fraction: 0.025 is 2.5 %. */
  threshold: number | string;
  /** The global speed. */
  maxSpeed: number | string;
  /** Whether the dialer takes the new rules at once; `true` where nothing is said. */
  reloadOnUpdate?: boolean;
}

/** A document that was built. */
export interface Built {
  /** The document, a band a line. */
  text: string;
  /** What is wrong with it. */
  report: Report;
}

/**
 * Builds a document from the tutorial's four inputs, byte for byte as `pacing-apply build` does.
 *
 * @example
 * ```ts
 * const { text, report } = build({ dialer: "outbound-sales", bands: [[1, 5, 10], [6, 20, 25]], threshold: 0.025, maxSpeed: 45 });
 * if (report.valid) save(text);
 * ```
 */
export function build(input: BuildInput, options?: Options): Built {
  if (typeof input !== "object" || input === null) throw new TypeError("`input` must be an object");
  const { dialer, bands, threshold, maxSpeed, reloadOnUpdate } = input;
  if (!Array.isArray(bands)) throw new TypeError("`bands` must be an array");
  const lines = [
    `"pacing_rules": [${(bands as BuildInput["bands"]).map((item) => `\n      ${band(item)}`).join()}${bands.length > 0 ? "\n    " : ""}]`,
    ...optional("max_speed", maxSpeed),
    ...optional("abandon_rate_threshold", threshold),
    `"reload_on_update": ${reloadOnUpdate !== false}`,
  ];
  const config = lines.join(",\n    ");
  const text = `{\n  "id": ${quote(dialer)},\n  "type": "PREDICTIVE",\n  "predictive_dialer_config": {\n    ${config}\n  }\n}\n`;
  return { text, report: validateText(text, options) };
}

function band(band: BuildInput["bands"][number]): string {
  const [min = "", max = "", speed = ""] = numbers(band).map(String);
  return `{"agent_count_min": ${number(min)}, "agent_count_max": ${number(max)}, "max_speed": ${number(speed)}}`;
}

function numbers(band: BuildInput["bands"][number]): readonly unknown[] {
  if (Array.isArray(band)) return band;
  if (typeof band !== "object" || band === null) throw new TypeError("a band must be an array or an object");
  const { agent_count_min, agent_count_max, max_speed } = band as Band;
  return [agent_count_min, agent_count_max, max_speed];
}

/** Nothing stays nothing, so that the report can name what is missing. */
function optional(name: string, value: unknown): string[] {
  return value === undefined || value === null ? [] : [`"${name}": ${number(String(value))}`];
}

/** A number of JSON, no longer than the reader takes one. */
const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;
const LONGEST = 4300;

/** A number as spelled, or as a string where it is none, so that the report can name it. */
function number(spelled: string): string {
  const bare = spelled.replace(/^[ \t\n\r]+|[ \t\n\r]+$/g, "");
  return NUMBER.test(bare) && bare.length <= LONGEST ? bare : quote(spelled);
}

function quote(value: unknown): string {
  return JSON.stringify(String(value));
}
