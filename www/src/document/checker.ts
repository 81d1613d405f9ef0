import moduleUrl from "pacing-core/pacing_core.wasm?url";
import editUrl from "pacing-core/pacing_edit.wasm?url";
import { edit, init, type ProfileId, ready, type Report, validateText } from "pacing-core/slim";

/** Whether texts can be checked. */
export type Checker = { readonly state: "loading" } | { readonly state: "ready" } | { readonly state: "failed"; readonly reason: string };

/** Fetches and compiles the modules. May be called again after it has failed. */
export async function loadChecker(): Promise<Checker> {
  try {
    await init(fetch(moduleUrl), fetch(editUrl));
    await Promise.all([ready(), edit.ready()]);
    // The first call makes what later ones reuse: better now than at a keystroke.
    validateText("");
    return { state: "ready" };
  } catch (error) {
    return failed(error);
  }
}

/** Checks a text; a module that fails in the middle is told, not thrown. */
export function check(text: string, profile: ProfileId): Report | Checker {
  try {
    const report = validateText(text, { profile });
    // Worded here, so that nothing can fail later.
    return { valid: report.valid, diagnostics: report.diagnostics, ...(report.omitted ? { omitted: report.omitted } : {}) };
  } catch (error) {
    return failed(error);
  }
}

function failed(error: unknown): Checker {
  return { state: "failed", reason: error instanceof Error ? error.message : String(error) };
}
