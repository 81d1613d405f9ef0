import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { edit, init, initSync, validateText } from "pacing-core/slim";
import { shown } from "../lib/chromium.mjs";
import document from "../lib/document.mjs";
import { serving } from "../lib/serve.mjs";
import { folderOf } from "../lib/tool.mjs";

test("a page that brings the module", async () => {
  const folders = { "/": folderOf(import.meta.url), "/pacing-core/": "node_modules/pacing-core/", "/document.json": "lib/document.json" };
  assert.equal(await serving(folders, {}, shown), document.shown);
});

test("Node, before and after the module is brought", () => {
  assert.throws(() => validateText("{}"), { code: "not-ready" });
  initSync(module("core"));
  const errors = validateText(document.text).diagnostics.filter(({ severity }) => severity === "error");
  assert.deepEqual(errors.map(document.show), [document.shown]);
});

test("the module that edits is brought beside the other one", async () => {
  const edits = () => edit.set('{"max_speed": 45}', "/max_speed", 50);
  assert.throws(edits, { code: "not-ready", message: /`await init\(wasm, edit\)`/ });
  await init(module("core"), module("edit"));
  assert.deepEqual(edits(), [{ start: 14, end: 16, text: "50" }]);
  initSync(module("core"), module("edit"));
  assert.equal(validateText("{}").valid, false);
});

function module(name) {
  return readFileSync(createRequire(import.meta.url).resolve(`pacing-core/pacing_${name}.wasm`));
}
