// Words for what the module finds: it gives numbers, pieces of the text and the names of fields.

import { PROFILES, RULES, SYNTAX } from "./generated/words.js";
import type { Finding, Omitted, Options, Report, RuleCode } from "./types.js";
import { argsOf, diagnosticOf, type Found, type Problem, SEVERITIES, titleOf, type Value } from "./wording.js";

/** A problem whose fix was applied: see `round` in `src/report.rs`. */
export type Applied = [rule: number, sentence: number, values: Value[], title: number, text: string];

/** The report that the module has written, with its words. */
export function reportOf(written: string, policy: string): Report {
  const [valid, problems, omitted] = JSON.parse(written) as Found;
  const { profile } = JSON.parse(policy) as Options;
  const law = (PROFILES.find(([id]) => id === profile) ?? PROFILES[0]!)[1];
  const said = (problem: Problem) => diagnosticOf(problem, RULES[problem[0]]!, given(problem[0], problem[2], problem[5]), law);
  const report = { valid: valid === 1, diagnostics: problems.map(said) };
  if (omitted.length === 0) return report;
  const counts: Omitted[] = [];
  for (let at = 0; at < omitted.length; at += 2) counts.push({ code: RULES[omitted[at]!]![0], count: omitted[at + 1]! });
  return { ...report, omitted: counts };
}

/** Code, name and weight of what a rule found. */
export function findingOf(rule: number, severity: number): Finding {
  const [code, name] = RULES[rule]!;
  return { code, name, severity: SEVERITIES[severity]! };
}

/** What was done. */
export function appliedOf([rule, sentence, values, title, text]: Applied): { code: RuleCode; title: string } {
  const args = argsOf(namesOf(rule, sentence), given(rule, sentence, values));
  return { code: RULES[rule]![0], title: titleOf(RULES[rule]!, title, args, text) };
}

/** The values of a sentence. Why a text cannot be read is one number, which stands for both of its words. */
function given(rule: number, sentence: number, values: readonly Value[]): readonly Value[] {
  return namesOf(rule, sentence)[0] === "problem" ? SYNTAX[values[0] as number]! : values;
}

function namesOf(rule: number, sentence: number): readonly string[] {
  return RULES[rule]![4][sentence]![2];
}
