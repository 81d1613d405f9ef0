// A text under several rounds of edits: pieces of the first text, and what was put between them.

import type { TextEdit } from "./types.js";

/** A piece of the text; `from` says where it stands in the first text, and nothing where an edit put it there. */
interface Piece {
  text: string;
  from?: number;
}

/** A text that is edited in rounds and knows the edits of the first text that do the same at once. */
export class Pieces {
  private pieces: Piece[];

  constructor(private readonly first: string) {
    this.pieces = [{ text: first, from: 0 }];
  }

  /** The text as it is now. */
  get text(): string {
    return this.pieces.map(({ text }) => text).join("");
  }

  /** Applies edits of the text as it is now: in order and without overlaps. */
  apply(edits: readonly TextEdit[]): void {
    const next: Piece[] = [];
    let [index, used, at] = [0, 0, 0];
    /** Goes on to a place of the text, and keeps what stands before it or not. */
    const goTo = (end: number, keep: boolean): void => {
      for (let piece; at < end && (piece = this.pieces[index]); ) {
        const text = piece.text.slice(used, used + end - at);
        if (keep) next.push(piece.from === undefined ? { text } : { text, from: piece.from + used });
        at += text.length;
        used += text.length;
        if (used === piece.text.length) [index, used] = [index + 1, 0];
      }
    };
    for (const { start, end, text } of edits) {
      goTo(start, true);
      if (text !== "") next.push({ text });
      goTo(end, false);
    }
    goTo(Infinity, true);
    this.pieces = next;
  }

  /** The edits of the first text that give the text as it is now: in order; those that touch are one. */
  get edits(): TextEdit[] {
    const edits: TextEdit[] = [];
    let [start, text] = [0, ""];
    for (const piece of [...this.pieces, { text: "", from: this.first.length }]) {
      const { from } = piece;
      if (from === undefined) {
        text += piece.text;
        continue;
      }
      if (from > start || text !== "") edits.push({ start, end: from, text });
      [start, text] = [from + piece.text.length, ""];
    }
    return edits;
  }
}
