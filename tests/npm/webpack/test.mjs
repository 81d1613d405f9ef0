import assert from "node:assert/strict";
import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import webpack from "webpack";
import { shown } from "../lib/chromium.mjs";
import document from "../lib/document.mjs";
import { serving } from "../lib/serve.mjs";
import { folderOf } from "../lib/tool.mjs";

const folder = folderOf(import.meta.url);
const built = join(folder, "built");

// What is not ASCII in the script reads as something else here; the module in it must not suffer.
test("built by webpack, as a classic script on a page in another charset", async () => {
  const stats = await promisify(webpack)({
    mode: "production",
    context: folder,
    entry: "./app.js",
    output: { path: built, clean: true },
  });
  assert.deepEqual(stats.toJson().errors.map(({ message }) => message), []);
  await copyFile(join(folder, "page.html"), join(built, "index.html"));
  assert.equal(await serving({ "/": `${built}/` }, {}, shown), document.shown);
});
