import { PacingError } from "./error.js";
import { REFUSALS } from "./generated/refusals.js";

/** The error that the module gave in short: a digit for its kind, then what its words are made of. */
export function refusal(written: string): PacingError {
  const [code, words] = REFUSALS[Number(written[0])]!;
  const content = written.slice(1);
  const pieces = words.includes("{1}") ? content.split(",") : [content];
  return new PacingError(code, words.replace(/\{(\d)\}/g, (_, place: string) => pieces[Number(place)]!));
}
