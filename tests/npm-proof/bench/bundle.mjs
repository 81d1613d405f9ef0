// The measured code as one file, for Node and for a browser alike, with the built package in it.

import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";
import { folder } from "../lib/pacing.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));

/** Bundles `entry` of this folder into `outfile`. */
export function bundle(entry, outfile) {
  buildSync({
    entryPoints: [join(here, entry)],
    outfile,
    bundle: true,
    format: "esm",
    platform: "browser",
    alias: { "pacing-core": join(folder, "esm/index.js") },
    logLevel: "warning",
  });
}
