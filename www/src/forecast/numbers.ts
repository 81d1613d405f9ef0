import { shifted, typedNumber } from "../document/threshold.ts";
import type { Ends } from "./assumptions.ts";

/** Reads a number, or a range such as `15..25`; nothing where it is neither. The point is moved by `places`: -2 makes a share of a percentage. */
export function endsTyped(typed: string, places: number): Ends | undefined {
  const parts = typed.split(/\.\.+|…|[–—]|(?<=\d\s*)-/);
  const ends = parts.map((part) => typedNumber(part)).map((number) => (number === undefined ? undefined : Number(shifted(number, places) ?? Number.NaN)));
  const [one, other = one] = ends;
  if (ends.length > 2 || one === undefined || other === undefined) return undefined;
  return one <= other ? [one, other] : [other, one];
}

/** Writes it as it is typed. */
export function endsWritten([low, high]: Ends, places: number): string {
  const written = (number: number): string => shifted(String(number), places) ?? String(number);
  return low === high ? written(low) : `${written(low)}..${written(high)}`;
}

/** A number with its point moved, as a number. */
export function shiftedNumber(number: number, places: number): number {
  return Number(shifted(String(number), places) ?? Number.NaN);
}

/** A share that somebody gave, such as a cap: as short as it is exact. */
export function percent(share: number): string {
  return `${Number((share * 100).toFixed(4))} %`;
}

/** A predicted share: with the digits that count, as the command line writes it. */
export function predicted(share: number): string {
  const hundred = share * 100;
  if (hundred === 0) return "0 %";
  if (hundred < 0.095) return "< 0.1 %";
  // Not everybody yet.
  if (hundred >= 99.5 && hundred < 100) return `${(Math.floor(hundred * 10) / 10).toFixed(1)} %`;
  return `${hundred.toFixed(hundred >= 9.95 ? 0 : 1)} %`;
}

/** The same for both ends, as one where they look alike. */
export function percents({ low, high }: { readonly low: number; readonly high: number }): string {
  const [one, other] = [predicted(low), predicted(high)];
  return one === other ? one : `${one.replace(" %", "")}–${other}`;
}

/** Points of a percentage, such as those between a rate and its cap. */
export function points(share: number): string {
  return predicted(Math.abs(share)).replace(" %", "");
}

/** A time in the units that people say it in. */
export function time(seconds: number): string {
  if (seconds < 9.95) return `${Number(seconds.toFixed(1))} s`;
  if (seconds < 599.5) return `${seconds.toFixed(0)} s`;
  const [large, small, part, of] = seconds < 3570 ? (["min", "s", 1, 60] as const) : seconds < 172_800 ? (["h", "min", 60, 60] as const) : (["d", "h", 3600, 24] as const);
  const parts = Math.round(seconds / part);
  const rest = parts % of;
  return `${Math.floor(parts / of)} ${large}${rest === 0 ? "" : ` ${rest} ${small}`}`;
}
