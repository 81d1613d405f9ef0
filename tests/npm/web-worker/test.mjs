import assert from "node:assert/strict";
import { test } from "node:test";
import { shown } from "../lib/chromium.mjs";
import document from "../lib/document.mjs";
import { serving } from "../lib/serve.mjs";
import { folderOf } from "../lib/tool.mjs";

test("a worker of a page", async () => {
  const folders = { "/": folderOf(import.meta.url), "/pacing-core/": "node_modules/pacing-core/", "/document.json": "lib/document.json" };
  assert.equal(await serving(folders, {}, shown), document.shown);
});
