import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { Plugin } from "vite";

/** Writes `sw.js` with the list of all files of the build: with it the page opens without a network. */
export function serviceWorker(): Plugin {
  let out = "";
  return {
    name: "pacing-service-worker",
    apply: "build",
    configResolved({ build }) {
      out = build.outDir;
    },
    closeBundle: {
      order: "post",
      handler() {
        const files = filesIn(out).filter((file) => file !== "sw.js").sort();
        const hash = createHash("sha256");
        for (const file of files) hash.update(file).update(readFileSync(join(out, file)));
        const template = readFileSync(new URL("service-worker.template.js", import.meta.url), "utf8");
        const worker = template
          .replace("__VERSION__", () => JSON.stringify(hash.digest("hex").slice(0, 16)))
          .replace("__FILES__", () => JSON.stringify(files));
        writeFileSync(join(out, "sw.js"), worker);
      },
    },
  };
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"));
}
