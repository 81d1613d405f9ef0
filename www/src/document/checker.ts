import moduleUrl from "pacing-core/pacing_core.wasm?url";
import editUrl from "pacing-core/pacing_edit.wasm?url";
import { edit, init, type ProfileId, ready, type Report, validateText } from "pacing-core/slim";

/** Whether a module can be used: the one that checks texts, or the one that edits them. */
export type Checker = { readonly state: "loading" } | { readonly state: "ready" } | { readonly state: "failed"; readonly reason: string };

/** Fetches and compiles the module that checks. May be called again after it has failed. */
export function loadChecker(): Promise<Checker> {
  return loading(async () => {
    await init(await download(moduleUrl));
    await ready();
    // The first call makes what later ones reuse: better now than at a keystroke.
    validateText("");
  });
}

/** The same for the module that edits, which a first verdict does not wait for. */
export function loadEdits(): Promise<Checker> {
  return loading(async () => {
    await init(undefined, await download(editUrl));
    await edit.ready();
  });
}

/** Finds problems of a text that the checks alone do not. */
export type Finder = (text: string, profile: ProfileId) => Pick<Report, "diagnostics" | "omitted">;

/** Checks a text; a module that fails in the middle is told, not thrown. */
export function check(text: string, profile: ProfileId, more?: Finder): Report | Checker {
  try {
    const report = validateText(text, { profile });
    // Worded here, so that nothing can fail later.
    const { valid, diagnostics, omitted = [] } = report;
    const found = more?.(text, profile);
    if (!found) return { valid, diagnostics, omitted };
    const inOrder = [...diagnostics, ...found.diagnostics].sort((one, other) => one.range.start.offset - other.range.start.offset);
    return { valid, diagnostics: inOrder, omitted: [...omitted, ...(found.omitted ?? [])] };
  } catch (error) {
    return failed(error);
  }
}

async function loading(load: () => Promise<void>): Promise<Checker> {
  try {
    await load();
    return { state: "ready" };
  } catch (error) {
    return failed(error);
  }
}

/** A file of the page; where it does not come, the error names it. */
async function download(url: string): Promise<Response> {
  const name = url.replace(/^.*\//, "");
  const answer = await fetch(url).catch((error: unknown) => {
    throw new Error(`${name} could not be downloaded: ${error instanceof Error ? error.message : String(error)}`);
  });
  if (!answer.ok) throw new Error(`${name} could not be downloaded: the server answered ${answer.status}`);
  return answer;
}

function failed(error: unknown): Checker {
  return { state: "failed", reason: error instanceof Error ? error.message : String(error) };
}
