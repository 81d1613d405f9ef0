// How the package is used to apply; what comes of each fault is the matter of `tests/npm-proof`.

import assert from "node:assert/strict";
import { copyFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { build } from "esbuild";
import { apply, memoryLog } from "pacing-core/apply";
import { visiting } from "../lib/chromium.mjs";
import { serving } from "../lib/serve.mjs";
import { extract, PACKAGE } from "../lib/snippets.mjs";
import { folderOf } from "../lib/tool.mjs";
import { withPlatform } from "./platform.mjs";

const folder = folderOf(import.meta.url);
const document = (speed) => ({
  id: "outbound-sales",
  type: "PREDICTIVE",
  predictive_dialer_config: {
    pacing_rules: [{ agent_count_min: 1, agent_count_max: 20, max_speed: 10 }],
    max_speed: speed,
    abandon_rate_threshold: 0.025,
    reload_on_update: true,
  },
});
const TEXT = JSON.stringify(document(45));

test("import and require in Node share one file, and apply", () =>
  withPlatform("token", document(30), async (baseUrl, held) => {
    assert.equal(createRequire(import.meta.url)("pacing-core/apply").apply, apply);
    const log = memoryLog();
    const report = await apply(TEXT, { target: { baseUrl, auth: { accessToken: "token" } }, log });
    assert.deepEqual([report.outcome, held.document.predictive_dialer_config.max_speed], ["applied", 45]);
    assert.equal((await log.verify()).holds, true);
  }));

test("the README's example, built by esbuild, in a page: asked, applied, without another module of the package", () =>
  withPlatform("token", document(30), async (baseUrl, held) => {
    await extract(PACKAGE, ["apply.ts"], join(folder, "built"));
    const main = `import { send } from "./apply.ts"; document.body.innerText = await send(${JSON.stringify(TEXT)}, "${baseUrl}", "token"); document.title = "done";`;
    await writeFile(join(folder, "built/app.ts"), main);
    const outfile = join(folder, "built/main.js");
    const { metafile } = await build({ entryPoints: [join(folder, "built/app.ts")], bundle: true, format: "esm", minify: true, metafile: true, outfile });
    const inputs = Object.keys(metafile.inputs).filter((name) => name.includes("pacing-core"));
    assert.ok(inputs.every((name) => name.endsWith("/esm/apply.js")), inputs.join());
    await copyFile(join(folder, "page.html"), join(folder, "built/index.html"));
    const asked = [];
    const said = await serving({ "/": join(folder, "built/") }, {}, (url) =>
      visiting("about:blank", async (page) => {
        page.on("dialog", (dialog) => {
          asked.push(dialog.message());
          return dialog.accept();
        });
        await page.goto(url);
        await page.waitForFunction(() => document.title === "done");
        return page.innerText("body");
      }),
    );
    assert.deepEqual([said, asked], ["applied, and read back", ["Change 1 values of the dialer?"]]);
    assert.equal(held.document.predictive_dialer_config.max_speed, 45);
  }));
