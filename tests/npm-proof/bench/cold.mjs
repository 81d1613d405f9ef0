// From a fresh Node process to the first verdict: the time of the whole process, less that of an empty one.

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { folder } from "../lib/pacing.mjs";
import { documentWith } from "./documents.mjs";
import { median } from "./turns.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const text = JSON.stringify(documentWith(3, "valid"));
const peer = (name) => ({
  cwd: here,
  program: `import { problems } from "./peers/${name}.mjs"; if (problems(JSON.parse(${text})).length > 0) throw new Error("refused");`,
});

const PROGRAMS = {
  "an empty script": { cwd: here, program: "" },
  "pacing-core": {
    cwd: folder,
    program: `import { validateText } from "pacing-core"; if (!validateText(${text}).valid) throw new Error("refused");`,
  },
  zod: peer("zod"),
  ajv: peer("ajv"),
  valibot: peer("valibot"),
  typebox: peer("typebox"),
};

/** Medians in seconds, by the clock and of processor time: of the process, and of what it takes beyond the empty script that ran just before. */
export function coldStarts(rounds) {
  const names = Object.keys(PROGRAMS);
  const samples = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) for (const name of names) samples[name].push(sample(PROGRAMS[name]));
  const empty = samples["an empty script"];
  const medians = (clock, name) => ({
    process: median(samples[name].map((sample) => sample[clock])),
    beyond: median(samples[name].map((sample, round) => sample[clock] - empty[round][clock])),
  });
  return names.map((name) => ({ name, wall: medians("wall", name), cpu: medians("cpu", name) }));
}

function sample({ cwd, program }) {
  const told = "const { user, system } = process.cpuUsage(); console.log(user + system);";
  const start = performance.now();
  const args = ["--input-type=module", "--eval", `${program}\n${told}`];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd });
  const wall = (performance.now() - start) / 1000;
  if (status !== 0) throw new Error(`a measured program failed: ${stderr}`);
  return { wall, cpu: Number(stdout) / 1e6 };
}
