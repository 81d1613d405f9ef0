import { PacingError } from "../error.js";

/** Compiles at once. */
export function compileNow(bytes: BufferSource): WebAssembly.Module {
  try {
    return new WebAssembly.Module(bytes);
  } catch (error) {
    throw refused(error);
  }
}

/** Compiles in the background. */
export async function compileSoon(bytes: BufferSource): Promise<WebAssembly.Module> {
  try {
    return await WebAssembly.compile(bytes);
  } catch (error) {
    throw refused(error);
  }
}

function refused(error: unknown): PacingError {
  const message = error instanceof Error ? error.message : String(error);
  // Browsers that limit the size of what is compiled at once on the main thread say so with a RangeError.
  const advice =
    error instanceof RangeError
      ? "this browser does not compile it at once: call `await ready()` before anything else, and `await edit.ready()` before edits"
      : /content|csp|policy|embedder|unsafe|blocked|disallowed/i.test(message)
        ? "the page's Content-Security-Policy refuses WebAssembly: add 'wasm-unsafe-eval' to its script-src"
        : "the WebAssembly module cannot be compiled";
  return new PacingError("compilation-refused", `${advice} (${message})`, { cause: error });
}
