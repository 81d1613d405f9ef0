// Texts into the module and an answer out of it: for everything but the check.

import { answer, run, write } from "./engine.js";
import { PacingError } from "./error.js";
import type { Call } from "./generated/calls.js";
import { setPolicy } from "./policy.js";
import { refusal } from "./refusal.js";
import { writeValue } from "./value.js";

/** The longest text that is read, in bytes: the reader's own limit. */
const LONGEST = 16 * 1024 * 1024;

/** Calls the module with texts and numbers and gives its answer. */
export function ask(call: Call, texts: string[], numbers: number[] = [], policy?: string): string {
  texts.forEach(needText);
  return run((wasm) => {
    if (policy !== undefined) setPolicy(wasm, policy);
    const [a = 0, b = 0, c = 0] = [...write(wasm, ...texts), ...numbers];
    const length = wasm.call(call, a, b, c);
    const text = answer(wasm, length);
    if (length < 0) throw refusal(text);
    return text;
  });
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
