// What a browser fetches for an import from the package, in bytes: `node sizes.mjs FOLDER`, where the folder is one
// in which the package is installed. Prints JSON.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { buildSync } from "esbuild";

const folder = process.argv[2];
const wasm = readFileSync(join(folder, "node_modules/pacing-core/pacing_core.wasm"));

const sizes = {
  main: [bundle("validateText", "pacing-core")],
  slim: [bundle("init, validateText", "pacing-core/slim"), wasm],
  editing: [bundle("validateText, edit", "pacing-core")],
  everything: [bundle("*", "pacing-core")],
  forecast: [bundle("forecast", "pacing-core/forecast")],
  apply: [bundle("apply, openLog", "pacing-core/apply")],
  wasm: [wasm],
  glue: [bundle("init, validateText", "pacing-core/slim")],
  base64: [Buffer.from(wasm.toString("base64"))],
};
console.log(JSON.stringify(Object.fromEntries(Object.entries(sizes).map(([name, files]) => [name, size(files)]))));

/** One file with all that `names` of `entry` need, minified. */
function bundle(names, entry) {
  const what = names === "*" ? "* as all" : `{ ${names} }`;
  const used = names === "*" ? "all" : names;
  const { outputFiles } = buildSync({
    stdin: { contents: `import ${what} from "${entry}"; console.log(${used});`, resolveDir: folder },
    bundle: true,
    format: "esm",
    minify: true,
    write: false,
  });
  return outputFiles[0].contents;
}

/** The sum over files, since each is fetched and compressed by itself. */
function size(files) {
  const sum = (measure) => files.reduce((total, file) => total + measure(file).length, 0);
  return { raw: sum((file) => file), gzip: sum((file) => gzipSync(file, { level: 9 })), brotli: sum(brotliCompressSync) };
}
