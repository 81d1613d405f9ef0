// Who is measured, and what each does within the measured call.
//
// From text: `JSON.parse` alone, which checks nothing; the package's `places`, of which verdict, code, severity and range
// of every problem are read; its `validateText`, of which the same and the sentences are read; and each peer after
// `JSON.parse`, of which verdict, path and code of every problem are read, since peers have no ranges.
// From a value: the package's `validate` and each peer.

import { places, validate, validateText } from "pacing-core";
import { documentWith, refusals } from "./documents.mjs";
import { problems as ajv } from "./peers/ajv.mjs";
import { problems as typebox } from "./peers/typebox.mjs";
import { problems as valibot } from "./peers/valibot.mjs";
import { problems as zod } from "./peers/zod.mjs";

const PEERS = { ajv, zod, valibot, typebox };
const peers = (call) => Object.fromEntries(Object.entries(PEERS).map(([name, problems]) => [name, call(problems)]));

/** By name: from a text to a number that depends on all that is read. */
export const FROM_TEXT = {
  "JSON.parse": (text) => Object.keys(JSON.parse(text)).length,
  "pacing-core": (text) => {
    const report = places(text);
    let read = Number(report.valid);
    for (const { code, severity, range } of report.places) read += code.length + severity.length + position(range);
    return read;
  },
  "in words": (text) => {
    const report = validateText(text);
    let read = Number(report.valid);
    for (const { code, severity, range, message } of report.diagnostics) {
      read += code.length + severity.length + message.length + position(range);
    }
    return read;
  },
  ...peers((problems) => (text) => reading(problems(JSON.parse(text)))),
};

/** By name: from a value to a number that depends on all that is read. */
export const FROM_VALUE = {
  "pacing-core": (value) => {
    const report = validate(value);
    let read = Number(report.valid);
    for (const { code, path } of report.diagnostics) read += code.length + path.length;
    return read;
  },
  ...peers((problems) => (value) => reading(problems(value))),
};

/** Fails unless everyone accepts the right document, refuses each with one error, and finds every bad band. */
export function checkPeers() {
  const bands = 50;
  const bad = JSON.parse(documentWith(bands, "every band bad"));
  for (const [name, problems] of Object.entries({ ...PEERS, "pacing-core": (value) => errors(validate(value)) })) {
    const say = (what) => new Error(`${name} ${what}, so that the measurement would mean nothing`);
    if (problems(JSON.parse(documentWith(bands, "valid"))).length > 0) throw say("refuses a right document");
    if (problems(JSON.parse(documentWith(bands, "overlap at the end"))).length !== 1) throw say("does not see one overlap");
    if (problems(bad).length < bands) throw say(`does not name every bad band: ${problems(bad).length}`);
    for (const text of refusals()) if (problems(JSON.parse(text)).length === 0) throw say(`accepts ${text}`);
  }
  for (const text of refusals()) if (places(text).valid) throw new Error(`pacing-core accepts ${text}`);
}

const errors = ({ diagnostics }) => diagnostics.filter(({ severity }) => severity === "error");

function reading(problems) {
  let read = Number(problems.length === 0);
  for (const [path, code] of problems) read += (path?.length ?? 0) + code.length;
  return read;
}

function position({ start, end }) {
  return start.offset + start.line + start.column + end.offset + end.line + end.column;
}
