const assert = require("node:assert/strict");
const { test } = require("node:test");
const { validateText } = require("pacing-core");
const { text, shown } = require("../lib/document.json");

test("require in Node", () => {
  const errors = validateText(text).diagnostics.filter(({ severity }) => severity === "error");
  assert.deepEqual(errors.map(({ code, range }) => `${code} ${text.slice(range.start.offset, range.end.offset)}`), [shown]);
});

test("require of the further entries", () => {
  assert.equal(typeof require("pacing-core/slim").init, "function");
  assert.equal(typeof require("pacing-core/codemirror").toCodeMirror, "function");
  assert.equal(typeof require("pacing-core/monaco").toMonaco, "function");
  assert.equal(typeof require("pacing-core/lsp").toLsp, "function");
});
