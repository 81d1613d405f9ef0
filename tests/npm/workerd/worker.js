import { edit, validateText } from "pacing-core";
import sample from "../lib/document.json";

const { text, shown } = sample;

export default {
  test() {
    const errors = validateText(text).diagnostics.filter(({ severity }) => severity === "error");
    const lines = errors.map(({ code, range }) => `${code} ${text.slice(range.start.offset, range.end.offset)}`);
    if (edit.set('{"max_speed": 45}', "/max_speed", 50)[0].text !== "50") throw new Error("edits have a module of their own");
    if (lines.join("\n") !== shown) throw new Error(`found ${lines}`);
  },
};
