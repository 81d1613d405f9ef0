import { needCount, textOf } from "./call.js";
import { ask } from "./edit-engine.js";
import { needString } from "./error.js";
import { Ask } from "./generated/calls.js";

/** One difference between two documents. */
export interface Change {
  /** The JSON pointer: in the new document, or in the old one for something that is gone. */
  path: string;
  /** The place in words, such as `band 6-20, max_speed`. */
  what: string;
  /** The old value as JSON text; `null` where there was none. */
  before: string | null;
  /** The new value as JSON text; `null` where there is none. */
  after: string | null;
}

/**
 * The speed for a team of this size: of the first band that covers it, or nothing where none does. The document may be text or a value, and
 * have errors.
 *
 * @throws PacingError `unreadable-text` where it is not JSON.
 */
export function speedFor(document: unknown, agents: number): number | undefined {
  const team = needCount(agents, "agents");
  const speed = ask(Ask.SpeedFor, [textOf(document)], [team]);
  return speed === "" ? undefined : Number(speed);
}

/**
 * What changes from one document to another, field by field, bands matched by their minimum and numbers by their exact value. Of a key that
 * stands twice the last one counts, as for `JSON.parse`. Documents may be text or values.
 *
 * @throws PacingError `unreadable-text` where one is not JSON.
 */
export function diff(before: unknown, after: unknown): Change[] {
  const flat = JSON.parse(ask(Ask.Diff, [textOf(before), textOf(after)])) as string[];
  const changes: Change[] = [];
  for (let at = 0; at < flat.length; at += 4) {
    const [path, what, before, after] = flat.slice(at, at + 4) as [string, string, string | null, string | null];
    changes.push({ path, what, before, after });
  }
  return changes;
}

/**
 * The text in the layout of {@link build}: two spaces a level, a band a line. Only white space changes.
 *
 * @throws PacingError `unreadable-text` where it is not JSON.
 */
export function format(text: string): string {
  needString(text, "text");
  return ask(Ask.Format, [text]);
}
