// Headless Chromium, the one that is installed.

import { chromium } from "playwright-core";
import { FLAGS, installedChromium } from "../../lib/chromium.mjs";

/** Starts it, with more flags. */
export function launched(...flags) {
  return chromium.launch({ executablePath: installedChromium() ?? chromium.executablePath(), args: [...FLAGS, ...flags] });
}
