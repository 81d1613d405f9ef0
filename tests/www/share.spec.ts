import { BROKEN, EXAMPLE, expect, test } from "./lib/editor.ts";

const ID = "a1b2c3d4-e5f6-7890-abcd-ef1234567890";

test("a link opens the same text and profile elsewhere, without the dialer id", async ({ editor, page, browser, baseURL }) => {
  await editor.retype("0.025", "0.04");
  await page.locator(".bar select").selectOption("ca-crtc-utr");
  await page.getByRole("button", { name: "Share" }).click();
  const link = page.getByRole("textbox", { name: "Link" });
  await expect(link).toHaveValue(/#v1\./);
  const address = await link.inputValue();
  await page.getByRole("button", { name: "Copy the link" }).click();
  await expect(page.getByRole("button", { name: "Copied" })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(address);

  const elsewhere = await browser.newContext({ serviceWorkers: "block", baseURL: baseURL ?? "" });
  const other = await elsewhere.newPage();
  await other.goto(address);
  await expect(other.locator(".bar select")).toHaveValue("ca-crtc-utr");
  await expect(other.locator(".notice")).toContainText("Opened from a link. Undo brings back what was here.");
  const lines = await other.locator(".editor .cm-line").allTextContents();
  expect(lines.join("\n")).toBe(EXAMPLE.replace("0.025", "0.04").replace(ID, ""));
  // A reload keeps what has been changed since.
  expect(other.url()).not.toContain("#");
  await elsewhere.close();
});

test("with the box ticked the id is in the link", async ({ editor, page }) => {
  await page.getByRole("button", { name: "Share" }).click();
  const link = page.getByRole("textbox", { name: "Link" });
  await expect(link).toHaveValue(/#v1\./);
  const without = await link.inputValue();
  await page.getByLabel("Include the dialer id").check();
  await expect(link).not.toHaveValue(without);
  const address = await link.inputValue();
  await page.getByRole("button", { name: "Close" }).click();
  await editor.start(/blank/);
  await page.goto(address);
  await editor.expectText(EXAMPLE);
});

test("a document that does not parse is shared, still without its id", async ({ editor, page }) => {
  const torn = BROKEN.slice(0, 200).replace("a1b2c3d4/e5f6", "secret-dialer");
  await editor.openFile(torn);
  await page.getByRole("button", { name: "Share" }).click();
  const link = page.getByRole("textbox", { name: "Link" });
  await expect(link).toHaveValue(/#v1\./);
  const address = await link.inputValue();
  await page.getByRole("button", { name: "Close" }).click();
  await editor.start(/tutorial's example/);
  await page.goto(address);
  await editor.expectText(torn.replace("secret-dialer", ""));
});

test("a damaged link and one of a newer version open nothing and say so", async ({ editor, page }) => {
  await editor.retype("0.025", "0.02");
  for (const [hash, says] of [
    ["#v1.q1YqSa0oUbJSKkmtKAEA", "damaged"],
    ["#v1.%%%", "damaged"],
    ["#v9.AAAA", "newer version"],
  ] as const) {
    await page.evaluate((hash) => location.assign(hash), hash);
    await expect(page.locator(".notice")).toContainText(says);
    await page.getByRole("button", { name: "Dismiss" }).click();
  }
  await editor.expectText(EXAMPLE.replace("0.025", "0.02"));
});
