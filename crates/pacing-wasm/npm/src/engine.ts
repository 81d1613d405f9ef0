// The module that checks.

import { source } from "#source";
import type { Call } from "./generated/calls.js";
import { Engine } from "./instance.js";
import type { Buffers } from "./texts.js";

/** What the module exports: see `src/calls.rs`. */
export interface Wasm extends Buffers {
  check(length: number, kind: number): number;
  places(length: number, kind: number): number;
  places_at(): number;
  call(which: Call, a: number, b: number, c: number): number;
}

export const engine = /* @__PURE__ */ new Engine<Wasm>(source, "a call");

/**
 * Compiles the module in the background, where it is not compiled yet. Nothing else needs to be awaited: this is for browsers that do not compile
 * at once on the main thread, and for programs that want the first answer to be as quick as the others. What edits has a module of its own,
 * for which there is `edit.ready()`.
 */
export function ready(): Promise<void> {
  return engine.ready();
}
