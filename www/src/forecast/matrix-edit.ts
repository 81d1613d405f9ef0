import { applyEdits, type Band, edit, type TextEdit } from "pacing-core/slim";
import { setValue } from "../document/edits.ts";
import { BANDS } from "../document/pointer.ts";

const FIELDS = ["agent_count_min", "agent_count_max", "max_speed"] as const;

/** The text with these bands in place of its own, sorted by their minimum and laid out as its bands are. */
export function withBands(text: string, bands: readonly Band[]): string {
  const { predictive_dialer_config: config } = JSON.parse(text) as { predictive_dialer_config?: { pacing_rules?: unknown } };
  const old: readonly unknown[] = Array.isArray(config?.pacing_rules) ? config.pacing_rules : [];
  const [first, ...others] = bands;
  if (!first || old.length === 0) return applyEdits(text, setValue(text, BANDS, bands));
  let now = text;
  for (let index = old.length - 1; index > 0; index--) now = applyEdits(now, edit.removeBand(now, index));
  now = fits(old[0]) ? FIELDS.reduce((now, field) => applyEdits(now, edit.set(now, `${BANDS}/0/${field}`, first[field])), now) : applyEdits(now, edit.set(now, `${BANDS}/0`, first));
  return others.reduce((now, band) => applyEdits(now, edit.insertBand(now, band)), now);
}

/** The one edit that makes a text of another. */
export function difference(before: string, after: string): TextEdit {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let same = 0;
  while (same < most - start && before[before.length - 1 - same] === after[after.length - 1 - same]) same++;
  return { start, end: before.length - same, text: after.slice(start, after.length - same) };
}

/** Whether a band has the three fields and nothing else, so that it can be kept as it is laid out. */
function fits(band: unknown): boolean {
  return typeof band === "object" && band !== null && Object.keys(band).length === FIELDS.length && FIELDS.every((field) => Object.hasOwn(band, field));
}
