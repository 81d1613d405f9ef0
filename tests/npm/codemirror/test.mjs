// The CodeMirror extension of the package's README, built by Vite and used by a person in Chromium.

import assert from "node:assert/strict";
import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { before, test } from "node:test";
import { EditorState } from "@codemirror/state";
import { validateText } from "pacing-core";
import { toCodeMirror } from "pacing-core/codemirror";
import { visiting } from "../lib/chromium.mjs";
import { compiles } from "../lib/compiles.mjs";
import { serving } from "../lib/serve.mjs";
import { extract, PACKAGE } from "../lib/snippets.mjs";
import { folderOf, tool } from "../lib/tool.mjs";
import { Editor } from "./editor.mjs";

const folder = folderOf(import.meta.url);
const made = join(folder, "built");

before(async () => {
  await extract(PACKAGE, ["pacing.ts"], made);
  for (const file of ["index.html", "main.ts"]) await copyFile(join(folder, file), join(made, file));
  await compiles(made, ["main.ts"]);
  await tool(made, "vite", ["build", "--logLevel", "warn"]);
});

/** Opens the built page for `use`, which is given the editor. */
function editing(query, use, settings) {
  return serving({ "/": "codemirror/built/dist/" }, {}, (url) => visiting(url + query, (page) => use(new Editor(page)), settings));
}

const LINES = [
  { name: "LF", query: "", colorScheme: "light" },
  { name: "CRLF", query: "?crlf", colorScheme: "dark" },
];
for (const { name, query, colorScheme } of LINES) {
  test(`an overlap behind an emoji is underlined exactly, and its quick-fix mends it: ${name}, ${colorScheme}`, async () => {
    const overlap = async (editor) => {
      const before = await editor.saved();
      assert.equal(before.includes("\r\n"), name === "CRLF");
      await editor.clickBehind('"agent_count_min": 6');
      await editor.press("Backspace", "5");

      const band = '{"agent_count_min": 5, "agent_count_max": 20, "max_speed": 25}';
      assert.deepEqual(await editor.underlined("error"), [band]);
      await editor.isDrawnUnder("error", band);

      await editor.hoverOver("error");
      await editor.page.screenshot({ path: join(made, `${colorScheme}.png`) });
      assert.match(await editor.tooltip(), /band 5-20 runs into band 1-5: teams of 5 have two speeds\s+end band 1-5 at 4, or start this band at 6/);
      await editor.quickFix("end the earlier band at 4");
      await editor.nothingUnderlined("error");

      const after = before.replace('"agent_count_min": 6', '"agent_count_min": 5').replace('"agent_count_max": 5', '"agent_count_max": 4');
      assert.equal(await editor.saved(), after);
      await editor.press("Control+z");
      assert.deepEqual(await editor.underlined("error"), [band], "a fix is one step of undo");
    };
    await editing(query, overlap, { colorScheme });
  });
}

test("a problem in the line of the emoji is underlined exactly", async () => {
  await editing("", async (editor) => {
    await editor.clickBehind('"agent_count_min": 1');
    await editor.press("Backspace", '"', "7", '"');
    assert.deepEqual(await editor.underlined("error"), ['"7"']);
    await editor.isDrawnUnder("error", '"7"');
  });
});

test("a fix for a text that has changed since changes nothing", () => {
  const text = '{"type": "predictive"}';
  const fixes = toCodeMirror(validateText(text), text).flatMap(({ actions = [] }) => actions);
  assert.ok(fixes.length > 0);
  const edited = (doc) => {
    const view = { state: EditorState.create({ doc }), dispatch: (change) => (view.state = view.state.update(change).state) };
    for (const { apply } of fixes.slice(0, 1)) apply(view, 0, 0);
    return view.state.doc.toString();
  };
  assert.notEqual(edited(text), text);
  assert.equal(edited(` ${text}`), ` ${text}`);
});

test("hovering over a field tells what it means", async () => {
  await editing("", async (editor) => {
    await editor.moveTo('"abandon_rate_threshold"');
    assert.match(await editor.tooltip(), /^`abandon_rate_threshold`: a number/);
  });
});

test("completion offers what the object lacks and writes it", async () => {
  await editing("", async (editor) => {
    const before = await editor.saved();
    await editor.clickBehind('"abandon_rate_threshold": 0.025');
    await editor.press(",");
    await editor.aMoment();
    await editor.press("Enter");
    assert.equal(await editor.saved(), before.replace("0.025\n", "0.025,\n    \n"), "Enter after a comma is a new line");
    await editor.press("Control+Space");
    assert.deepEqual(await editor.completions(), ["reload_on_update"]);
    await editor.press("Escape", '"', "r", "e", "l");
    assert.deepEqual(await editor.completions(), ["reload_on_update"]);
    await editor.press("Enter");
    const expected = before.replace("0.025\n", '0.025,\n    "reload_on_update": true\n');
    assert.equal(await editor.saved(), expected);
    assert.deepEqual(await editor.underlined("warning"), ['"owner"'], "nothing is left but the field that is not known");
  });
});
