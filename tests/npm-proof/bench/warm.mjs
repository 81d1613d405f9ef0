// Text or value to verdict, in a process that has warmed up.

import { FROM_TEXT, FROM_VALUE } from "./contenders.mjs";
import { documentWith } from "./documents.mjs";

let given;
/** Kept, so that no call can be left out as useless. */
let read = 0;

/** What the next samples are taken of. */
export function measure(kind, bands, flaw) {
  const text = documentWith(bands, flaw);
  given = kind === "text" ? text : JSON.parse(text);
  return text.length;
}

/** Makes `calls` calls. */
export function call(kind, name, calls) {
  const contender = (kind === "text" ? FROM_TEXT : FROM_VALUE)[name];
  for (let at = 0; at < calls; at++) read += contender(given);
  return read;
}

/** Who is measured; the first is what the others are compared with. */
export function contenders(kind) {
  return kind === "text" ? Object.keys(FROM_TEXT) : ["zod", ...Object.keys(FROM_VALUE).filter((name) => name !== "zod")];
}
