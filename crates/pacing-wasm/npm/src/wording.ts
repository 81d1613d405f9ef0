// What rules say, filled with what was found: without the tables of any rule.

import { editsOf, type FlatEdits } from "./flat.js";
import type { Diagnostic, Range, RuleCode, RuleName, Severity } from "./types.js";

/** A rule in the generated tables. No source: the law, as the profile cites it. */
export type RuleWords = readonly [
  code: RuleCode,
  name: RuleName,
  source: string | 0,
  titles: readonly string[],
  sentences: readonly (readonly [message: string, help: string, args: readonly string[]])[],
];

export type Value = string | number;
export type Args = Record<string, Value>;

/** What a module writes: see `src/problems.rs`. */
export type Found = [valid: number, problems: Problem[], omitted: number[]];
export type Problem = [
  rule: number,
  severity: number,
  sentence: number,
  path: string,
  place: number[],
  values: readonly Value[],
  related: [path?: string, place?: number[]],
  fix: [title?: number, safe?: number, edits?: FlatEdits],
];

export const SEVERITIES: readonly Severity[] = ["info", "warning", "error"];

/** The diagnostic of a problem; `values` are those of its sentence, `law` is the source where the rule has none of its own. */
export function diagnosticOf([, severity, sentence, path, place, , related, fix]: Problem, rule: RuleWords, values: readonly Value[], law: string): Diagnostic {
  const [code, name, source, , sentences] = rule;
  const [message, help, names] = sentences[sentence]!;
  const args = argsOf(names, values);
  const [to, there] = related;
  const [title, safe, flat] = fix;
  const edits = flat && editsOf(flat);
  // Not spread: that alone would take as long as the words.
  const said = {
    code,
    name,
    severity: SEVERITIES[severity]!,
    path,
    message: fill(message, args),
    help: fill(help, args),
    source: source || law,
    range: rangeOf(place),
  } as Diagnostic;
  if (there) said.related = { path: to!, range: rangeOf(there) };
  if (edits) said.fix = { title: titleOf(rule, title!, args, edits[0]!.text), safety: safe ? "safe" : "unsafe", edits };
  said.args = args;
  return said;
}

/** The values by the names that the sentence has for them. */
export function argsOf(names: readonly string[], values: readonly Value[]): Args {
  const args: Args = {};
  names.forEach((name, place) => (args[name] = values[place]!));
  return args;
}

/** What a fix does; `text` is what it writes. */
export function titleOf(rule: RuleWords, title: number, args: Args, text: string): string {
  return fill(rule[3][title]!, args, text);
}

/** A sentence with its arguments, of which `text` is one more; braces without the name of one stand for themselves. */
function fill(sentence: string, args: Args, text?: string): string {
  let [filled, from] = ["", 0];
  for (let open = sentence.indexOf("{"); open >= 0; open = sentence.indexOf("{", from)) {
    const close = sentence.indexOf("}", open);
    const name = sentence.slice(open + 1, close);
    const value = name === "text" ? text : args[name];
    filled += sentence.slice(from, open) + (value ?? "{");
    from = value === undefined ? open + 1 : close + 1;
  }
  return filled + sentence.slice(from);
}

function rangeOf([offset, line, column, endOffset, endLine, endColumn]: number[]): Range {
  return {
    start: { offset: offset!, line: line!, column: column! },
    end: { offset: endOffset!, line: endLine!, column: endColumn! },
  };
}
