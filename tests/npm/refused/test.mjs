import assert from "node:assert/strict";
import { test } from "node:test";
import { edit, ready, validateText } from "pacing-core";
import document from "../lib/document.mjs";

// Chromium once refused to compile more than 4 kB at once on the main thread; this stands for a browser that does.
test("where nothing is compiled at once, the error says what to await", async () => {
  const { Module } = WebAssembly;
  WebAssembly.Module = class {
    constructor() {
      throw new RangeError("WebAssembly.Module is disallowed on the main thread, if the buffer size is larger than 4KB.");
    }
    static imports = Module.imports;
  };
  assert.throws(() => validateText("{}"), { code: "compilation-refused", message: /await ready\(\)/ });
  await ready();
  const errors = validateText(document.text).diagnostics.filter(({ severity }) => severity === "error");
  assert.deepEqual(errors.map(document.show), [document.shown]);
  const edits = () => edit.set('{"max_speed": 45}', "/max_speed", 50);
  assert.throws(edits, { code: "compilation-refused", message: /await edit\.ready\(\)/ });
  await edit.ready();
  assert.deepEqual(edits(), [{ start: 14, end: 16, text: "50" }]);
});
