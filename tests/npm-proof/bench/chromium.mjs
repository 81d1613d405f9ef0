// The same in headless Chromium: samples are taken in a page, its processor time is read through the DevTools protocol.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launched } from "../lib/chromium.mjs";
import { bundle } from "./bundle.mjs";

/** Opens the page and gives what `takeTurns` needs to `use`. */
export async function inChromium(use) {
  const folder = mkdtempSync(join(tmpdir(), "pacing-bench-"));
  const browser = await launched("--js-flags=--expose-gc");
  try {
    const page = await browser.newPage();
    const script = join(folder, "page.js");
    bundle("page.mjs", script);
    await page.addScriptTag({ path: script, type: "module" });
    await page.waitForFunction(() => globalThis.bench !== undefined);
    const protocol = await page.context().newCDPSession(page);
    await protocol.send("Performance.enable", { timeDomain: "threadTicks" });
    await page.evaluate(() => globalThis.bench.checkPeers());
    return await use({
      name: `Chromium ${browser.version()}`,
      measure: (...of) => page.evaluate((of) => globalThis.bench.measure(...of), of),
      sample: (kind) => {
        const call = (name, calls) => page.evaluate((of) => globalThis.bench.call(...of), [kind, name, calls]);
        return async (name, calls) => {
          const start = await processorTime(protocol);
          await call(name, 0);
          const before = await processorTime(protocol);
          const wall = await call(name, calls);
          // Less what it takes to ask the page for anything.
          const cpu = (await processorTime(protocol)) - before - (before - start);
          return { wall: wall / calls, cpu: cpu / calls };
        };
      },
    });
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true });
  }
}

/** Seconds of processor time that the page's main thread has taken so far. */
async function processorTime(protocol) {
  const { metrics } = await protocol.send("Performance.getMetrics");
  return metrics.find(({ name }) => name === "ThreadTime").value;
}
