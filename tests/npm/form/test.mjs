// The forms of both READMEs, built by Vite and filled in by a person in Chromium.

import assert from "node:assert/strict";
import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { before, test } from "node:test";
import { visiting } from "../lib/chromium.mjs";
import { compiles } from "../lib/compiles.mjs";
import { serving } from "../lib/serve.mjs";
import { extract, PACKAGE, PROJECT } from "../lib/snippets.mjs";
import { folderOf, tool } from "../lib/tool.mjs";

const folder = folderOf(import.meta.url);
const made = join(folder, "built");
const RULES = "predictive_dialer_config.pacing_rules";

before(async () => {
  await extract(PACKAGE, ["PacingForm.tsx"], made);
  await extract(PROJECT, ["ThresholdForm.tsx"], join(made, "project"));
  for (const file of ["index.html", "main.tsx"]) await copyFile(join(folder, file), join(made, file));
  await compiles(made, ["main.tsx"]);
  await tool(made, "vite", ["build", "--logLevel", "warn"]);
});

/** Opens the built page; `use` gets it and a few words for what a person does. */
function onThePage(query, use) {
  return serving({ "/": "form/built/dist/" }, {}, (url) =>
    visiting(url + query, (page) => {
      const input = (name) => page.locator(`input[name="${name}"]`);
      return use({
        type: async (name, text) => {
          await input(name).fill("");
          await input(name).pressSequentially(text);
        },
        press: (name) => page.getByRole("button", { name, exact: true }).first().click(),
        problem: (name, pattern) => page.locator(`[id="${name}-problem"]`).filter({ hasText: pattern }).waitFor(),
        problems: async () => {
          await page.getByRole("alert").first().waitFor();
          return page.getByRole("alert").allInnerTexts();
        },
        noProblem: () => page.waitForFunction(() => document.querySelector('[role="alert"]') === null),
        described: async (name) => page.locator(`[id="${await input(name).getAttribute("aria-describedby")}"]`).innerText(),
        saved: async () => JSON.parse((await page.locator("output").innerText()) || "null"),
      });
    }),
  );
}

test("a wrong value is told at its field, nothing is saved, and mended it is", async () => {
  await onThePage("", async ({ type, press, problem, described, noProblem, saved }) => {
    const name = "predictive_dialer_config.abandon_rate_threshold";
    await type(name, "2.5");
    await problem(name, /is above 0\.03; it is a fraction, so `2\.5` says 250 %/);
    assert.match(await described(name), /250 %/);
    await press("Save");
    assert.equal(await saved(), null);

    await type(name, "0.02");
    await noProblem();
    await press("Save");
    const document = await saved();
    assert.equal(document.predictive_dialer_config.abandon_rate_threshold, 0.02);
    assert.equal(document.predictive_dialer_config.reload_on_update, true, "what has no input is kept");
  });
});

test("a band has its own problems and those of its fields", async () => {
  await onThePage("", async ({ type, press, problem, problems, noProblem, saved }) => {
    await type(`${RULES}.1.max_speed`, "60");
    await problem(`${RULES}.1.max_speed`, /60/);
    await type(`${RULES}.1.max_speed`, "45");
    await noProblem();

    await type(`${RULES}.1.agent_count_min`, "5");
    await problem(`${RULES}.1`, /band 5-20 runs into band 1-5/);
    assert.equal((await problems()).length, 1);
    await type(`${RULES}.0.agent_count_max`, "4");
    await noProblem();

    await press("Save");
    const bands = (await saved()).predictive_dialer_config.pacing_rules;
    assert.deepEqual(bands, [
      { agent_count_min: 1, agent_count_max: 4, max_speed: 10 },
      { agent_count_min: 5, agent_count_max: 20, max_speed: 45 },
    ]);
  });
});

test("an empty field of a new band is a problem of that field, and an empty list one of the list", async () => {
  await onThePage("", async ({ type, press, problem, problems, noProblem, saved }) => {
    await press("Add a band");
    await press("Save");
    for (const field of ["agent_count_min", "agent_count_max", "max_speed"]) {
      await problem(`${RULES}.2.${field}`, new RegExp(`\`${field}\` must be a whole number`));
    }
    assert.equal(await saved(), null);
    await type(`${RULES}.2.agent_count_min`, "21");
    await type(`${RULES}.2.agent_count_max`, "50");
    await type(`${RULES}.2.max_speed`, "40");
    await noProblem();

    for (let band = 0; band < 3; band++) await press("Remove");
    await press("Save");
    await problem(`${RULES}.root`, /`pacing_rules` has no band/);
    assert.equal((await problems()).length, 1);
    assert.equal(await saved(), null);
  });
});

test("a missing field is a problem at the path of that field", async () => {
  await onThePage("?lacking=type", async ({ press, problem, saved }) => {
    await press("Save");
    await problem("type", /^`type` is missing$/);
    assert.equal(await saved(), null);
  });
});

test("the short form of the project's README", async () => {
  await onThePage("?short", async ({ type, press, problems, noProblem, saved }) => {
    const name = "predictive_dialer_config.abandon_rate_threshold";
    await type(name, "2.5");
    await press("Save");
    assert.match((await problems()).join(), /`2\.5` says 250 %/);
    await type(name, "0.02");
    await press("Save");
    await noProblem();
    assert.equal((await saved()).predictive_dialer_config.abandon_rate_threshold, 0.02);
  });
});
