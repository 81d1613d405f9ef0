// The Monaco example of the package's README, bundled by esbuild and run in Chromium.

import assert from "node:assert/strict";
import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { before, test } from "node:test";
import { visiting } from "../lib/chromium.mjs";
import { compiles } from "../lib/compiles.mjs";
import { serving } from "../lib/serve.mjs";
import { extract, PACKAGE } from "../lib/snippets.mjs";
import { folderOf, tool } from "../lib/tool.mjs";

const folder = folderOf(import.meta.url);
const made = join(folder, "built");

before(async () => {
  await extract(PACKAGE, ["monaco.ts"], made);
  for (const file of ["index.html", "main.ts"]) await copyFile(join(folder, file), join(made, file));
  await compiles(made, ["main.ts"]);
  await tool(made, "esbuild", ["main.ts", "--bundle", "--format=esm", "--outdir=.", "--loader:.ttf=empty", "--log-level=warning"]);
});

test("markers cover exactly what is wrong, behind an emoji and in lines of CRLF, and follow what is typed", async () => {
  await serving({ "/": "monaco/built/" }, {}, (url) =>
    visiting(url, async (page) => {
      await page.waitForFunction(() => document.title === "done");
      const note = ["Warning", "S007", '"note"'];
      const overlap = ["Error", "M003", '{"agent_count_min": 5, "agent_count_max": 20, "max_speed": 25}', '{"agent_count_min": 1, "agent_count_max": 5, "max_speed": 10}'];
      assert.deepEqual(sorted(await page.evaluate(() => window.markers())), sorted([note, overlap]));
      await page.locator(".squiggly-error").first().waitFor();

      await page.locator(".monaco-editor .view-line").last().click();
      for (const key of ["Home", ...Array(20).fill("ArrowRight"), "Delete", "6"]) await page.keyboard.press(key);
      await page.waitForFunction(() => window.markers().length === 1);
      assert.deepEqual(await page.evaluate(() => window.markers()), [note]);

      await page.keyboard.press("Backspace");
      await page.keyboard.press("5");
      await page.waitForFunction(() => window.markers().length === 2);
      assert.deepEqual(await page.evaluate(() => window.fix(1)), []);
      assert.deepEqual(await page.evaluate(() => window.fix(3)), ["end the earlier band at 4"]);
      await page.waitForFunction(() => window.markers().length === 1);
      assert.deepEqual(await page.evaluate(() => window.markers()), [note]);
    }),
  );
});

function sorted(markers) {
  return markers.toSorted(([, one], [, other]) => one.localeCompare(other));
}
