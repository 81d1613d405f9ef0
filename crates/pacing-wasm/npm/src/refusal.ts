import { PacingError } from "./error.js";
import { REFUSALS } from "./generated/refusals.js";
import { SYNTAX } from "./generated/words.js";

/** The error that the module gave in short: a digit for its kind, then what its words are made of. */
export function refusal(written: string): PacingError {
  const [digit, content] = [Number(written[0]), written.slice(1)];
  // A text that cannot be read has its words with the other diagnostics.
  if (digit === 1 || digit === 3) return refused(digit, SYNTAX[Number(content)]![0]);
  return refused(digit, ...(REFUSALS[digit]![1].includes("{1}") ? content.split(",") : [content]));
}

/** The error of a kind with the pieces that its words are made of. */
export function refused(kind: number, ...pieces: string[]): PacingError {
  const [code, words] = REFUSALS[kind]!;
  return new PacingError(code, words.replace(/\{(\d)\}/g, (_, place: string) => pieces[Number(place)]!));
}
