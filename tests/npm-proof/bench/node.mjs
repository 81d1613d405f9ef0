// The same in this Node process.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { bundle } from "./bundle.mjs";

/** Gives what `takeTurns` needs to `use`. */
export async function inNode(use) {
  const folder = mkdtempSync(join(tmpdir(), "pacing-bench-"));
  try {
    const script = join(folder, "page.mjs");
    bundle("page.mjs", script);
    await import(pathToFileURL(script));
    const { bench } = globalThis;
    bench.checkPeers();
    return await use({
      name: `Node ${process.versions.node}`,
      measure: bench.measure,
      sample: (kind) => (name, calls) => {
        const before = process.cpuUsage();
        const wall = bench.call(kind, name, calls);
        const { user, system } = process.cpuUsage(before);
        return { wall: wall / calls, cpu: (user + system) / 1e6 / calls };
      },
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
