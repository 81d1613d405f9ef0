import { basename } from "node:path";
import { test } from "node:test";
import { build } from "esbuild";
import { folderOf, tool } from "../lib/tool.mjs";

const folder = folderOf(import.meta.url);

// As the tools for such workers do: modules of WebAssembly stay imports.
const wasmApart = {
  name: "wasm-apart",
  setup({ onResolve }) {
    onResolve({ filter: /\.wasm$/ }, ({ path }) => ({ path: `./${basename(path)}`, external: true }));
  },
};

test("workerd, which compiles nothing while it runs", async () => {
  await build({
    absWorkingDir: folder,
    entryPoints: ["worker.js"],
    bundle: true,
    format: "esm",
    conditions: ["workerd", "worker", "browser"],
    plugins: [wasmApart],
    outfile: "built/worker.js",
  });
  await tool(folder, "workerd", ["test", "config.capnp"]);
});
