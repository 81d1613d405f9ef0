import type { Page } from "./page.js";
import type { Store } from "./store.js";

/** The calls of the module: see the crate `pacing-apply-wasm`. Each gives an answer of `answer.ts`. */
export interface Wasm {
  apply(text: string, told: object, store: Store, page: Page): Promise<unknown>;
  plan(text: string, told: object, page: Page): Promise<unknown>;
  pull(dialer: string, told: object, page: Page): Promise<unknown>;
  recover(dialer: string, told: object, store: Store, page: Page): Promise<unknown>;
  deliver(told: object, store: Store, page: Page): Promise<unknown>;
  open(told: object, store: Store): Promise<unknown>;
  verify(log: Uint8Array, checkpoint: string | undefined): unknown;
}

/** What `wasm-bindgen` makes for one instance: its calls, what it imports, and where its exports go. */
export interface Glue extends Wasm {
  imports: WebAssembly.ModuleImports;
  setWasm(exports: WebAssembly.Exports): void;
}
