// A text into the module, and the verdict out of it: the way that every keystroke takes.

import { engine, type Wasm } from "./engine.js";
import { setPolicy } from "./policy.js";
import { LONGEST, roomFor, writeInto } from "./texts.js";

/** What the module is told of the text: see `check` in `src/calls.rs`. */
const WHOLE = 0;
const CUT = 1;
const TOO_LONG = 2;

/** The bytes and the kind of the text that was written last. */
let length = 0;
let kind = WHOLE;

/** The verdict on a text, in bits: 1 valid, 2 anything to say, 4 more than is said. */
export function verdict(text: string, policy: string): number {
  return checked(text, policy, (wasm, length, kind) => wasm.check(length, kind));
}

/** Writes the text and runs one of the module's checks on it. */
export function checked<T>(text: string, policy: string, call: (wasm: Wasm, length: number, kind: number) => T): T {
  try {
    const wasm = engine.wasm();
    setPolicy(wasm, policy);
    write(wasm, text);
    return call(wasm, length, kind);
  } catch (error) {
    throw engine.failure(error);
  }
}

function write(wasm: Wasm, text: string): void {
  kind = WHOLE;
  const units = text.length;
  if (units > LONGEST) return tooLong();
  let { read, written } = writeInto(roomFor(wasm, units), text);
  if (read < units) ({ read, written } = writeInto(roomFor(wasm, Math.min(units * 3, LONGEST + 4)), text));
  if (read < units || written > LONGEST) return tooLong();
  length = written;
  // Plain ASCII cannot hold half a surrogate pair.
  if (written !== units) {
    const lone = loneSurrogate(text);
    if (lone >= 0) {
      const cut = `${text.slice(0, lone)}\ufffd`;
      ({ written: length } = writeInto(roomFor(wasm, cut.length * 3), cut));
      kind = CUT;
    }
  }
}

function tooLong(): void {
  length = 0;
  kind = TOO_LONG;
}

/** The place of the first surrogate that has no partner, or -1. */
function loneSurrogate(text: string): number {
  if ((text as { isWellFormed?(): boolean }).isWellFormed?.()) return -1;
  return text.search(/\p{Surrogate}/u);
}
