import { readFileSync } from "node:fs";
import { join } from "node:path";
import { compileNow, compileSoon } from "./compile.js";
import type { Source } from "./source.js";

/** The module stands in a file of this package, beside the folder of this one. */
export const source: Source = {
  module: () => compileNow(bytes()),
  load: () => compileSoon(bytes()),
};

function bytes(): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(join(__dirname, "../pacing_apply.wasm")));
}
