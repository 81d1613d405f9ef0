// `cargo xtask bench --forecast`: the same forecast as `tests/benches/forecast.rs`, in Node, from `pacing-core/forecast`.

import { createRequire } from "node:module";
import { folder } from "../lib/pacing.mjs";

const { forecast, suggest } = createRequire(`${folder}package.json`)("pacing-core/forecast");

const bands = Array.from({ length: 50 }, (_, band) => ({
  agent_count_min: band * 20 + 1,
  agent_count_max: band * 20 + 20,
  max_speed: Math.min(band * 2 + 1, 100),
}));
const exact = { answerRate: 0.2, handleTime: 180 };
const cases = [
  ["Erlang B", { ...exact, connectLimit: 0 }],
  ["M/M/n+D", exact],
  ["M/M/n+D, ranges", { answerRate: [0.15, 0.25], handleTime: [120, 240] }],
  ["overdial", { ...exact, unit: "at-once" }],
];

console.log(`50 bands, 1,000 agent counts      Node ${process.versions.node}`);
for (const [name, assumptions] of cases) {
  print(name, () => forecast(bands, assumptions).bands.flatMap((band) => band.points()).reduce((sum, point) => sum + point.abandonment.high, 0));
}
print("suggest, 1 to 1,000 agents", () => suggest({ agents: [1, 1000] }, exact));

function print(name, call) {
  const samples = Array.from({ length: 200 }, () => {
    const start = performance.now();
    call();
    return performance.now() - start;
  });
  samples.sort((one, other) => one - other);
  console.log(`${name.padEnd(28)} ${samples[100].toFixed(3).padStart(9)} ms`);
}
