import { validateText } from "/pacing-core/esm/index.js";

try {
  const { text } = await (await fetch("/document.json")).json();
  const errors = validateText(text).diagnostics.filter(({ severity }) => severity === "error");
  document.body.innerText = errors
    .map(({ code, range }) => `${code} ${text.slice(range.start.offset, range.end.offset)}`)
    .join("\n");
} catch (error) {
  document.body.innerText = `${error.code}: ${error.message}`;
}
document.title = "done";
