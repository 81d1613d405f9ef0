// Instances of the module of `pacing-core/apply`.

import { source } from "#apply";
import { PacingError } from "../error.js";
import { glue } from "../generated/pacing_apply_glue.js";
import type { Wasm } from "./wasm.js";

let compiled: Promise<WebAssembly.Module> | undefined;

/** Compiles the module in the background, where it is not compiled yet. */
export async function ready(): Promise<void> {
  await compile();
}

/**
 * Runs a call in an instance of its own. When that traps, the call rejects, and nothing else is touched: neither other calls nor their secrets were in
 * it.
 */
export async function run(call: (wasm: Wasm) => unknown): Promise<unknown> {
  const module = await compile();
  const its = glue();
  return new Promise((resolve, reject) => {
    const crashed = (cause: unknown): void => {
      const message = "pacing-core failed in the middle of a run; if a change was begun, the next `apply` or `recover` for its dialer finds out what became of it";
      reject(new PacingError("crashed", message, { cause }));
    };
    const imports = Object.fromEntries(WebAssembly.Module.imports(module).map(({ module }) => [module, its.imports]));
    WebAssembly.instantiate(module, imports)
      .then(({ exports }) => {
        const { __wbindgen_start: start, ...guarded } = guard(exports, crashed);
        its.setWasm(guarded);
        (start as () => void)();
        return call(its);
      })
      .then(resolve, reject);
  });
}

function compile(): Promise<WebAssembly.Module> {
  compiled ??= source.load();
  // What failed is tried again by the next call.
  compiled.catch(() => (compiled = undefined));
  return compiled;
}

/**
 * The exports of an instance, which are dead once one of them has trapped. The trap unwinds all that stands in the module; timers and promises that come
 * back later find nothing. Nobody could catch what they throw, so they throw nothing.
 */
function guard(exports: WebAssembly.Exports, crashed: (cause: unknown) => void): WebAssembly.Exports {
  let depth = 0;
  let dead = false;
  const guarded = (item: (...args: unknown[]) => unknown) => (...args: unknown[]): unknown => {
    if (dead && depth === 0) return [];
    if (dead) throw new Error("dead");
    depth++;
    try {
      return item(...args);
    } catch (error) {
      if (!dead) crashed(error);
      dead = true;
      if (depth > 1) throw error;
      return [];
    } finally {
      depth--;
    }
  };
  const all = Object.entries(exports).map(([name, item]) => [name, typeof item === "function" ? guarded(item as () => unknown) : item]);
  return Object.fromEntries(all) as WebAssembly.Exports;
}
