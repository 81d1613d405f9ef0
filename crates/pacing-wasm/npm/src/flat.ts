import type { TextEdit } from "./types.js";

/** Edits as the module writes them: start, end and text of each, one behind the other. */
export type FlatEdits = (number | string)[];

export function editsOf(flat: FlatEdits): TextEdit[] {
  const edits: TextEdit[] = [];
  for (let at = 0; at < flat.length; at += 3) {
    const [start, end, text] = flat.slice(at, at + 3) as [number, number, string];
    edits.push({ start, end, text });
  }
  return edits;
}
