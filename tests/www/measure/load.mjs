// What a first visit fetches, and how long it takes until one can type and see the verdict, with a processor four times slower.

import { gzipSync } from "node:zlib";

const RUNS = 5;

/** Milliseconds and bytes of a first visit: the median of some, and what was fetched until then. */
export async function firstLoad(browser, url) {
  const times = [];
  let files = [];
  for (let run = 0; run < RUNS; run++) {
    const context = await browser.newContext({ serviceWorkers: "block" });
    const page = await context.newPage();
    const client = await context.newCDPSession(page);
    await client.send("Emulation.setCPUThrottlingRate", { rate: 4 });
    const fetched = [];
    page.on("response", (response) => fetched.push(response));
    await page.addInitScript(() => {
      const watch = () => {
        const status = document.querySelector(".status");
        const ready = status ? status.dataset.verdict !== "loading" : document.title === "ready";
        if (ready) globalThis.readyAt = performance.now();
        else requestAnimationFrame(watch);
      };
      watch();
    });
    await page.goto(url);
    await page.waitForFunction(() => globalThis.readyAt !== undefined);
    times.push(await page.evaluate(() => globalThis.readyAt));
    files = await Promise.all(fetched.map(async (response) => ({ name: new URL(response.url()).pathname, gzip: gzipSync(await response.body(), { level: 9 }).length })));
    await context.close();
  }
  times.sort((a, b) => a - b);
  // What comes later is asked for by the page once it is ready; the icon is the browser's wish.
  const needed = files.filter(({ name }) => !/later|rules|compare|edit|forecast|panel|icon|manifest/.test(name));
  return { milliseconds: times[Math.floor(RUNS / 2)], files: needed };
}
