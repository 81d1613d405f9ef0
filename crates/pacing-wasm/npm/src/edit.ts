import { needCount } from "./call.js";
import { ask, readyToEdit } from "./edit-engine.js";
import { needString, PacingError } from "./error.js";
import { editsOf, type FlatEdits } from "./flat.js";
import { Ask } from "./generated/calls.js";
import type { Band, TextEdit } from "./types.js";

/**
 * Edits of a text that keep its formatting: the smallest pieces that do, so that undo and the user's layout survive. {@link applyEdits} applies them; an
 * editor does it itself.
 *
 * Each throws a `PacingError`: `unreadable-text` where the text is not JSON, `no-such-place` where the document lacks what is named, `not-a-value`
 * where a value cannot be written as JSON.
 *
 * @example
 * ```ts
 * const edits = edit.set(text, "/predictive_dialer_config/max_speed", 50);
 * const next = applyEdits(text, edits);
 * ```
 */
export const edit = {
  /**
   * Compiles the module of all edits, of `diff`, `format` and `speedFor` in the background. It is another one than `ready()` compiles, so
   * whoever only checks does not carry it; nothing else needs to be awaited.
   */
  ready(): Promise<void> {
    return readyToEdit();
  },

  /** Sets the value at a JSON pointer (RFC 6901); a missing member is inserted behind the last one of its object. */
  set(text: string, pointer: string, value: unknown): TextEdit[] {
    needString(pointer, "pointer");
    return edits(Ask.Set, [text, jsonOf(value), pointer]);
  },

  /** Removes what stands at a JSON pointer, with the comma that belongs to it. */
  remove(text: string, pointer: string): TextEdit[] {
    needString(pointer, "pointer");
    return edits(Ask.Remove, [text, pointer]);
  },

  /** Inserts a band before the first one with a larger minimum, laid out like its neighbours. */
  insertBand(text: string, band: Band): TextEdit[] {
    const agent_count_min = needCount(band.agent_count_min, "agent_count_min");
    const agent_count_max = needCount(band.agent_count_max, "agent_count_max");
    const max_speed = needCount(band.max_speed, "max_speed");
    return edits(Ask.InsertBand, [text, JSON.stringify({ agent_count_min, agent_count_max, max_speed })]);
  },

  /** Removes the band at an index of the list. */
  removeBand(text: string, index: number): TextEdit[] {
    return edits(Ask.RemoveBand, [text], [needCount(index, "index")]);
  },

  /** Splits the band at an index of the list: the second one starts at `agents` and is a copy otherwise. */
  splitBand(text: string, index: number, agents: number): TextEdit[] {
    return edits(Ask.SplitBand, [text], [needCount(index, "index"), needCount(agents, "agents")]);
  },

  /** Extends the band at an index of the list over the next one and removes that one. The speed of the first stays. */
  mergeBands(text: string, index: number): TextEdit[] {
    return edits(Ask.MergeBands, [text], [needCount(index, "index")]);
  },
};

/**
 * The text with edits applied, all of which name places of the text before any of them.
 *
 * @throws RangeError where edits overlap or do not fit the text.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  needString(text, "text");
  let out = "";
  let at = 0;
  for (const { start, end, text: next } of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    if (start < at || end < start || end > text.length) throw new RangeError(`the edit of ${start} to ${end} does not fit`);
    out += text.slice(at, start) + next;
    at = end;
  }
  return out + text.slice(at);
}

function jsonOf(value: unknown): string {
  let json: string | undefined;
  try {
    json = JSON.stringify(value) as string | undefined;
  } catch (error) {
    throw new PacingError("not-a-value", "the value cannot be written as JSON", { cause: error });
  }
  if (json === undefined) throw new TypeError("`value` must be a JSON value");
  return json;
}

function edits(which: Ask, texts: [string, ...string[]], numbers: number[] = []): TextEdit[] {
  needString(texts[0], "text");
  return editsOf(JSON.parse(ask(which, texts, numbers)) as FlatEdits);
}
