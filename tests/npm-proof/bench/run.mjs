// `cargo xtask bench --npm`: the package beside `JSON.parse`, Ajv, Zod, Valibot and TypeBox.
//
// node --expose-gc bench/run.mjs [--quick] [--json]

import { parseArgs } from "node:util";
import { inChromium } from "./chromium.mjs";
import { coldStarts } from "./cold.mjs";
import { FLAWS, SIZES } from "./documents.mjs";
import { memory } from "./memory.mjs";
import { inNode } from "./node.mjs";
import { print } from "./tables.mjs";
import { takeTurns } from "./turns.mjs";

const { values } = parseArgs({ options: { quick: { type: "boolean" }, json: { type: "boolean" } } });
/** How long each row takes, the shortest sample in seconds, and how often everyone has a turn at least. */
const warm = values.quick ? { seconds: 1, shortest: 0.005, rounds: 5 } : { seconds: 4, shortest: 0.01, rounds: 3 };
const sizes = values.quick ? SIZES.slice(0, 3) : SIZES;
const results = {
  warm: [...(await inNode(rows)), ...(await inChromium(rows))],
  cold: coldStarts(values.quick ? 7 : 25),
  memory: memory(sizes),
};
if (values.json) console.log(JSON.stringify(results, undefined, 2));
else print(results);

async function rows({ name, measure, sample }) {
  const { contenders } = globalThis.bench;
  const rows = [];
  for (const kind of ["text", "value"]) {
    for (const bands of sizes) {
      for (const flaw of kind === "text" ? FLAWS : ["valid", "every band bad"]) {
        const length = await measure(kind, bands, flaw);
        progress(`${name}: ${kind}, ${bands} bands, ${flaw}`);
        rows.push({ engine: name, kind, bands, flaw, length, ...{ times: await takeTurns(contenders(kind), sample(kind), warm) } });
      }
    }
  }
  progress("");
  return rows;
}

/** One line that is written over, where a person looks on. */
function progress(text) {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`);
}
