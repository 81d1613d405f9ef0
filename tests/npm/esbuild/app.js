import { validateText } from "pacing-core";
import sample from "../lib/document.json";

const { text } = sample;
const errors = validateText(text).diagnostics.filter(({ severity }) => severity === "error");
document.body.innerText = errors
  .map(({ code, range }) => `${code} ${text.slice(range.start.offset, range.end.offset)}`)
  .join("\n");
document.title = "done";
