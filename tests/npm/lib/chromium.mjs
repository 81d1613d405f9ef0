// Pages in headless Chromium, the one that is installed.

import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

// Root has no sandbox; without the others Chromium looks up hosts on the network.
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--disable-quic",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * Opens `url`, waits until the page has set `document.title` to `done`, and gives what the page shows.
 *
 * Fails with what the page logged when that does not happen within half a minute.
 */
export async function shown(url) {
  const browser = await chromium.launch({ executablePath: executable(), args: FLAGS });
  const log = [];
  try {
    const page = await browser.newPage();
    page.on("console", (message) => log.push(message.text()));
    page.on("pageerror", (error) => log.push(String(error)));
    await page.goto(url);
    await page.waitForFunction(() => document.title === "done", undefined, { timeout: 30_000 });
    return await page.innerText("body");
  } catch (error) {
    throw new Error(`${error.message}\nthe page said: ${log.join("\n") || "nothing"}`);
  } finally {
    await browser.close();
  }
}

function executable() {
  for (const name of NAMES) {
    try {
      return execFileSync("which", [name], { encoding: "utf8" }).trim();
    } catch {
      // Not this one.
    }
  }
  const downloaded = chromium.executablePath();
  if (existsSync(downloaded)) return downloaded;
  throw new Error("no Chromium is installed: `npx playwright-core install chromium`, or your system's package");
}
