import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";
import { validateText } from "pacing-core";
import document from "../lib/document.mjs";

test("import in Node", () => {
  const errors = validateText(document.text).diagnostics.filter(({ severity }) => severity === "error");
  assert.deepEqual(errors.map(document.show), [document.shown]);
});

test("import and require share one instance", () => {
  assert.equal(createRequire(import.meta.url)("pacing-core").validateText, validateText);
});

test("the JSON files and the module are there to be resolved", () => {
  const require = createRequire(import.meta.url);
  assert.equal(require("pacing-core/schema.json").type, "object");
  assert.ok(require("pacing-core/rules.json").some(({ code }) => code === "M003"));
  for (const file of ["pacing_core.wasm", "package.json"]) assert.ok(require.resolve(`pacing-core/${file}`));
});
