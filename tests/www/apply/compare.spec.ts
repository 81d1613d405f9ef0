import { BROKEN } from "../lib/editor.ts";
import { expect, test } from "../lib/apply.ts";

test("differences with what the dialer has now, also of a document that has errors", async ({ panel, editor, platform, page }) => {
  await editor.openFile(BROKEN, "broken.json");
  await page.getByRole("button", { name: "Compare" }).click();
  await page.getByRole("menuitem", { name: "with the dialer now" }).click();
  await expect(panel.dialog).toBeVisible();
  await panel.dialog.getByLabel("Dialer id").fill("");
  await panel.button("Read and compare").click();
  await expect(panel.dialog.getByText("The dialer id is missing.")).toBeVisible();
  await panel.dialog.getByLabel("Dialer id").fill(platform.dialer);
  await panel.connect();
  await panel.button("Read and compare").click();
  const compared = page.locator("dialog.compare");
  await expect(compared.getByRole("heading", { name: "Compare with the dialer now" })).toBeVisible();
  await expect(compared.getByLabel("On the dialer")).toContainText('"max_speed": 20');
  await expect(compared.getByLabel("Here", { exact: true })).toContainText('"abandon_rate_threshold": 2.5');
  await expect(compared.getByRole("listitem").filter({ hasText: "abandon_rate_threshold" })).toContainText("0.02 → 2.5");
  await page.keyboard.press("Escape");
  await expect(page.locator("dialog")).toHaveCount(0);
  // Comparing changes nothing and records nothing.
  expect((await platform.requests()).map(({ method }) => method)).toEqual(["POST", "GET"]);
});

test("the same differences as in the plan: what the platform alone writes is none", async ({ panel, page }) => {
  await panel.plan();
  const planned = await panel.dialog.locator(".apply-changes > li").count();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Compare" }).click();
  await page.getByRole("menuitem", { name: "with the dialer now" }).click();
  await panel.button("Read and compare").click();
  const compared = page.locator("dialog.compare");
  await expect(compared).toContainText("Left out: /status, /dateCreated, /dateModified, which the platform writes itself.");
  await expect(compared).toContainText("Only the dialer has /name.");
  await expect(compared.getByRole("heading", { level: 3 })).toHaveText(`${planned} changes`);
  await expect(compared.locator(".changes li")).toHaveCount(planned);
  await expect(compared.locator(".change-columns")).toHaveText("WhatOn the dialer → Here");
});

test("a dialer that is not there", async ({ panel, page, platform }) => {
  await page.getByRole("button", { name: "Compare" }).click();
  await page.getByRole("menuitem", { name: "with the dialer now" }).click();
  await panel.dialog.getByLabel("Dialer id").fill("somebody-else");
  await panel.connect({ url: platform.url });
  await panel.button("Read and compare").click();
  await expect(panel.dialog.locator(".apply-callout.error")).toContainText("404");
  await panel.button("Back to the settings").click();
  await expect(panel.dialog.getByLabel("Dialer id")).toHaveValue("somebody-else");
});

test.use({ said: /Failed to load resource/ });
