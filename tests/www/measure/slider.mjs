// Frames while a slider of the forecast moves in each of them, beside those of an empty animation in the same page.

import { documentOf } from "./pages.mjs";

const FRAMES = 240;

/** Sorted milliseconds: from frame to frame, and of script and layout in a frame; of an empty animation, and with the slider of the answer rate moving. */
export async function sliderFrames(browser, url, bands) {
  const context = await browser.newContext({ serviceWorkers: "block", viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript((text) => localStorage.setItem("pacing.work.1", JSON.stringify({ text, saved: text, forecast: {} })), documentOf(bands));
  await page.goto(url);
  await page.locator(".prediction .share").first().waitFor();
  const measured = await page.evaluate(async (frames) => {
    const slider = document.querySelector(".amount input[type=range]");
    const move = (step) => {
      slider.value = String(5 + (step % 40));
      slider.dispatchEvent(new Event("input", { bubbles: true }));
    };
    // Callbacks of a frame run in the order in which they were asked for, and the page asks for its own when the slider moves.
    const frame = (act, step) =>
      new Promise((resolve) => {
        let start = 0;
        requestAnimationFrame(() => (start = performance.now()));
        act(step);
        requestAnimationFrame((at) => {
          void document.documentElement.offsetHeight;
          resolve({ at, work: performance.now() - start });
        });
      });
    const run = async (act) => {
      const seen = [];
      for (let step = 0; step < frames; step++) seen.push(await frame(act, step));
      // The first ones warm up.
      const used = seen.slice(20);
      return { between: used.slice(1).map(({ at }, index) => at - used[index].at), work: used.map(({ work }) => work) };
    };
    return { empty: await run(() => undefined), slider: await run(move) };
  }, FRAMES);
  await context.close();
  for (const { between, work } of Object.values(measured)) for (const times of [between, work]) times.sort((a, b) => a - b);
  return measured;
}
