import { checked } from "./check.js";
import { needString } from "./error.js";
import { policyOf } from "./options.js";
import type { Options, Place, Position } from "./types.js";
import { findingOf } from "./words.js";

/** What {@link places} found. */
export interface Places {
  /** Whether there is no error. */
  valid: boolean;
  /** The problems in the order of the text, at most 100 of each rule. */
  places: Place[];
}

/**
 * Checks a text like {@link validateText} and gives the problems with their ranges but without words: what an editor underlines, on every
 * keystroke, for less than `JSON.parse` costs.
 *
 * @example
 * ```ts
 * const { places: found } = places(text);
 * for (const { severity, range } of found) underline(range.start.offset, range.end.offset, severity);
 * ```
 */
export function places(text: string, options?: Options): Places {
  needString(text, "text");
  return checked(text, policyOf(options), (wasm, length, kind) => {
    const bits = wasm.places(length, kind);
    const count = bits >>> 8;
    const places: Place[] = [];
    if (count > 0) {
      const numbers = new Uint32Array(wasm.memory.buffer, wasm.places_at(), count * 7);
      for (let at = 0; at < numbers.length; at += 7) places.push(place(numbers, at));
    }
    return { valid: (bits & 1) === 1, places };
  });
}

function place(numbers: Uint32Array, at: number): Place {
  const rule = numbers[at] as number;
  // Not spread: that alone would take as long as the check.
  const { code, name, severity } = findingOf(rule & 255, rule >>> 8);
  return { code, name, severity, range: { start: position(numbers, at + 1), end: position(numbers, at + 4) } };
}

function position(numbers: Uint32Array, at: number): Position {
  return { offset: numbers[at] as number, line: numbers[at + 1] as number, column: numbers[at + 2] as number };
}
