// What JSON cannot hold is named as what it is, at its path, wherever it stands.

import assert from "node:assert/strict";
import { test } from "node:test";
import { pacing } from "./lib/pacing.mjs";

const FOREIGN = [
  [NaN, "NaN"],
  [Infinity, "Infinity"],
  [-Infinity, "-Infinity"],
  [undefined, "undefined"],
  [7n, "a BigInt"],
  [Symbol("x"), "a symbol"],
  [() => 1, "a function"],
];
const right = () => JSON.parse(pacing.explain("S001").good.text);

for (const [value, name] of FOREIGN) {
  test(`${name} is an error at every place`, () => {
    const found = (document) => pacing.validate(document).diagnostics.map(({ path, args }) => `${path} ${args.found}`);
    assert.deepEqual(found(value), [` ${name}`]);
    const known = right();
    known.predictive_dialer_config.max_speed = value;
    // A member that is undefined is not there: the object lacks it.
    const path = value === undefined ? "/predictive_dialer_config" : "/predictive_dialer_config/max_speed";
    assert.deepEqual(found(known), [`${path} ${name}`]);
    assert.ok(found({ ...right(), note: { "a/b": [1, value] } }).includes(`/note/a~1b/1 ${name}`));
  });
}

test("a cycle and a getter that throws are errors at their paths", () => {
  const cyclic = right();
  cyclic.predictive_dialer_config.note = { back: cyclic };
  const hostile = right();
  Object.defineProperty(hostile, "id", { enumerable: true, get: () => assert.fail("read") });
  const said = (document) => pacing.validate(document).diagnostics.map(({ path, message }) => `${path}: ${message}`).join("\n");
  assert.match(said(cyclic), /\/predictive_dialer_config\/note\/back: .*this is a cycle/);
  assert.match(said(hostile), /\/id: .*this is a value that throws when it is read/);
});
