// A document with one error behind an emoji, and what every consumer is to show of it.

import { readFileSync } from "node:fs";

const { text, shown } = JSON.parse(readFileSync(new URL("document.json", import.meta.url), "utf8"));

export default {
  text,
  shown,
  /** The code of a diagnostic, and the text that its range covers. */
  show: ({ code, range }) => `${code} ${text.slice(range.start.offset, range.end.offset)}`,
};
