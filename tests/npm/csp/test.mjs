import assert from "node:assert/strict";
import { test } from "node:test";
import { shown } from "../lib/chromium.mjs";
import document from "../lib/document.mjs";
import { serving } from "../lib/serve.mjs";
import { folderOf } from "../lib/tool.mjs";

const folders = { "/": folderOf(import.meta.url), "/pacing-core/": "node_modules/pacing-core/", "/document.json": "lib/document.json" };

const page = (scripts) =>
  serving(folders, { "content-security-policy": `default-src 'none'; connect-src 'self'; script-src ${scripts}` }, shown);

test("a page without a bundler, under a strict policy", async () => {
  assert.equal(await page("'self' 'wasm-unsafe-eval'"), document.shown);
});

test("a policy without WebAssembly: the error names what to allow", async () => {
  assert.match(await page("'self'"), /^compilation-refused: .*'wasm-unsafe-eval'.*script-src/);
});
