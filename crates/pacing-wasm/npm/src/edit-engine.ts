// The module that edits, and what it is asked.

import { source } from "#edit";
import { answerTo } from "./call.js";
import type { Ask } from "./generated/calls.js";
import { Engine } from "./instance.js";
import type { Buffers } from "./texts.js";

/** What the module exports: see `src/edits.rs`. */
interface Wasm extends Buffers {
  ask(which: Ask, a: number, b: number, c: number): number;
}

const engine = /* @__PURE__ */ new Engine<Wasm>(source, "an edit");

/** Compiles the module in the background. */
export function readyToEdit(): Promise<void> {
  return engine.ready();
}

/** Asks the module about texts and gives its answer. */
export function ask(which: Ask, texts: string[], numbers: number[] = []): string {
  return engine.run((wasm) => answerTo(wasm, texts, numbers, (a, b, c) => wasm.ask(which, a, b, c)));
}
