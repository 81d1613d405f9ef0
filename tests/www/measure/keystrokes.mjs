// From a key to all views brought up to date and laid out, without the painting.

import { documentOf } from "./pages.mjs";

const STROKES = 300;

/** Sorted milliseconds of keystrokes in a document of that many bands. A digit comes and goes, and with it a problem. */
export async function keystrokes(browser, url, bands) {
  const context = await browser.newContext({ serviceWorkers: "block", viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript((text) => {
    localStorage.setItem("text", text);
    localStorage.setItem("pacing.work.1", JSON.stringify({ text, saved: text }));
  }, documentOf(bands));
  await page.goto(url);
  await page.waitForFunction(() => document.title !== "" && !/^(pacing|bare|Starting)/.test(document.title));
  await page.locator(".cm-line").nth(6).click();
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await page.evaluate(() => {
    globalThis.times = [];
    let start = 0;
    const { port1, port2 } = new MessageChannel();
    port2.onmessage = () => {
      // Layout is part of what a person waits for.
      void document.documentElement.offsetHeight;
      globalThis.times.push(performance.now() - start);
    };
    addEventListener("keydown", () => (start = performance.now()), { capture: true });
    addEventListener("keyup", () => port1.postMessage(undefined), { capture: true });
  });
  for (let stroke = 0; stroke < STROKES; stroke++) await page.keyboard.press(stroke % 2 === 0 ? "9" : "Backspace");
  const times = await page.evaluate(() => globalThis.times);
  await context.close();
  // The first ones warm up.
  return times.slice(20).sort((a, b) => a - b);
}
