// Workers of this kind compile nothing while they run: they import the module.
import module from "../pacing_apply.wasm";
import type { Source } from "./source.js";

/** The module is imported. */
export const source: Source = { module: () => module, load: async () => module };
