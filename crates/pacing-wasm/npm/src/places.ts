import { checked } from "./check.js";
import { answer, run } from "./engine.js";
import { needString } from "./error.js";
import { Call } from "./generated/calls.js";
import { policyOf } from "./options.js";
import type { Options, Place, Position, RuleCode, RuleName, Severity } from "./types.js";

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
      const known = rules();
      const numbers = new Uint32Array(wasm.memory.buffer, wasm.places_at(), count * 7);
      for (let at = 0; at < numbers.length; at += 7) places.push(place(numbers, at, known));
    }
    return { valid: (bits & 1) === 1, places };
  });
}

const SEVERITIES: readonly Severity[] = ["info", "warning", "error"];

/** Code and name of each rule, in the order of the registry. */
let known: [RuleCode, RuleName][] | undefined;

function rules(): [RuleCode, RuleName][] {
  known ??= run((wasm) => JSON.parse(answer(wasm, wasm.call(Call.Names, 0, 0, 0))) as [RuleCode, RuleName][]);
  return known;
}

function place(numbers: Uint32Array, at: number, known: [RuleCode, RuleName][]): Place {
  const rule = numbers[at] as number;
  const [code, name] = known[rule & 255] as [RuleCode, RuleName];
  const severity = SEVERITIES[rule >>> 8] as Severity;
  return { code, name, severity, range: { start: position(numbers, at + 1), end: position(numbers, at + 4) } };
}

function position(numbers: Uint32Array, at: number): Position {
  return { offset: numbers[at] as number, line: numbers[at + 1] as number, column: numbers[at + 2] as number };
}
