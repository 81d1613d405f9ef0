// The editor and bare CodeMirror, each built and served in the same way.

import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";

const www = fileURLToPath(new URL("../../../www/", import.meta.url));
const vite = await import(pathToFileURL(createRequire(`${www}package.json`).resolve("vite")).href);

/** Runs `use` with the addresses of both pages. */
export async function serving(use) {
  const bare = fileURLToPath(new URL("../../../target/www/bare/", import.meta.url));
  await vite.build({ root: `${www}bare`, configFile: false, logLevel: "warn", base: "./", build: { outDir: bare, emptyOutDir: true } });
  const servers = await Promise.all([
    vite.preview({ root: www, configFile: `${www}vite.config.ts`, logLevel: "warn", preview: { port: 4931 } }),
    vite.preview({ root: `${www}bare`, configFile: false, logLevel: "warn", build: { outDir: bare }, preview: { port: 4932, host: "127.0.0.1" } }),
  ]);
  try {
    return await use({ editor: servers[0].resolvedUrls.local[0], bare: servers[1].resolvedUrls.local[0] });
  } finally {
    await Promise.all(servers.map((server) => server.close()));
  }
}

/** A valid document with that many bands. */
export function documentOf(bands) {
  const lines = Array.from(
    { length: bands },
    (_, band) => `      {"agent_count_min": ${band * 10 + 1}, "agent_count_max": ${band * 10 + 10}, "max_speed": ${10 + Math.floor((band * 30) / bands)}}`,
  );
  return `{
  "id": "outbound-sales",
  "type": "PREDICTIVE",
  "predictive_dialer_config": {
    "pacing_rules": [
${lines.join(",\n")}
    ],
    "max_speed": 45,
    "abandon_rate_threshold": 0.025,
    "reload_on_update": true
  }
}
`;
}
