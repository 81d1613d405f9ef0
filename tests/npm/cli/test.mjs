import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import document from "../lib/document.mjs";
import { folderOf } from "../lib/tool.mjs";

const folder = folderOf(import.meta.url);
const run = promisify(execFile);
const npx = (...args) => run("npx", ["--no-install", "pacing-core", ...args], { cwd: folder });
const program = (...args) => run("../node_modules/.bin/pacing-core", args, { cwd: folder });

test("npx pacing-core check", async () => {
  writeFileSync(join(folder, "dialer.json"), document.text);
  await assert.rejects(npx("check", "dialer.json"), ({ code, stdout }) => {
    assert.match(stdout, /^dialer\.json:1:\d+: error M003 /m);
    return code === 1;
  });
  await assert.rejects(program("check", "--format", "json", "dialer.json"), ({ stdout }) => Boolean(JSON.parse(stdout)));
  await assert.rejects(program("check", "no-such-file.json"), ({ code, stderr }) => code > 1 && stderr.includes("no-such-file.json"));
});
