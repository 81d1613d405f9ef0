import { checked, verdict } from "./check.js";
import { needString } from "./error.js";
import { Call } from "./generated/calls.js";
import { policyOf } from "./options.js";
import { answer } from "./texts.js";
import type { Options, Report } from "./types.js";
import { reportOf } from "./words.js";

/**
 * Checks a text: all problems in one pass, with ranges, sentences and fixes. Problems are put into words when `diagnostics` is first read; {@link places} gives
 * them without words.
 *
 * Any string gives a report. The report is plain data and does not change when another text is checked.
 *
 * @param text - The document as JSON text.
 * @param options - What it is checked against.
 * @throws TypeError where `text` is no string.
 * @throws PacingError `invalid-option` where an option does not exist.
 *
 * @example
 * ```ts
 * const { valid, diagnostics } = validateText('{"id": "sales"}');
 * console.log(valid, diagnostics[0]?.message); // false "`type` is missing"
 * ```
 */
export function validateText(text: string, options?: Options): Report {
  needString(text, "text");
  const policy = policyOf(options);
  const bits = verdict(text, policy);
  const valid = (bits & 1) === 1;
  if ((bits & 2) === 0) return { valid, diagnostics: [] };

  let said: Report | undefined;
  const say = (): Report => (said ??= wordsFor(text, policy));
  const report = {
    valid,
    get diagnostics() {
      return say().diagnostics;
    },
  };
  if ((bits & 4) === 0) return report;
  return Object.defineProperty(report as Report, "omitted", { get: () => say().omitted, enumerable: true });
}

/** The report with its words. */
export function wordsFor(text: string, policy: string): Report {
  return reportOf(checked(text, policy, (wasm, length, kind) => answer(wasm, wasm.call(Call.Problems, length, kind, 0))), policy);
}
