import { PacingError } from "../error.js";
import { compileNow, compileSoon } from "./compile.js";
import type { Source } from "./source.js";

/** What {@link init} takes. */
export type WasmInput =
  | BufferSource
  | WebAssembly.Module
  | Response
  | Promise<BufferSource | WebAssembly.Module | Response>;

let module: WebAssembly.Module | undefined;

/** The module is brought by the caller. */
export const source: Source = { module: given, load: async () => given() };

/**
 * Brings the module `pacing-core/pacing_core.wasm`: as bytes, compiled, or as the `Response` of a `fetch`. To be awaited before anything else.
 *
 * @example
 * ```ts
 * import { init, validateText } from "pacing-core/slim";
 * await init(fetch(new URL("pacing_core.wasm", import.meta.url)));
 * ```
 */
export async function init(wasm: WasmInput): Promise<void> {
  const input = await wasm;
  if (input instanceof WebAssembly.Module) module = input;
  else if (typeof Response !== "undefined" && input instanceof Response) module = await compileSoon(await body(input));
  else module = await compileSoon(input as BufferSource);
}

/** The same at once, from bytes or a compiled module. */
export function initSync(wasm: BufferSource | WebAssembly.Module): void {
  module = wasm instanceof WebAssembly.Module ? wasm : compileNow(wasm);
}

async function body(response: Response): Promise<ArrayBuffer> {
  if (!response.ok) throw new PacingError("not-ready", `the module was not served: ${response.status} ${response.url}`);
  return response.arrayBuffer();
}

function given(): WebAssembly.Module {
  if (!module) throw new PacingError("not-ready", "call `await init(wasm)` before anything else");
  return module;
}
