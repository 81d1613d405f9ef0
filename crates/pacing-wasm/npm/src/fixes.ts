import { answerTo, unwritable } from "./call.js";
import { engine } from "./engine.js";
import { needString } from "./error.js";
import { editsOf, type FlatEdits } from "./flat.js";
import { Call, ROUNDS } from "./generated/calls.js";
import { policyOf } from "./options.js";
import { Pieces } from "./pieces.js";
import { setPolicy } from "./policy.js";
import type { Options, RuleCode, TextEdit } from "./types.js";
import { type Applied, appliedOf } from "./words.js";

/** A text after its fixes. */
export interface Fixed {
  /** The new text. */
  text: string;
  /** What was done, in order. */
  applied: { code: RuleCode; title: string }[];
  /** The edits of the first text that give the new one: in order, without overlaps. */
  edits: TextEdit[];
}

/**
 * Applies fixes until none is left. `safe` ones write the same thing in the right way, such as a quoted number as a number; `unsafe` takes
 * those as well that change values: show a person what they did.
 *
 * @example
 * ```ts
 * const { text: mended, edits } = applyFixes('{"max_speed": 45,}');
 * console.log(mended, edits); // {"max_speed": 45} [{ start: 16, end: 17, text: "" }]
 * ```
 */
export function applyFixes(text: string, which: "safe" | "unsafe" = "safe", options?: Options): Fixed {
  needString(text, "text");
  if (which !== "safe" && which !== "unsafe") throw new TypeError("`which` must be `safe` or `unsafe`");
  // No fix mends a text that cannot even be read.
  if (unwritable(text) !== undefined) return { text, applied: [], edits: [] };
  const policy = policyOf(options);
  const pieces = new Pieces(text);
  const applied: Fixed["applied"] = [];
  fix(pieces, applied, policy, 0);
  if (which === "unsafe") fix(pieces, applied, policy, 1);
  return { text: pieces.text, applied, edits: pieces.edits };
}

/** Rounds until nothing changes; a round of unsafe fixes has one, and they could undo each other. */
function fix(pieces: Pieces, applied: Fixed["applied"], policy: string, unsafe: 0 | 1): void {
  for (let round = 0; round < ROUNDS; round++) {
    const { text } = pieces;
    const found = engine.run((wasm) => {
      setPolicy(wasm, policy);
      return answerTo(wasm, [text], [unsafe], (a, b, c) => wasm.call(Call.Fixes, a, b, c));
    });
    const [edits, fixes] = JSON.parse(found) as [FlatEdits, Applied[]];
    if (edits.length === 0) return;
    pieces.apply(editsOf(edits));
    if (pieces.text === text) return;
    for (const problem of fixes) applied.push(appliedOf(problem));
  }
}
