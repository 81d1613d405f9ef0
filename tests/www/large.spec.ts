import { documentOf } from "./measure/pages.mjs";
import { expect, test } from "./lib/editor.ts";

test("of a thousand bands the form has a page at a time, and the keys go on from page to page", async ({ editor, page }) => {
  await editor.openFile(documentOf(1000));
  await expect(page.locator(".pager")).toContainText("Bands 1 to 100 of 1,000");
  await expect(page.locator(".band")).toHaveCount(100);
  await editor.band(100, "Speed").focus();
  await page.keyboard.press("ArrowDown");
  await expect(editor.band(101, "Speed")).toBeFocused();
  await expect(page.locator(".pager")).toContainText("Bands 101 to 200 of 1,000");
  await page.keyboard.press("Control+a");
  await page.keyboard.type("7");
  await expect(editor.band(101, "Speed")).toHaveValue("7");
  await page.keyboard.press("Control+z");
  await page.getByRole("button", { name: "Earlier bands" }).click();
  await expect(editor.band(1, "From agents")).toHaveValue("1");
  // What is added is shown, on whatever page it comes to stand.
  await page.getByRole("button", { name: "Add a band" }).click();
  await expect(editor.band(1001, "To agents")).toBeFocused();
  await editor.openFile(documentOf(3), "short.json");
  await expect(page.locator(".band")).toHaveCount(3);
  await expect(page.locator(".pager")).toBeHidden();
});

test("of ten thousands of bands the page stays usable: as many rows, bands and problems as can be read, and a word for the rest", async ({ editor, page }) => {
  const many = documentOf(30_000);
  await editor.openFile(many.replaceAll('"max_speed": 39}', '"max_speed": 390}'));
  await expect(page.locator(".band")).toHaveCount(100);
  await expect(page.locator(".picture")).toContainText("The first 2,000 of 30,000 bands are drawn");
  expect(await page.locator(".problems > li").count()).toBeLessThanOrEqual(100);
  await editor.field("Global speed").fill("44");
  await expect(editor.field("Global speed")).toHaveValue("44");
  await expect(editor.status).toHaveText(/errors/);
});

test("a document that is too large to keep is called that", async ({ editor, page }) => {
  // The word about the file gives way to this one, which asks for something.
  const chosen = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Open" }).click();
  await (await chosen).setFiles({ name: "huge.json", mimeType: "application/json", buffer: Buffer.from(documentOf(60_000)) });
  await expect(page.locator(".notice")).toContainText(/too large for this browser to keep \(4\.\d million characters\)/);
  await expect(editor.field("Global speed")).toHaveValue("45");
});
