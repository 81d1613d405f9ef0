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

/** A share for people: as exact as somebody could act on. */
export function percent(share: number): string {
  const hundred = share * 100;
  if (hundred === 0) return "0 %";
  if (hundred < 0.01) return "under 0.01 %";
  // From 9.95 on two digits are enough; 99.5 is not yet everybody.
  const digits = hundred >= 9.95 ? (hundred >= 99.5 && hundred < 100 ? 2 : 0) : hundred >= 0.995 ? 1 : 2;
  return `${Number(hundred.toFixed(digits))} %`;
}

/** The same for both ends, as one where they look alike. */
export function percents({ low, high }: { readonly low: number; readonly high: number }): string {
  const [one, other] = [percent(low), percent(high)];
  return one === other ? one : `${one.replace(" %", "")} to ${other}`;
}

/** Points of a percentage, such as those between a rate and its cap. */
export function points(share: number): string {
  return percent(Math.abs(share)).replace(" %", "");
}
