import { validateText } from "pacing-core";
import sample from "../lib/document.json" with { type: "json" };

const { text } = sample;
const errors = validateText(text).diagnostics.filter(({ severity }) => severity === "error");
console.log(errors.map(({ code, range }) => `${code} ${text.slice(range.start.offset, range.end.offset)}`).join("\n"));
