import { PacingError } from "../error.js";
import { compileNow, compileSoon } from "./compile.js";
import type { Source } from "./source.js";

/** What {@link init} takes. */
export type WasmInput =
  | BufferSource
  | WebAssembly.Module
  | Response
  | Promise<BufferSource | WebAssembly.Module | Response>;

let checks: WebAssembly.Module | undefined;
let edits: WebAssembly.Module | undefined;

/** The modules are brought by the caller. */
export const source: Source = { module: () => given(checks, "wasm"), load: async () => given(checks, "wasm") };
export const editSource: Source = { module: () => given(edits, "wasm, edit"), load: async () => given(edits, "wasm, edit") };

/**
 * Brings the module `pacing-core/pacing_core.wasm`: as bytes, compiled, or as the `Response` of a `fetch`. To be awaited before anything else.
 *
 * @param wasm - What checks; `undefined` keeps what was brought before.
 * @param edit - The same of `pacing-core/pacing_edit.wasm`, for those who use `edit`, `diff`, `format` or `speedFor`.
 *
 * @example
 * ```ts
 * import { init, validateText } from "pacing-core/slim";
 * await init(fetch(new URL("pacing_core.wasm", import.meta.url)));
 * ```
 */
export async function init(wasm: WasmInput | undefined, edit?: WasmInput): Promise<void> {
  [checks, edits] = await Promise.all([wasm === undefined ? checks : compiled(wasm), edit === undefined ? edits : compiled(edit)]);
}

/** The same at once, from bytes or compiled modules. */
export function initSync(wasm: BufferSource | WebAssembly.Module, edit?: BufferSource | WebAssembly.Module): void {
  checks = compiledNow(wasm);
  if (edit !== undefined) edits = compiledNow(edit);
}

async function compiled(wasm: WasmInput): Promise<WebAssembly.Module> {
  const input = await wasm;
  if (input instanceof WebAssembly.Module) return input;
  if (typeof Response !== "undefined" && input instanceof Response) return compileSoon(await body(input));
  return compileSoon(input as BufferSource);
}

function compiledNow(wasm: BufferSource | WebAssembly.Module): WebAssembly.Module {
  return wasm instanceof WebAssembly.Module ? wasm : compileNow(wasm);
}

async function body(response: Response): Promise<ArrayBuffer> {
  if (!response.ok) throw new PacingError("not-ready", `the module was not served: ${response.status} ${response.url}`);
  return response.arrayBuffer();
}

function given(module: WebAssembly.Module | undefined, what: string): WebAssembly.Module {
  if (!module) throw new PacingError("not-ready", `call \`await init(${what})\` before anything else`);
  return module;
}
