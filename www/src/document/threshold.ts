/**
 * A decimal number with its point moved by `places`, exactly: dividing by a hundred would make 0.028999999999999998 of 2.9. Nothing where the text is no decimal
 * number.
 */
export function shifted(number: string, places: number): string | undefined {
  const match = /^(-?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/.exec(number);
  if (!match) return undefined;
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = match;
  if (whole + fraction === "") return undefined;
  const point = whole.length + Number(exponent) + places;
  const digits = whole + fraction;
  const before = point > 0 ? digits.slice(0, point).padEnd(point, "0") : "0";
  const behind = point < 0 ? "0".repeat(-point) + digits : digits.slice(point);
  const short = before.replace(/^0+(?=\d)/, "");
  const tail = behind.replace(/0+$/, "");
  return `${sign}${short}${tail === "" ? "" : `.${tail}`}`;
}

/** What somebody typed as a number, with a comma for the point where that is the habit; nothing where it is no decimal number. */
export function typedNumber(typed: string): string | undefined {
  return shifted(typed.trim().replace(",", "."), 0);
}
