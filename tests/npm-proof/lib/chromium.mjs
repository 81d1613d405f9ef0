// Headless Chromium, the one that is installed.

import { execFileSync } from "node:child_process";
import { chromium } from "playwright-core";

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

/** Starts it, with more flags. */
export function launched(...flags) {
  return chromium.launch({ executablePath: executable(), args: [...FLAGS, ...flags] });
}

function executable() {
  for (const name of ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"]) {
    try {
      return execFileSync("which", [name], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
    } catch {
      // Not this one.
    }
  }
  return chromium.executablePath();
}
