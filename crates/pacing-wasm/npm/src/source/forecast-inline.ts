import { LETTERS, OFTEN, SIZE, TEXT } from "../generated/pacing_forecast.js";
import { compileNow, compileSoon } from "./compile.js";
import type { Source } from "./source.js";
import { unpack } from "./unpack.js";

/** The module stands in the text of this package. */
export const source: Source = {
  module: () => compileNow(bytes()),
  load: () => compileSoon(bytes()),
};

function bytes(): Uint8Array<ArrayBuffer> {
  return unpack({ LETTERS, OFTEN, SIZE, TEXT });
}
