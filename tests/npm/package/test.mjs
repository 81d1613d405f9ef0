import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { test } from "node:test";
import { folderOf, tool } from "../lib/tool.mjs";
import { tarball } from "../lib/tarball.mjs";

const folder = folderOf(import.meta.url);

const contents = unpacked();

test("publint finds nothing", () => tool(folder, "publint", ["run", tarball(), "--strict"]));

test("are the types wrong? no", () => tool(folder, "attw", [tarball(), "--profile", "node16", "--exclude-entrypoints", "pacing_core.wasm", "pacing_edit.wasm", "pacing_forecast.wasm", "pacing_apply.wasm"]));

test("each module is in the tarball once raw, and once as text for browsers", () => {
  const holding = (part) => Object.keys(contents).filter((name) => contents[name].includes(part));
  assert.deepEqual(holding("\0asm").sort(), ["pacing_apply.wasm", "pacing_core.wasm", "pacing_edit.wasm", "pacing_forecast.wasm"]);
  for (const [file, modules] of [["esm/index.js", 2], ["esm/forecast.js", 1], ["esm/apply.js", 1]]) {
    const texts = [...contents[file].matchAll(/TEXT\d* = "([^"]*)"/g)].map(([, text]) => text);
    assert.equal(texts.length, modules);
    for (const text of texts) {
      assert.ok(text.length > 10_000);
      assert.deepEqual(holding(text), [file]);
    }
  }
  assert.deepEqual(holding("AGFzbQEAAAA"), [], "as base64");
});

test("nothing in the package makes code from text, or names the machine that it was made on", () => {
  for (const [name, text] of Object.entries(contents)) {
    if (name.endsWith(".js")) assert.doesNotMatch(text, /\beval\(|new Function\b/, name);
    assert.doesNotMatch(text, /\/(?:home|root|Users|tmp)\/|\.cargo\//, name);
  }
});

/** Every file of the tarball as Latin-1 text, by its path. */
function unpacked() {
  const into = mkdtempSync(join(tmpdir(), "pacing-core-"));
  try {
    execFileSync("tar", ["-xzf", tarball(), "-C", into]);
    const root = join(into, "package");
    const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const paths = files.map(({ parentPath, name }) => join(parentPath, name));
    return Object.fromEntries(paths.map((path) => [relative(root, path), readFileSync(path, "latin1")]));
  } finally {
    rmSync(into, { recursive: true });
  }
}
