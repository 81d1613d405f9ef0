import assert from "node:assert/strict";
import { test } from "node:test";

// The module has no way to trap that is known; this one is given one.
const { Instance } = WebAssembly;
let made = 0;
let trap = false;
WebAssembly.Instance = class {
  constructor(module, imports) {
    made += 1;
    const { check, ...rest } = new Instance(module, imports).exports;
    const trapping = (...args) => {
      if (trap) throw new WebAssembly.RuntimeError("unreachable");
      return check(...args);
    };
    this.exports = { ...rest, check: trapping };
  }
};
const { validateText } = await import("pacing-core");

test("a trap is one clear error, and the next call gets a new instance", () => {
  const before = validateText('{"id": 1}', { profile: "us-ks" });
  assert.equal(made, 1);
  trap = true;
  assert.throws(() => validateText("{}"), { name: "PacingError", code: "crashed", cause: new WebAssembly.RuntimeError("unreachable") });
  trap = false;
  assert.equal(validateText("{}").diagnostics.length, 3);
  assert.equal(made, 2);
  // A report from before the trap is put into words by the new instance, under its own options.
  assert.ok(before.diagnostics.some(({ path }) => path === "/id"));
});
