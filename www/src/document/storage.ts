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

/** What was kept; nothing on the first visit, or where the browser keeps nothing. */
export function kept(): Kept | undefined {
  try {
    const value = JSON.parse(localStorage.getItem(KEY) ?? "null") as Partial<Record<keyof Kept, unknown>> | null;
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

/** Keeps the work; says whether the browser did. */
export function keep(work: Kept): boolean {
  try {
    localStorage.setItem(KEY, JSON.stringify(work));
    return true;
  } catch {
    return false;
  }
}
