// Prints what a first visit and a keystroke cost, beside bare CodeMirror in the same run, and a moving slider of the forecast, beside an empty animation. It judges nothing: machines differ.

import { chromium } from "@playwright/test";
import { FLAGS, installedChromium } from "../../lib/chromium.mjs";
import { keystrokes } from "./keystrokes.mjs";
import { firstLoad } from "./load.mjs";
import { serving } from "./pages.mjs";
import { sliderFrames } from "./slider.mjs";

await serving(async (urls) => {
  const browser = await chromium.launch({ args: FLAGS, executablePath: installedChromium() });
  console.log("First visit, processor slowed down four times: gzip -9 of what is fetched, and time until the verdict is there.\n");
  for (const [name, url] of Object.entries(urls)) {
    const { milliseconds, files } = await firstLoad(browser, url);
    const total = files.reduce((sum, { gzip }) => sum + gzip, 0);
    console.log(`${name.padEnd(8)} ${String(total).padStart(8)} bytes ${milliseconds.toFixed(0).padStart(7)} ms`);
    for (const { name, gzip } of files) console.log(`         ${String(gzip).padStart(8)} ${name}`);
  }
  console.log("\nKeystroke to everything up to date and laid out, ms (not slowed down; bands: median and 99 of 100).\n");
  for (const bands of [3, 50, 1000]) {
    for (const [name, url] of Object.entries(urls)) {
      const times = await keystrokes(browser, url, bands);
      console.log(`${name.padEnd(8)} ${String(bands).padStart(5)} bands ${ofHundred(times)}`);
    }
  }
  console.log("\nFrames while a slider of the forecast moves in each: from frame to frame, and script and layout in one, ms (median and 99 of 100).\n");
  for (const bands of [3, 50, 1000]) {
    for (const [name, { between, work }] of Object.entries(await sliderFrames(browser, urls.editor, bands))) {
      console.log(`${name.padEnd(8)} ${String(bands).padStart(5)} bands ${ofHundred(between)}   ${ofHundred(work)}`);
    }
  }
  await browser.close();
});

function ofHundred(times) {
  return [0.5, 0.99].map((share) => times[Math.floor(times.length * share)].toFixed(1).padStart(7)).join(" ");
}
