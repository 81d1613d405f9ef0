import { validateText } from "pacing-core";
import { expect, test } from "vitest";
import sample from "../lib/document.json";

const { text, shown } = sample;

test("import in Vitest", () => {
  const errors = validateText(text).diagnostics.filter(({ severity }) => severity === "error");
  expect(errors.map(({ code, range }) => `${code} ${text.slice(range.start.offset, range.end.offset)}`)).toEqual([shown]);
});
