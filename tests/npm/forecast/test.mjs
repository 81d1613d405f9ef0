import assert from "node:assert/strict";
import { copyFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { build } from "esbuild";
import * as forecasts from "pacing-core/forecast";
import { shown } from "../lib/chromium.mjs";
import { serving } from "../lib/serve.mjs";
import { folderOf, tool } from "../lib/tool.mjs";
import { said } from "./said.js";

const folder = folderOf(import.meta.url);
const WORDS = "with 6 agents about 63 of 100 answered calls would find nobody free";
const SIX = `${WORDS}; ${WORDS}, above the cap of 3 %`;

// As the tools for such workers do: modules of WebAssembly stay imports.
const wasmApart = {
  name: "wasm-apart",
  setup({ onResolve }) {
    onResolve({ filter: /\.wasm$/ }, () => ({ path: "./pacing_forecast.wasm", external: true }));
  },
};

test("import and require in Node share one instance", async () => {
  await forecasts.ready();
  assert.equal(said, SIX);
  assert.equal(createRequire(import.meta.url)("pacing-core/forecast").forecast, forecasts.forecast);
});

test("built by esbuild for a browser, without the module of the main entry", async () => {
  const outfile = join(folder, "built/main.js");
  const { metafile } = await build({ entryPoints: [join(folder, "app.js")], bundle: true, minify: true, metafile: true, outfile });
  const inputs = Object.keys(metafile.inputs).filter((name) => name.includes("pacing-core"));
  assert.ok(inputs.every((name) => name.endsWith("/esm/forecast.js")), inputs.join());
  await copyFile(join(folder, "page.html"), join(folder, "built/index.html"));
  assert.equal(await serving({ "/": join(folder, "built/") }, {}, shown), SIX);
});

test("workerd, which compiles nothing while it runs", async () => {
  await build({
    entryPoints: [join(folder, "worker.js")],
    bundle: true,
    format: "esm",
    conditions: ["workerd", "worker", "browser"],
    plugins: [wasmApart],
    outfile: join(folder, "built/worker.js"),
  });
  await tool(folder, "workerd", ["test", "config.capnp"]);
});
