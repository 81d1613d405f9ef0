import assert from "node:assert/strict";
import { test } from "node:test";
import document from "../lib/document.mjs";
import { folderOf, tool } from "../lib/tool.mjs";

const folder = folderOf(import.meta.url);
const QUIET = { DENO_NO_UPDATE_CHECK: "1" };

test("Deno, which checks the types and permits nothing", async () => {
  const said = await tool(folder, "deno", ["run", "--quiet", "--check", "--no-prompt", "--cached-only", "main.ts"], QUIET);
  assert.equal(said.trim(), document.shown);
});
