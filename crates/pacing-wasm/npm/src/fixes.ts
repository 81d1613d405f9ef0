import { ask, unwritable } from "./call.js";
import { needString } from "./error.js";
import { policyOf } from "./options.js";
import type { Options, RuleCode, TextEdit } from "./types.js";

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
  return JSON.parse(ask([text], (wasm, length = 0) => wasm.apply_fixes(length, Number(which === "unsafe")), policy)) as Fixed;
}
