import assert from "node:assert/strict";
import { test } from "node:test";
import { ready, validateText } from "pacing-core";
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
});
