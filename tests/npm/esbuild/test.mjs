import assert from "node:assert/strict";
import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { shown } from "../lib/chromium.mjs";
import document from "../lib/document.mjs";
import { serving } from "../lib/serve.mjs";
import { folderOf, tool } from "../lib/tool.mjs";

const folder = folderOf(import.meta.url);

test("built by esbuild for a browser", async () => {
  await tool(folder, "esbuild", ["app.js", "--bundle", "--minify", "--outfile=built/main.js", "--log-level=warning"]);
  await copyFile(join(folder, "page.html"), join(folder, "built/index.html"));
  assert.equal(await serving({ "/": join(folder, "built/") }, {}, shown), document.shown);
});

test("built by esbuild for Node, away from the package", async () => {
  const code = `
    const { validateText } = require("pacing-core");
    console.log(validateText("{}").diagnostics[0].code);
  `;
  const { buildSync } = await import("esbuild");
  const { outputFiles } = buildSync({
    stdin: { contents: code, resolveDir: folder },
    bundle: true,
    platform: "node",
    write: false,
  });
  const said = [];
  new Function("console", "require", outputFiles[0].text)({ log: (line) => said.push(line) }, undefined);
  assert.deepEqual(said, ["S004"]);
});
