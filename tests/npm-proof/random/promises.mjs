// What the package promises of any input at all. Each function throws where a promise is broken.

import assert from "node:assert/strict";
import { pacing } from "../lib/pacing.mjs";
import { lineAndColumn } from "../lib/utf16.mjs";
import { Hostile } from "./values.mjs";

const { PacingError, applyEdits, applyFixes, build, complete, diff, edit, format, hover, places, speedFor, validate, validateText } = pacing;

/** Of a text: every function answers or throws one of its own errors, and what they say agrees. */
export function keepForText(text, chance) {
  const report = plainReport(validateText(text));
  assert.deepEqual(plainReport(validateText(text)), report, "a second check says something else");
  const bare = report.diagnostics.map(({ code, name, severity, range }) => ({ code, name, severity, range }));
  assert.deepEqual(places(text), { valid: report.valid, places: bare });
  if (!report.omitted) assert.equal(report.valid, !report.diagnostics.some(({ severity }) => severity === "error"));
  for (const { range, fix } of report.diagnostics.slice(0, 20)) {
    for (const { offset, line, column } of [range.start, range.end]) {
      assert.ok(offset <= text.length);
      if (text.length < 5_000) assert.deepEqual({ line, column }, lineAndColumn(text, offset));
    }
    if (fix) applyEdits(text, fix.edits);
  }
  if (!text.isWellFormed()) keepForHalves(text, report);
  keepForFixes(text);
  keepForEditors(text, chance);
  keepForDocument(text, chance);
}

/** Of a value: a report, and issues exactly where it is not valid. */
export function keepForValue(value) {
  const report = validate(value);
  assert.equal(typeof report.valid, "boolean");
  const errors = report.diagnostics.filter(({ severity }) => severity === "error");
  if (!report.omitted) assert.equal(report.valid, errors.length === 0);
  for (const { path, message } of report.diagnostics) assert.ok(typeof path === "string" && message.length > 0);
  const { issues } = pacing.pacingSchema["~standard"].validate(value);
  assert.equal(issues === undefined, report.valid);
  for (const { path } of issues ?? []) assert.ok(Array.isArray(path));
  allowed(() => speedFor(value, 7));
  allowed(() => diff(value, value));
  allowed(() => build(value));
  allowed(() => build({ dialer: value, bands: [value, [value, value, value]], threshold: value, maxSpeed: value }));
  allowed(() => edit.set("{}", "/a", value));
  allowed(() => validateText(value));
  allowed(() => validateText("{}", value));
}

/** Of a value that JSON holds: the same as of its text, but for the ranges. */
export function keepForPlainValue(value) {
  const report = validate(value);
  const said = plainReport(validateText(JSON.stringify(value)));
  const words = ({ code, severity, path, message, help, args }) => ({ code, severity, path, message, help, args });
  assert.equal(report.valid, said.valid);
  assert.deepEqual(report.diagnostics.map(words), said.diagnostics.map(words));
}

/** Half of a surrogate pair is no text: that is the one thing that is said, unless reading ended before it. */
function keepForHalves(text, { valid, diagnostics }) {
  assert.equal(valid, false);
  assert.equal(diagnostics.length, 1);
  const [{ code, range }] = diagnostics;
  assert.ok(code === "S001" || code === "S002", code);
  assert.ok(range.start.offset <= text.search(/\p{Surrogate}/u), "something behind the half is named");
}

function keepForFixes(text) {
  for (const which of ["safe", "unsafe"]) {
    const fixed = applyFixes(text, which);
    assert.equal(applyEdits(text, fixed.edits), fixed.text, "the edits give another text");
    if (which === "safe") assert.deepEqual(applyFixes(fixed.text, which).applied, [], "fixes are left");
  }
}

function keepForEditors(text, chance) {
  const offset = chance.below(text.length + 10);
  const what = allowed(() => hover(text, offset));
  if (what) assert.ok(what.start <= what.end && what.end <= text.length);
  for (const { edit } of allowed(() => complete(text, offset)) ?? []) applyEdits(text, [edit]);
}

function keepForDocument(text, chance) {
  const laidOut = allowed(() => format(text));
  if (laidOut !== undefined) {
    assert.equal(format(laidOut), laidOut, "formatting twice gives another text");
    // Where a key stands twice, a comparison by key means nothing.
    const twice = validateText(text).diagnostics.some(({ code }) => code === "S006");
    if (!twice) assert.deepEqual(allowed(() => diff(text, laidOut)), [], "formatting changes something");
  }
  const index = chance.below(8);
  const pointer = chance.pick(["", "/id", "/predictive_dialer_config/max_speed", "/predictive_dialer_config/pacing_rules/0", "/a~1b", "/~2", "x"]);
  const band = { agent_count_min: chance.below(100), agent_count_max: chance.below(100), max_speed: chance.below(100) };
  const edits = [
    () => edit.set(text, pointer, chance.pick([1, "🙂", null, [], { a: 1 }])),
    () => edit.remove(text, pointer),
    () => edit.insertBand(text, band),
    () => edit.removeBand(text, index),
    () => edit.splitBand(text, index, chance.below(60)),
    () => edit.mergeBands(text, index),
  ];
  for (const make of edits) {
    const made = allowed(make);
    if (made) assert.doesNotThrow(() => applyEdits(text, made));
  }
  allowed(() => speedFor(text, chance.below(200)));
}

/** The answer, or nothing where the package throws an error that it documents, or passes on that of a value: anything else goes through, a crash first of all. */
function allowed(call) {
  try {
    return call();
  } catch (error) {
    const said = error instanceof PacingError && error.code !== "crashed";
    if (said || error instanceof TypeError || error instanceof Hostile) return undefined;
    throw error;
  }
}

function plainReport({ valid, diagnostics, omitted }) {
  return omitted ? { valid, diagnostics, omitted } : { valid, diagnostics };
}
