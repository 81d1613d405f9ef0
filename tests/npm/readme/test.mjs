// The examples of both READMEs, as they stand there: run, compiled, opened in Chromium.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { before, test } from "node:test";
import { promisify } from "node:util";
import { shown, visiting } from "../lib/chromium.mjs";
import { compiles } from "../lib/compiles.mjs";
import { serving } from "../lib/serve.mjs";
import { extract, PACKAGE, PROJECT, snippets } from "../lib/snippets.mjs";
import { folderOf, tool } from "../lib/tool.mjs";

const run = promisify(execFile);
const folder = folderOf(import.meta.url);
const READMES = { package: PACKAGE, project: PROJECT };
/** Languages of which every example is named, and used by a test. */
const CODE = ["html", "js", "ts", "tsx"];
/** Examples that a test of another folder drives. */
const ELSEWHERE = { "apply.ts": "apply", "PacingForm.tsx": "form", "ThresholdForm.tsx": "form", "pacing.ts": "codemirror", "monaco.ts": "monaco", "server.ts": "lsp" };
/** Examples that are pages. */
const PAGES = ["index.html", "main.js", "page.html", "page.js", "slim.js"];

const examples = {};
for (const [name, readme] of Object.entries(READMES)) {
  examples[name] = (await snippets(readme)).filter(({ language }) => CODE.includes(language));
}

before(async () => {
  for (const [name, readme] of Object.entries(READMES)) {
    await extract(readme, examples[name].map(({ name }) => name), join(folder, "built", name));
  }
});

for (const [readme, all] of Object.entries(examples)) {
  const made = join(folder, "built", readme);

  test(`the ${readme}'s README has examples, and a test uses each`, async () => {
    assert.ok(all.length >= 3);
    for (const { name, code, prints } of all) {
      assert.ok(name, `no comment names the file of this example:\n${code}`);
      const elsewhere = ELSEWHERE[name];
      if (elsewhere) assert.ok((await readFile(join(folder, "..", elsewhere, "test.mjs"), "utf8")).includes(`"${name}"`), name);
      else assert.ok(prints || PAGES.includes(name), `nothing says what \`${name}\` prints`);
    }
  });

  for (const { name, prints } of all) {
    if (!prints || PAGES.includes(name)) continue;
    test(`the ${readme}'s README: ${name} prints what stands below it`, async () => {
      assert.equal(await output(made, name), prints);
    });
  }

  test(`the ${readme}'s README: the examples in TypeScript compile, strictly`, async () => {
    const files = all.map(({ name }) => name).filter((name) => /\.tsx?$/.test(name));
    assert.ok(files.length > 0);
    await compiles(made, files);
  });
}

test("the page of the project's README, under the policy that stands above it", async () => {
  const [, scripts] = (await readFile(PROJECT, "utf8")).match(/no more than `script-src (.*?)`/);
  const headers = { "content-security-policy": `default-src 'none'; script-src ${scripts}` };
  const folders = { "/": "readme/built/project/", "/pacing-core/": "node_modules/pacing-core/esm/" };
  await serving(folders, headers, (url) =>
    visiting(`${url}page.html`, async (page) => {
      await page.waitForFunction(() => document.querySelector("pre").textContent !== "");
      const { id, predictive_dialer_config: config } = JSON.parse(await page.locator("pre").innerText());
      assert.deepEqual([id, config.pacing_rules.length, config.max_speed], ["outbound-sales", 2, 45]);
    }),
  );
});

test("the page of the package's README, under the policy that the README gives", async () => {
  const all = await snippets(PACKAGE);
  const policy = all.find(({ code }) => code.startsWith("Content-Security-Policy: ")).code.trim();
  const headers = { "content-security-policy": policy.slice("Content-Security-Policy: ".length) };
  const folders = { "/": "readme/built/package/", "/pacing-core/": "node_modules/pacing-core/esm/" };
  await serving(folders, headers, (url) =>
    visiting(url, async (page) => {
      await page.locator("textarea").pressSequentially('{"note": "😀", "max_speed": 45');
      const item = page.getByText("error: the text ends in the middle");
      await item.waitFor();
      assert.ok((await page.locator("li").count()) > 0);
      await page.locator("textarea").fill('{"note": "😀", "id": 7}');
      await page.getByText("error: `id` must be a string, this is a number").click();
      const selected = await page.locator("textarea").evaluate(({ value, selectionStart, selectionEnd }) => value.slice(selectionStart, selectionEnd));
      assert.equal(selected, "7");
    }),
  );
});

test("the slim entry with its module beside it", async () => {
  const folders = {
    "/slim.html": "readme/slim.html",
    "/slim.js": "readme/built/package/slim.js",
    "/pacing-core/": "node_modules/pacing-core/esm/",
    "/pacing_core.wasm": "node_modules/pacing-core/pacing_core.wasm",
  };
  const { prints } = examples.package.find(({ name }) => name === "slim.js");
  assert.equal(await serving(folders, {}, (url) => shown(`${url}slim.html`)), prints.trim());
});

/** What an example prints: TypeScript without its types, everything by Node. */
async function output(made, name) {
  let file = name;
  if (name.endsWith(".ts")) {
    file = name.replace(/\.ts$/, ".mjs");
    await tool(made, "esbuild", [name, `--outfile=${file}`, "--log-level=warning"]);
  }
  const { stdout } = await run(process.execPath, [file], { cwd: made });
  return stdout;
}
