// Runs every packaging test, or those of the folders that are named: `node run.mjs vite deno`.

import { existsSync, readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { run } from "node:test";
import { spec } from "node:test/reporters";
import { fileURLToPath } from "node:url";

const here = new URL(".", import.meta.url);
const asked = process.argv.slice(2);
const files = readdirSync(here)
  .filter((folder) => asked.length === 0 || asked.includes(folder))
  .flatMap((folder) => ["test.mjs", "test.cjs"].map((name) => new URL(`${folder}/${name}`, here)))
  .filter((file) => existsSync(file))
  .map((file) => fileURLToPath(file));

run({ files, concurrency: Math.min(availableParallelism(), 4) })
  .on("test:fail", () => {
    process.exitCode = 1;
  })
  .compose(new spec())
  .pipe(process.stdout);
