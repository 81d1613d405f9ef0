import { readFileSync, writeFileSync } from "node:fs";
import { copyFile, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "../lib/apply.ts";
import { EXAMPLE } from "../lib/editor.ts";
import { native } from "../lib/native.ts";

test("a whole apply: plan, yes, progress, report, event, and an audit log that the native program verifies", async ({ panel, platform, page }) => {
  await panel.plan({ receiver: true });
  const { dialog } = panel;
  await expect(dialog.locator(".apply-counts")).toHaveText("2 to add, 4 to change, 1 to remove");
  await expect(dialog.locator(".apply-effects dd").first()).toContainText("2 %→2.5 %");
  await expect(dialog.getByRole("row")).toHaveText(["AgentsNowThen", "1 to 5510", "6 to 10525", "11 to 201525", "21 to 401540", "41 to 50none40"]);
  await expect(dialog).toContainText(/Valid under USA - FTC[^.]*, no warnings\./);
  await expect(dialog).toContainText(`An event goes to ${platform.url}.`);
  expect(await platform.puts()).toEqual([]);

  await panel.button(/^Apply 7 changes/).click();
  await expect(dialog.getByText("Say who does it")).toBeVisible();
  await panel.say();
  await panel.reported("Applied");
  await expect(panel.fact("Sent")).toHaveText("once");
  await expect(panel.fact("Event")).toHaveText(`delivered (${platform.url})`);
  await expect(panel.fact("New rules")).toContainText(/being loaded: the dialer was RELOADING|loaded at once/);
  await expect(async () => {
    await panel.button("Look again").click();
    await expect(panel.fact("New rules")).toContainText("the dialer was ACTIVE when it was last read", { timeout: 1000 });
  }).toPass();
  await expect(panel.fact("Audit log")).toHaveText(/^intent is record \d+, outcome is record \d+$/);
  const { document, puts } = await platform.shown();
  expect([puts, document.predictive_dialer_config.max_speed, document.predictive_dialer_config.abandon_rate_threshold]).toEqual([1, 45, 0.025]);
  expect((await platform.events()).map(({ signature, body }) => [signature, body.dialer_id])).toEqual([["verified", platform.dialer]]);

  // The story can be read again, each step with its time.
  await dialog.getByText("What happened").click();
  await expect(panel.steps.filter({ hasText: "Applied; the dialer reloads its rules" }).getByRole("time")).toHaveText(/^\d\d:\d\d:\d\d$/);

  await panel.button("Show the audit log").click();
  await expect(panel.heading).toHaveText(/^The audit log of this browser: \d+ records$/);
  await expect(dialog.locator(".apply-records .kind.outcome + .what")).toHaveText("applied, and read back");
  await panel.button("Verify").click();
  await expect(dialog.locator(".apply-verified")).toContainText(/It holds: \d+ records, 1 applied change\./);

  const folder = await mkdtemp(join(tmpdir(), "pacing-audit-"));
  for (const [button, name] of [["Save the log", "pacing_audit.jsonl"], ["Save its checkpoint", "pacing_audit.jsonl.checkpoint"]] as const) {
    const download = page.waitForEvent("download");
    await panel.button(button).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe(name);
    await copyFile(await file.path(), join(folder, name));
  }
  const log = join(folder, "pacing_audit.jsonl");
  const records = readFileSync(log, "utf8").trimEnd().split("\n").map((line) => JSON.parse(line) as Record<string, unknown>);
  const outcome = records.find(({ kind }) => kind === "outcome");
  expect(outcome).toMatchObject({ action: "UPDATE_PACING_RULES", outcome: "applied", actor: "ada", reason: "ticket 4711", compliance_validated: true, server: platform.url });
  const verified = await native("audit", "verify", log);
  expect(verified.code, verified.out).toBe(0);
  expect(verified.out).toMatch(new RegExp(`${records.length} records`));

  // With another name in it, it does not.
  writeFileSync(log, readFileSync(log, "utf8").replace('"actor":"ada"', '"actor":"eve"'));
  expect((await native("audit", "verify", log)).code).toBe(1);
});

test("what the dialer holds already is not sent again", async ({ panel, platform }) => {
  await panel.plan();
  await panel.say();
  await panel.reported("Applied");
  await panel.button("Close").last().click();
  await panel.open();
  await panel.read();
  await expect(panel.heading).toHaveText("Nothing would change");
  await expect(panel.dialog).toContainText("There is nothing to send");
  await expect(panel.button(/^Apply \d/)).toHaveCount(0);
  expect((await platform.shown()).puts).toBe(1);
});

test("with an access token that was got elsewhere", async ({ panel, platform }) => {
  const token = await platform.token();
  await panel.open();
  await panel.dialog.getByLabel("Platform address").fill(`${platform.url}/`);
  await expect(panel.dialog.getByText("A browser is the wrong place for a client secret")).toBeHidden();
  await panel.dialog.getByRole("textbox", { name: "Access token" }).fill(token);
  const tokens = (await platform.requests()).length;
  await panel.read();
  await expect(panel.button(/^Apply 7 changes/)).toBeVisible();
  await panel.say();
  await panel.reported("Applied");
  expect((await platform.requests()).slice(tokens).filter(({ path }) => path.startsWith("/oauth2"))).toEqual([]);
});

test("the dialer that changed since the plan was shown: the new plan is shown before anything is sent", async ({ panel, platform }) => {
  await panel.plan();
  await platform.fault("get", { meanwhile: { predictive_dialer_config: { max_speed: 30 } } });
  await panel.say();
  await expect(panel.dialog).toContainText("The dialer has changed since you looked.");
  await expect(panel.dialog.locator(".apply-changes")).toContainText("30→45");
  expect(await platform.puts()).toEqual([]);
  await panel.button(/^Apply 7 changes/).click();
  await panel.reported("Applied");
});

test("warnings are in the plan, with the law that the document was checked against", async ({ panel, editor, page }) => {
  await page.locator(".bar select").selectOption("it-garante-mute");
  await editor.openFile(EXAMPLE.replace(/,\s*"reload_on_update": true/, ""));
  await panel.plan();
  await expect(panel.dialog).toContainText(/Valid under Italy - Garante chiamate mute, 1 warning\./);
  await expect(panel.dialog.locator(".apply-callout.warning").first()).toContainText("is missing, so the dialer keeps its cached rules");
  await panel.say();
  await panel.reported("Applied");
  await expect(panel.fact("New rules")).toContainText("not in force");
});

test("a browser without a durable place for the log says so before a secret is typed", async ({ panel, page }) => {
  await page.addInitScript(() => {
    indexedDB.open = () => {
      throw new DOMException("blocked", "SecurityError");
    };
  });
  await page.reload();
  await panel.open();
  await expect(panel.dialog).toContainText("gives no durable place for an audit log, and without one nothing is applied");
  await expect(panel.dialog.locator("input[type=password]").first()).toHaveValue("");
});

test("how the platform is asked is remembered, and no secret", async ({ panel, page, editor, platform }) => {
  await panel.plan();
  await page.reload();
  await editor.ready();
  await panel.open();
  await expect(panel.dialog.getByRole("radio", { name: "Client id and secret" })).toBeChecked();
  await expect(panel.dialog.getByLabel("Client secret", { exact: true })).toHaveValue("");
  await expect(panel.dialog.getByLabel("Client id", { exact: true })).toHaveValue("");
  await expect(panel.dialog.getByLabel("Platform address")).toHaveValue(platform.url);
});
