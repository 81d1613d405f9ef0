import { unwritable } from "../call.js";
import { kind, needString, PacingError } from "../error.js";
import { ABOVE_CAP } from "../generated/forecast.js";
import type { Level, Options, Report } from "../types.js";
import { diagnosticOf, type Found, SEVERITIES } from "../wording.js";
import { type Assumptions, numbersOf } from "./assumptions.js";
import { askOfText } from "./engine.js";

/** What {@link forecastDiagnostics} finds: what `validateText` gives, without a verdict. */
export type ForecastReport = Pick<Report, "diagnostics" | "omitted">;

/**
 * Finds the bands that are predicted to abandon more than the cap: the rule `forecast-above-cap`, which `validateText` never speaks of, since it
 * knows no assumptions. One diagnostic for each band, at the value of its `max_speed`, with the number in words, what it rests on, and an
 * unsafe fix that lowers the speed to the largest one that keeps the cap; no fix where even a speed of 1 does not. One more, at the global
 * `max_speed`, where no band covers a team below the largest band, for which that speed alone holds.
 *
 * The diagnostics are those of `pacing-apply check --answer-rate … --handle-time …`, and of the same type as those of `validateText`, so that
 * `toCodeMirror`, `toMonaco`, `toLsp` and `applyEdits` take them. Where assumptions are ranges, the least favourable ends count, and the
 * message gives the range. A text that cannot be read, and bands that other rules reject, have none.
 *
 * @param text - The document as JSON text.
 * @param assumptions - What the prediction rests on. A profile that they do not name is that of the options.
 * @param options - As for `validateText`: `rules` may give `forecast-above-cap` another weight, and the profile gives cap and connect limit.
 * @throws TypeError where `text` is no string.
 * @throws PacingError `invalid-option` for assumptions that no call centre can have, and for a weight that does not exist.
 *
 * @example
 * ```ts
 * import { applyEdits, validateText } from "pacing-core";
 * import { forecastDiagnostics } from "pacing-core/forecast";
 * const found = forecastDiagnostics(text, { answerRate: 0.2, handleTime: 180 });
 * const shown = [...validateText(text).diagnostics, ...found.diagnostics];
 * const fix = found.diagnostics.find(({ fix }) => fix !== undefined)?.fix;
 * const slower = fix ? applyEdits(text, fix.edits) : text;
 * ```
 */
export function forecastDiagnostics(text: string, assumptions: Assumptions, options?: Options): ForecastReport {
  needString(text, "text");
  const level = levelOf(options);
  const numbers = numbersOf(assumptions, options?.profile);
  // Why a text cannot be read is for `validateText` to say.
  if (level === "off" || unwritable(text) !== undefined) return { diagnostics: [] };
  const written = askOfText(text, numbers, (wasm) => wasm.forecast_above_cap(SEVERITIES.indexOf(level)));
  const [, problems, [, omitted = 0]] = JSON.parse(written) as Found;
  const diagnostics = problems.map((problem) => diagnosticOf(problem, ABOVE_CAP, problem[5], ""));
  return omitted === 0 ? { diagnostics } : { diagnostics, omitted: [{ code: ABOVE_CAP[0], count: omitted }] };
}

/** The weight of the rule: the last one that is said. */
function levelOf(options: Options | undefined): Level {
  if (options !== undefined && (typeof options !== "object" || options === null)) {
    throw new TypeError(`\`options\` must be an object, this is ${kind(options)}`);
  }
  let level: string = "warning";
  for (const [rule, weight] of Object.entries(options?.rules ?? {})) {
    if (rule === ABOVE_CAP[1] || rule.toUpperCase() === ABOVE_CAP[0]) level = weight;
  }
  if (level === "off" || SEVERITIES.some((severity) => severity === level)) return level as Level;
  throw new PacingError("invalid-option", `\`${level}\` is no level: use \`off\`, \`info\`, \`warning\` or \`error\``);
}
