import { expect, test } from "@playwright/test";

test.use({ serviceWorkers: "allow" });

test("once loaded, the page opens and works without a network, and can be installed", async ({ page, context }) => {
  await page.goto("/");
  await page.evaluate(() => navigator.serviceWorker.ready);
  await expect.poll(() => page.evaluate(() => caches.keys())).toHaveLength(1);
  await page.reload();
  await context.setOffline(true);
  await page.reload();
  await expect(page.locator(".status strong")).toHaveText("Valid");
  await page.getByLabel("Global speed", { exact: true }).fill("300");
  await expect(page.locator(".status strong")).toHaveText("1 error");
  // What is fetched on demand is there as well.
  await page.getByRole("button", { name: "Compare" }).click();
  await page.getByRole("menuitem", { name: "with the saved version" }).click();
  await expect(page.getByRole("dialog")).toContainText("45 → 300");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Predict" }).click();
  await expect(page.locator(".forecast .model")).toContainText("M/M/n+D");
  const rule = page.waitForEvent("popup");
  await page.getByRole("link", { name: "L002 global-speed" }).click();
  await expect((await rule).getByRole("heading", { level: 1 })).toHaveText("global-speed");

  const client = await context.newCDPSession(page);
  const { installabilityErrors } = await client.send("Page.getInstallabilityErrors");
  // A test has a profile of its own that is thrown away, where nothing is ever installed.
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== "in-incognito")).toEqual([]);
});
