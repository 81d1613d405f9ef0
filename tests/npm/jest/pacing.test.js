const { validateText } = require("pacing-core");
const { text, shown } = require("../lib/document.json");

test("require in Jest", () => {
  const errors = validateText(text).diagnostics.filter(({ severity }) => severity === "error");
  expect(errors.map(({ code, range }) => `${code} ${text.slice(range.start.offset, range.end.offset)}`)).toEqual([shown]);
});
