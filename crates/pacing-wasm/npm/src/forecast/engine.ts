// The one instance of the forecast's module, and what goes into it and comes out.

import { source } from "#forecast";
import { PacingError } from "../error.js";
import { PROBLEMS } from "../generated/forecast.js";
import { Engine } from "../instance.js";

/** What the module exports: see `src/forecast.rs` and `src/above_cap.rs` of the crate. */
interface Wasm {
  memory: WebAssembly.Memory;
  forecast_room(length: number): number;
  forecast_results(): number;
  forecast_bands(): number;
  forecast_points(): number;
  forecast_suggest(): number;
  forecast_chance(cap: number, rate: number, calls: number): number;
  forecast_wilson(abandoned: number, calls: number, high: number): number;
  forecast_words(agents: number, share: number): number;
  forecast_text(): number;
  forecast_document(length: number): number;
  forecast_above_cap(severity: number): number;
}

const engine = /* @__PURE__ */ new Engine<Wasm>(source, "a forecast");

/**
 * Compiles the module in the background, where it is not compiled yet. Nothing else needs to be awaited: this is for browsers that do not compile
 * at once on the main thread.
 */
export function ready(): Promise<void> {
  return engine.ready();
}

/** Runs a call. */
export function run<T>(call: (wasm: Wasm) => T): T {
  return engine.run(call);
}

/** Gives numbers to a call and takes those that it answers with; throws what speaks against them. */
export function ask(numbers: readonly number[], call: (wasm: Wasm) => number): Float64Array {
  return run((wasm) => {
    const length = lengthOf(wasm, numbers, call);
    // A copy, since the next call writes over it.
    return new Float64Array(wasm.memory.buffer, wasm.forecast_results(), length).slice();
  });
}

/** The same for a call about a document, which answers with a text. */
export function askOfText(document: string, numbers: readonly number[], call: (wasm: Wasm) => number): string {
  const bytes = new TextEncoder().encode(document);
  return run((wasm) => {
    const at = wasm.forecast_document(bytes.length);
    new Uint8Array(wasm.memory.buffer, at, bytes.length).set(bytes);
    return textAt(wasm, lengthOf(wasm, numbers, call));
  });
}

/** What a team would see when this share of its answered calls is abandoned. */
export function words(agents: number, share: number): string {
  return run((wasm) => textAt(wasm, wasm.forecast_words(agents, share)));
}

/** How long the answer to a call is. */
function lengthOf(wasm: Wasm, numbers: readonly number[], call: (wasm: Wasm) => number): number {
  const at = wasm.forecast_room(numbers.length);
  new Float64Array(wasm.memory.buffer, at, numbers.length).set(numbers);
  const length = call(wasm);
  if (length < 0) throw new PacingError("invalid-option", PROBLEMS[-1 - length] ?? "the forecast cannot be made");
  return length;
}

function textAt(wasm: Wasm, length: number): string {
  return new TextDecoder().decode(new Uint8Array(wasm.memory.buffer, wasm.forecast_text(), length));
}
