import { validateText } from "pacing-core";
import sample from "../../lib/document.json";

const { text } = sample;

/** The errors of the document, as every consumer shows them. */
export function errors() {
  return validateText(text)
    .diagnostics.filter(({ severity }) => severity === "error")
    .map(({ code, range }) => `${code} ${text.slice(range.start.offset, range.end.offset)}`)
    .join("\n");
}
