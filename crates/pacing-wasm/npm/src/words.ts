// Words for what the module finds: it gives numbers, pieces of the text and the names of fields.

import { editsOf, type FlatEdits } from "./flat.js";
import { PROFILES, RULES, SYNTAX } from "./generated/words.js";
import type { Diagnostic, Finding, Omitted, Options, Range, Report, RuleCode, RuleName, Severity } from "./types.js";

/** A rule in `generated/words.ts`. No source: the law, as the profile cites it. */
export type RuleWords = readonly [
  code: RuleCode,
  name: RuleName,
  source: string | 0,
  titles: readonly string[],
  sentences: readonly (readonly [message: string, help: string, args: readonly string[]])[],
];

type Value = string | number;
type Args = Record<string, Value>;

/** What the module writes: see `src/report.rs`. */
type Found = [valid: number, problems: Problem[], omitted: number[]];
type Problem = [
  rule: number,
  severity: number,
  sentence: number,
  path: string,
  place: number[],
  values: Value[],
  related: [path?: string, place?: number[]],
  fix: [title?: number, safe?: number, edits?: FlatEdits],
];

/** A problem whose fix was applied: see `src/answers.rs`. */
export type Applied = [rule: number, sentence: number, values: Value[], title: number, text: string];

/** The report that the module has written, with its words. */
export function reportOf(written: string, policy: string): Report {
  const [valid, problems, omitted] = JSON.parse(written) as Found;
  const { profile } = JSON.parse(policy) as Options;
  const law = (PROFILES.find(([id]) => id === profile) ?? PROFILES[0]!)[1];
  const report = { valid: valid === 1, diagnostics: problems.map((problem) => diagnosticOf(problem, law)) };
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

const SEVERITIES: readonly Severity[] = ["info", "warning", "error"];

/** What was done. */
export function appliedOf([rule, sentence, values, title, text]: Applied): { code: RuleCode; title: string } {
  return { code: RULES[rule]![0], title: titleOf(rule, title, argsOf(rule, sentence, values), text) };
}

function diagnosticOf([rule, severity, sentence, path, place, values, related, fix]: Problem, law: string): Diagnostic {
  const [, , source, , sentences] = RULES[rule]!;
  const [message, help] = sentences[sentence]!;
  const args = argsOf(rule, sentence, values);
  const [to, there] = related;
  const [title, safe, flat] = fix;
  const edits = flat && editsOf(flat);
  return {
    ...findingOf(rule, severity),
    path,
    message: fill(message, args),
    help: fill(help, args),
    source: source || law,
    range: rangeOf(place),
    ...(there && { related: { path: to!, range: rangeOf(there) } }),
    ...(edits && { fix: { title: titleOf(rule, title!, args, edits[0]!.text), safety: safe ? "safe" : "unsafe", edits } }),
    args,
  };
}

/** The values by the names that the sentence has for them. */
function argsOf(rule: number, sentence: number, values: readonly Value[]): Args {
  const names = RULES[rule]![4][sentence]![2];
  // Why a text cannot be read is one number, which stands for both of its words.
  const given = names[0] === "problem" ? SYNTAX[values[0] as number]! : values;
  const args: Args = {};
  names.forEach((name, place) => (args[name] = given[place]!));
  return args;
}

/** What a fix does; `text` is what it writes. */
function titleOf(rule: number, title: number, args: Args, text: string): string {
  return fill(RULES[rule]![3][title]!, { ...args, text });
}

/** A sentence with its arguments; braces without the name of one stand for themselves. */
function fill(sentence: string, args: Args): string {
  let [text, from] = ["", 0];
  for (let open = sentence.indexOf("{"); open >= 0; open = sentence.indexOf("{", from)) {
    const close = sentence.indexOf("}", open);
    const value = args[sentence.slice(open + 1, close)];
    text += sentence.slice(from, open) + (value ?? "{");
    from = value === undefined ? open + 1 : close + 1;
  }
  return text + sentence.slice(from);
}

function rangeOf([offset, line, column, endOffset, endLine, endColumn]: number[]): Range {
  return {
    start: { offset: offset!, line: line!, column: column! },
    end: { offset: endOffset!, line: endLine!, column: endColumn! },
  };
}
