import { type Band, edit, type TextEdit } from "pacing-core/slim";
import type { Outline } from "./outline.ts";
import { numberOf } from "./outline.ts";
import { BANDS } from "./pointer.ts";

/**
 * Edits that set the value at a pointer. Objects on the way to it are made where they are missing; where something else stands in the way, the package's error
 * says so, and nothing is overwritten.
 */
export function setValue(text: string, pointer: string, value: unknown): TextEdit[] {
  const keys = pointer.slice(1).split("/");
  let at: unknown = JSON.parse(text);
  for (const [depth, key] of keys.entries()) {
    const there = typeof at === "object" && at !== null && Object.hasOwn(at, key);
    if (there) {
      at = (at as Record<string, unknown>)[key];
      continue;
    }
    const made = keys.slice(depth + 1).reduceRight<unknown>((inner, key) => ({ [key]: inner }), value);
    return edit.set(text, `/${keys.slice(0, depth + 1).join("/")}`, made);
  }
  return edit.set(text, pointer, value);
}

/** Edits that add a band behind the largest one, as wide as that one. */
export function addBand(text: string, outline: Outline): TextEdit[] {
  const band = nextBand(outline);
  const config = (JSON.parse(text) as { predictive_dialer_config?: { pacing_rules?: unknown } }).predictive_dialer_config;
  return Array.isArray(config?.pacing_rules) ? edit.insertBand(text, band) : setValue(text, BANDS, [band]);
}

function nextBand({ bands, maxSpeed }: Outline): Band {
  const known = bands.map(({ min, max, speed }) => [numberOf(min), numberOf(max), numberOf(speed)] as const);
  const [min, max, speed] = known.reduce((last, band) => ((band[1] ?? 0) > (last[1] ?? 0) ? band : last), [undefined, 0, undefined]);
  const start = whole(max, 1_000_000) + 1;
  const width = min === undefined || max === undefined || min > max ? 10 : whole(max - min + 1, 1000);
  return {
    agent_count_min: start,
    agent_count_max: start + Math.max(width, 1) - 1,
    max_speed: Math.min(Math.max(whole(speed ?? numberOf(maxSpeed) ?? 10, 100), 1), 100),
  };
}

function whole(number: number | undefined, most: number): number {
  return Math.min(Math.max(Math.round(number ?? 0), 0), most);
}
