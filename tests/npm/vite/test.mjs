import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { shown } from "../lib/chromium.mjs";
import document from "../lib/document.mjs";
import { serving } from "../lib/serve.mjs";
import { folderOf, tool } from "../lib/tool.mjs";

const folder = folderOf(import.meta.url);

test("built by Vite, without a plugin", async () => {
  await tool(folder, "vite", ["build", "--outDir", "built", "--logLevel", "warn"]);
  assert.equal(await serving({ "/": join(folder, "built/") }, {}, shown), document.shown);
});
