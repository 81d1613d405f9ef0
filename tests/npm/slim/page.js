import { init, validateText } from "/pacing-core/esm/slim.js";

await init(fetch("/pacing-core/pacing_core.wasm"));
const { text } = await (await fetch("/document.json")).json();
const errors = validateText(text).diagnostics.filter(({ severity }) => severity === "error");
document.body.innerText = errors
  .map(({ code, range }) => `${code} ${text.slice(range.start.offset, range.end.offset)}`)
  .join("\n");
document.title = "done";
