// Pages in headless Chromium, the one that is installed.

import { existsSync } from "node:fs";
import { chromium } from "playwright-core";
import { FLAGS, installedChromium } from "../../lib/chromium.mjs";

/**
 * Opens `url`, waits until the page has set `document.title` to `done`, and gives what the page shows.
 *
 * Fails with what the page logged when that does not happen within half a minute.
 */
export function shown(url) {
  return visiting(url, async (page) => {
    await page.waitForFunction(() => document.title === "done", undefined, { timeout: 30_000 });
    return page.innerText("body");
  });
}

/**
 * Opens `url` for `use`, which is given the page; `settings` are those of Playwright's `newPage`.
 *
 * Fails with what the page logged when `use` does.
 */
export async function visiting(url, use, settings = {}) {
  const browser = await chromium.launch({ executablePath: executable(), args: FLAGS });
  const log = [];
  try {
    const page = await browser.newPage(settings);
    // Far more than is needed: a busy machine is no failure.
    page.setDefaultTimeout(120_000);
    page.on("console", (message) => log.push(message.text()));
    page.on("pageerror", (error) => log.push(String(error)));
    await page.goto(url);
    return await use(page);
  } catch (error) {
    throw new Error(`${error.message}\nthe page said: ${log.join("\n") || "nothing"}`, { cause: error });
  } finally {
    await browser.close();
  }
}

function executable() {
  const path = installedChromium() ?? chromium.executablePath();
  if (existsSync(path)) return path;
  throw new Error("no Chromium is installed: `npx playwright-core install chromium`, or your system's package");
}
