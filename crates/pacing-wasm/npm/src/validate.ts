import { verdict } from "./check.js";
import { policyOf } from "./options.js";
import { wordsFor } from "./report.js";
import type { Diagnostic, DialerDocument, Finding, Omitted, Options, Words } from "./types.js";
import { type LeftOut, type Problem, writeValue } from "./value.js";

/** One problem of a value: without ranges, since there is no text. */
export interface ValueDiagnostic extends Finding, Words {
  /** Another place that belongs to it. */
  related?: { path: string };
  /** What the sentences are made of. */
  args: Record<string, string | number>;
}

/** What a check of a value found: plain data. */
export type ValueReport =
  | { readonly valid: true; readonly value: DialerDocument; readonly diagnostics: ValueDiagnostic[]; readonly omitted?: Omitted[] }
  | { readonly valid: false; readonly diagnostics: ValueDiagnostic[]; readonly omitted?: Omitted[] };

/**
 * Checks a value as `JSON.stringify` would send it: a member that is `undefined` is left out, and called so where it is missing. What JSON cannot hold (`NaN`,
 * `Infinity`, `undefined` in an array, a `BigInt`, a function, a symbol, a cycle, a getter that throws) is an error at its path, named as what it is. Any value
 * gives a report.
 *
 * Where there is a text, {@link validateText} is the better one: it has ranges, and sees duplicate keys and the spelling of numbers.
 *
 * @example
 * ```ts
 * const report = validate({ ...document, id: undefined });
 * if (report.valid) send(report.value);
 * else for (const { path, message } of report.diagnostics) console.log(path, message);
 * ```
 */
export function validate(value: unknown, options?: Options): ValueReport {
  const policy = policyOf(options);
  const { text, leftOut, problems, count } = writeValue(value);
  const bits = verdict(text, policy);
  const valid = (bits & 1) === 1 && count === 0;
  if (valid && (bits & 2) === 0) return { valid, value: value as DialerDocument, diagnostics: [] };

  const said = wordsFor(text, policy);
  missed(said.diagnostics, leftOut);
  const diagnostics = named(said.diagnostics, problems).map(withoutPlaces);
  const omitted = [...(said.omitted ?? [])];
  if (count > problems.length) omitted.push({ code: "S005", count: count - problems.length });
  const more = omitted.length > 0 ? { omitted } : {};
  return valid
    ? { valid, value: value as DialerDocument, diagnostics, ...more }
    : { valid: false, diagnostics, ...more };
}

/** Calls a member that is missing undefined, where it is. */
function missed(diagnostics: Diagnostic[], leftOut: LeftOut[]): void {
  for (const said of diagnostics) {
    if (said.code !== "S004") continue;
    if (!leftOut.some(({ path, key }) => path === said.path && key === said.args["field"])) continue;
    said.message = said.message.replace("is missing", "is undefined");
    said.args["found"] = "undefined";
  }
}

/** The diagnostics with each `null` that stands for something else called what it is. */
function named(diagnostics: Diagnostic[], problems: Problem[]): Diagnostic[] {
  let all = diagnostics;
  for (const problem of problems) {
    const { path, offset, found } = problem;
    const said = all.find((diagnostic) => diagnostic.path === path && diagnostic.args["found"] === "null");
    if (said) {
      said.message = said.message.replace("this is null", `this is ${found}`);
      said.args["found"] = found;
    } else {
      const at = all.findIndex(({ range }) => range.start.offset > offset);
      all = at < 0 ? [...all, describe(problem)] : [...all.slice(0, at), describe(problem), ...all.slice(at)];
    }
  }
  return all;
}

/** What no rule of the registry says: something at a place that no rule looks at. */
function describe({ path, key, found, offset }: Problem): Diagnostic {
  const place = { offset, line: 1, column: offset + 1 };
  const expected = "a JSON value";
  return {
    code: "S005",
    name: "wrong-type",
    severity: "error",
    path,
    message: `${key === "" ? "the document" : `\`${key}\``} must be ${expected}, this is ${found}`,
    help: "leave it out, or give a string, a finite number, a boolean, null, an array or an object",
    source: "standard: RFC 8259",
    range: { start: place, end: place },
    args: { expected, field: key, found },
  };
}

function withoutPlaces(diagnostic: Diagnostic): ValueDiagnostic {
  const { code, name, severity, path, message, help, source, related, args } = diagnostic;
  const words = { code, name, severity, path, message, help, source };
  return related ? { ...words, related: { path: related.path }, args } : { ...words, args };
}
