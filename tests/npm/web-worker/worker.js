import { validateText } from "/pacing-core/esm/index.js";

onmessage = ({ data: text }) => {
  const errors = validateText(text).diagnostics.filter(({ severity }) => severity === "error");
  const lines = errors.map(({ code, range }) => `${code} ${text.slice(range.start.offset, range.end.offset)}`);
  postMessage(lines.join("\n"));
};
