import { cursorAt, unquote } from "./cursor.js";
import { needString } from "./error.js";
import { needCount } from "./call.js";
import { fieldAt } from "./fields.js";

/** What an editor shows of a field. */
export interface Hover {
  /** What it is about, in UTF-16 units. */
  start: number;
  /** The place behind it. */
  end: number;
  /** Markdown. */
  contents: string;
}

/**
 * What the field at a place means; nothing where there is none. The text may be half written.
 *
 * @param offset - In UTF-16 units, as editors count.
 */
export function hover(text: string, offset: number): Hover | undefined {
  needString(text, "text");
  const { path, slot, token } = cursorAt(text, needCount(offset, "offset"));
  if (token === undefined) return undefined;
  const field = fieldAt(slot === "key" ? [...path, unquote(token.text)] : path);
  if (field === undefined) return undefined;
  const { name, expected, description } = field;
  return { start: token.start, end: token.end, contents: `\`${name}\`: ${expected}\n\n${description}` };
}
