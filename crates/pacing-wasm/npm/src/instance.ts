// The one instance of a module, and what happens when it fails.

import { PacingError } from "./error.js";
import type { Source } from "./source/source.js";

/** A module of the package with its instance, which the first call makes. */
export class Engine<Exports> {
  private module: WebAssembly.Module | undefined;
  private instance: Exports | undefined;

  /** `doing` is what a call does, in words. */
  constructor(
    private readonly source: Source,
    private readonly doing: string,
  ) {}

  /** Compiles the module in the background, where it is not compiled yet. */
  async ready(): Promise<void> {
    this.module ??= await this.source.load();
    this.instance ??= exportsOf<Exports>(await WebAssembly.instantiate(this.module, imports(this.module)));
  }

  /** The instance: made by the first call that needs one. */
  wasm(): Exports {
    if (this.instance === undefined) {
      this.module ??= this.source.module();
      this.instance = exportsOf<Exports>(new WebAssembly.Instance(this.module, imports(this.module)));
    }
    return this.instance;
  }

  /** Runs a call. A trap is told as one clear error, and the next call gets a new instance. */
  run<T>(call: (wasm: Exports) => T): T {
    try {
      return call(this.wasm());
    } catch (error) {
      throw this.failure(error);
    }
  }

  /** What to throw for an error: anything that the module did not mean to say is a crash, after which its memory cannot be trusted. */
  failure(error: unknown): unknown {
    if (error instanceof PacingError || error instanceof TypeError) return error;
    this.instance = undefined;
    const words = `pacing-core failed in the middle of ${this.doing}; it has been restarted, the next call works`;
    return new PacingError("crashed", words, { cause: error });
  }
}

/** A release module imports nothing that does anything; a debug build has a panic hook, which stays silent here. */
function imports(module: WebAssembly.Module): WebAssembly.Imports {
  const imports: Record<string, Record<string, WebAssembly.ImportValue>> = {};
  for (const { module: name, name: item } of WebAssembly.Module.imports(module)) {
    (imports[name] ??= {})[item] = () => undefined;
  }
  return imports;
}

function exportsOf<Exports>(instance: WebAssembly.Instance): Exports {
  return instance.exports as unknown as Exports;
}
