import { type Diagnostic, edit, type Fix, type TextEdit } from "pacing-core/slim";
import { strings } from "../strings.ts";
import { numberOf } from "./outline.ts";
import { MAX_SPEED } from "./pointer.ts";
import type { Session } from "./session.ts";

/** What can be done about a problem by a click. */
export interface Remedy extends Pick<Fix, "title" | "safety"> {
  /** The edits, made when they are wanted: there can be a thousand problems. */
  edits(): readonly TextEdit[];
}

/** The fastest speed that the platform knows. */
const FASTEST = 100;

/** The package's fix, and what only somebody who looks on may choose. */
export function remediesOf(problem: Diagnostic, session: Session): Remedy[] {
  const { fix, code, path } = problem;
  const remedies: Remedy[] = fix ? [{ ...fix, edits: () => fix.edits }] : [];
  const { editable, obstacle } = session.now;
  if (!editable || obstacle) return remedies;
  // No form shows a field that nobody knows, but it can do away with it.
  if (code === "S007") remedies.push({ title: strings.fix.removeField, safety: "unsafe", edits: () => edit.remove(session.now.text, path) });
  const most = code === "L001" && !fix ? lowerTo(problem, session) : undefined;
  if (most !== undefined) remedies.push({ title: strings.fix.lower(most), safety: "unsafe", edits: () => edit.set(session.now.text, path, most) });
  return remedies;
}

/** The highest speed that a band which is too fast may have; nothing for one that is too slow, or no number. */
function lowerTo({ args }: Diagnostic, session: Session): number | undefined {
  if (!(Number(args["found"]) > FASTEST)) return undefined;
  const { outline, byPlace } = session.now;
  const global = byPlace.has(MAX_SPEED) ? undefined : numberOf(outline.maxSpeed);
  return global ?? FASTEST;
}
