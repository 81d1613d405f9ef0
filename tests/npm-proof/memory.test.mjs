// Memory stays flat over many calls: counted, not timed. `PACING_CALLS=1000000` for a million.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { test } from "node:test";

const calls = process.env.PACING_CALLS ?? "200000";

test(`${calls} calls of every kind: neither the module's memory nor the heap grows`, () => {
  const script = fileURLToPath(new URL("random/flat.mjs", import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--expose-gc", script, calls], { encoding: "utf8" });
  assert.equal(status, 0, stderr);
  const { module, heap } = JSON.parse(stdout);
  assert.equal(module.after, module.before, "pages of the module");
  assert.ok(heap.after - heap.before < 1_000_000, `the heap went from ${heap.before} to ${heap.after} bytes`);
});
