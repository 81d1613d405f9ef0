// Texts into a module and an answer out of it: for everything but the check.

import { PacingError } from "./error.js";
import { refusal } from "./refusal.js";
import { answer, type Buffers, LONGEST, write } from "./texts.js";
import { writeValue } from "./value.js";

/** Hands texts over, makes a call with their lengths and those numbers, and gives its answer; throws where there is none. */
export function answerTo(
  wasm: Buffers,
  texts: string[],
  numbers: number[],
  call: (a: number, b: number, c: number) => number,
): string {
  texts.forEach(needText);
  const [a = 0, b = 0, c = 0] = [...write(wasm, ...texts), ...numbers];
  const length = call(a, b, c);
  const text = answer(wasm, length);
  if (length < 0) throw refusal(text);
  return text;
}

/** Why a text cannot be handed over as it is, or nothing. */
export function unwritable(text: string): string | undefined {
  if (text.length > LONGEST) return "the text is too long";
  if (/\p{Surrogate}/u.test(text)) return "half of a surrogate pair stands alone";
  return undefined;
}

function needText(text: string): void {
  const why = unwritable(text);
  if (why !== undefined) throw new PacingError("unreadable-text", why);
}

/** A document as text: itself, or what `JSON.stringify` would make of it. */
export function textOf(document: unknown): string {
  return typeof document === "string" ? document : writeValue(document).text;
}

/** A count as the module takes it, or a `TypeError` that names the argument. */
export function needCount(value: unknown, name: string): number {
  if (Number.isInteger(value) && (value as number) >= 0 && (value as number) < 2 ** 32) return value as number;
  throw new TypeError(`\`${name}\` must be a whole number from 0 on, not ${String(value)}`);
}
