import { type ProfileId, profiles } from "pacing-core/slim";
import { type Assumptions, readAssumptions } from "../forecast/assumptions.ts";

/** What survives a reload. It stays in this browser. */
export interface Kept {
  /** What is being written. */
  readonly text: string;
  /** What was last opened or saved: what the text is compared with. */
  readonly saved: string;
  /** The text that the last example, file or link took the place of. */
  readonly previous?: string | undefined;
  readonly profile: ProfileId;
  /** The name of the file, without a folder. */
  readonly name: string;
  /** How the lines of the file end. */
  readonly lineEnd: "\n" | "\r\n";
  /** What the forecast rests on, where there is one. */
  readonly forecast?: Assumptions | undefined;
}

const KEY = "pacing.work.1";

/** Whether work was kept: the document can be too large, or the browser keeps nothing at all. */
export type Keeping = "kept" | "too-large" | "refused";

/** What was kept: by this tab, or else by the last one that changed something. Nothing on the first visit, or where the browser keeps nothing. */
export function kept(): Kept | undefined {
  return readFrom(() => sessionStorage.getItem(KEY)) ?? keptLast();
}

/** What was kept last, by whatever tab. */
export function keptLast(): Kept | undefined {
  return readFrom(() => localStorage.getItem(KEY));
}

/** Keeps the work: for this tab, whatever others do, and for the next visit. */
export function keep(work: Kept): Keeping {
  try {
    write(work);
    return "kept";
  } catch {
    return canKeep() ? "too-large" : "refused";
  }
}

/** Calls `changed` when another tab has kept its work. */
export function onOtherTab(changed: (work: Kept) => void): void {
  addEventListener("storage", ({ key, newValue }) => {
    const work = key === KEY ? readFrom(() => newValue) : undefined;
    if (work) changed(work);
  });
}

function write(work: Kept): void {
  try {
    writeWhole(work);
  } catch (error) {
    // What the text took the place of is the first to go where there is no room.
    if (work.previous === undefined) throw error;
    writeWhole({ ...work, previous: undefined });
  }
}

function writeWhole(work: Kept): void {
  const value = JSON.stringify(work);
  sessionStorage.setItem(KEY, value);
  localStorage.setItem(KEY, value);
}

/** Whether the browser keeps a few bytes for this page. */
function canKeep(): boolean {
  try {
    localStorage.setItem(`${KEY}.probe`, "1");
    localStorage.removeItem(`${KEY}.probe`);
    return true;
  } catch {
    return false;
  }
}

function readFrom(read: () => string | null): Kept | undefined {
  try {
    const value = JSON.parse(read() ?? "null") as Partial<Record<keyof Kept, unknown>> | null;
    if (value === null || typeof value.text !== "string") return undefined;
    return {
      text: value.text,
      saved: typeof value.saved === "string" ? value.saved : "",
      previous: typeof value.previous === "string" ? value.previous : undefined,
      profile: profiles().find(({ id }) => id === value.profile)?.id ?? "us",
      name: typeof value.name === "string" ? value.name : "",
      lineEnd: value.lineEnd === "\r\n" ? "\r\n" : "\n",
      forecast: readAssumptions(value.forecast),
    };
  } catch {
    return undefined;
  }
}
