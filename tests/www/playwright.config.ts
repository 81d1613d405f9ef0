import { defineConfig } from "@playwright/test";
import { FLAGS, installedChromium } from "../lib/chromium.mjs";

const PORT = Number(process.env["PORT"] ?? 4917);
const executablePath = installedChromium();

export default defineConfig({
  testDir: ".",
  outputDir: "../../target/www/results",
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  reporter: [["list"]],
  // Far more than is needed: a busy machine is no failure.
  timeout: 120_000,
  expect: { timeout: Number(process.env["PATIENCE"] ?? 30_000) },
  use: {
    baseURL: `http://127.0.0.1:${PORT}/`,
    viewport: { width: 1440, height: 900 },
    // Only the test of the service worker wants it: it would answer in place of what the other tests set up.
    serviceWorkers: "block",
    permissions: ["clipboard-read", "clipboard-write"],
    launchOptions: { args: FLAGS, ...(executablePath ? { executablePath } : {}) },
  },
  webServer: {
    command: `node node_modules/vite/bin/vite.js preview --port ${PORT} --strictPort`,
    cwd: "../../www",
    url: `http://127.0.0.1:${PORT}/`,
    reuseExistingServer: false,
    stdout: "ignore",
  },
});
