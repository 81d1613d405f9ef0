// What a check holds on to: heap and buffers after 1,000 checks of one text, in a process of its own for each.

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { folder } from "../lib/pacing.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const PROGRAMS = {
  "pacing-core": { cwd: folder, program: 'import { places } from "pacing-core"; const check = (text) => places(text).valid;' },
  zod: peer("zod"),
  ajv: peer("ajv"),
  valibot: peer("valibot"),
  typebox: peer("typebox"),
};

/** For each, in bytes: what loading and checking adds to the resident memory at its highest, and what stays. */
export function memory(sizes) {
  return Object.entries(PROGRAMS).flatMap(([name, { cwd, program }]) =>
    sizes.map((bands) => ({ name, bands, ...measured(cwd, program, bands) })),
  );
}

function peer(name) {
  const program = `import { problems } from "./peers/${name}.mjs"; const check = (text) => problems(JSON.parse(text)).length === 0;`;
  return { cwd: here, program };
}

function measured(cwd, program, bands) {
  const measure = `
    import { documentWith } from ${JSON.stringify(new URL("documents.mjs", import.meta.url))};
    const text = Buffer.from(documentWith(${bands}, "valid")).toString("latin1");
    const held = () => { gc(); gc(); const { heapUsed, external } = process.memoryUsage(); return heapUsed + external; };
    const before = held();
    const peak = process.resourceUsage().maxRSS;
    for (let at = 0; at < ${Math.max(3, 1000 / bands)}; at++) if (!check(text)) throw new Error("refused");
    console.log(JSON.stringify({ peak: (process.resourceUsage().maxRSS - peak) * 1024, stays: held() - before }));`;
  const args = ["--expose-gc", "--input-type=module", "--eval", program + measure];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd });
  if (status !== 0) throw new Error(`a measured program failed: ${stderr}`);
  return JSON.parse(stdout);
}
