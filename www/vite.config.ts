import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { defineConfig } from "vite";
import { HEADERS } from "./build/csp.ts";
import { page } from "./build/page.ts";
import { rulePages } from "./build/rule-pages.ts";
import { serviceWorker } from "./build/service-worker.ts";

const packageFile = createRequire(import.meta.url).resolve("pacing-core/package.json");
const { version } = JSON.parse(readFileSync(packageFile, "utf8")) as { version: string };

export default defineConfig({
  // Relative, so that the files can be served under any path.
  base: "./",
  appType: "mpa",
  define: {
    __VERSION__: JSON.stringify(version),
    __COMMIT__: JSON.stringify(commit()),
  },
  build: {
    outDir: "../dist/www",
    emptyOutDir: true,
    target: ["chrome111", "firefox115", "safari16.4"],
    // What is small enough to be a data: address would be refused by the page's policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // CodeMirror is needed to type; what is not is loaded on demand.
    chunkSizeWarningLimit: 700,
  },
  server: { host: "127.0.0.1", fs: { allow: [".."] } },
  preview: { host: "127.0.0.1", headers: HEADERS },
  plugins: [page(), rulePages(), serviceWorker()],
});

function commit(): string {
  try {
    return execFileSync("git", ["rev-parse", "--short=7", "HEAD"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    return "";
  }
}
