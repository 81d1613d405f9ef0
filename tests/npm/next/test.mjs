import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { shown } from "../lib/chromium.mjs";
import document from "../lib/document.mjs";
import { serving } from "../lib/serve.mjs";
import { folderOf, tool } from "../lib/tool.mjs";

const folder = folderOf(import.meta.url);

test("Next: on the server and in the browser", async () => {
  await tool(folder, "next", ["build"], { NEXT_TELEMETRY_DISABLED: "1" });
  const page = await serving({ "/": join(folder, "out/") }, {}, shown);
  assert.deepEqual(page.split(/\n+/), [document.shown, document.shown]);
});
