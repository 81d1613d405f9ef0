import { BROKEN, EXAMPLE, expect, test } from "./lib/editor.ts";

test("typing brings and takes diagnostics, counts and the form's values", async ({ editor, page }) => {
  await expect(editor.status).toHaveText("Valid");
  await expect(page).toHaveTitle("Valid · untitled · pacing");
  await editor.retype("0.025", "2.5");
  await expect(editor.status).toHaveText("1 error");
  await expect(page).toHaveTitle(/^1 error · /);
  await expect(editor.problems).toHaveText(/the threshold 2\.5 is above 0\.03; it is a fraction, so 2\.5 says 250 %/);
  await expect(page.locator(".cm-lintRange-error")).toHaveText("2.5");
  await expect(page.locator(".cm-lint-marker-error")).toHaveCount(1);
  await expect(editor.field("Abandon threshold")).toHaveValue("250");
  await page.keyboard.press("Control+z");
  await expect(editor.status).toHaveText("Valid");
  await expect(editor.problems).toHaveCount(0);
});

test("pointing at a problem says what, why and where from, and fixes it after asking", async ({ editor, page }) => {
  await editor.retype("0.025", "2.5");
  await page.locator(".cm-lintRange-error").hover();
  const tip = page.locator(".cm-tooltip .explanation");
  await expect(tip).toContainText("if 2.5 % is meant, write 0.025");
  await expect(tip).toContainText("Writing 3 where 0.03 is meant is the likeliest mistake of all");
  await expect(tip).toContainText("Source: platform: thresholds up to 0.03");
  const link = tip.getByRole("link", { name: "R002 threshold-as-percent" });
  const pageOfRule = await page.context().request.get(new URL((await link.getAttribute("href")) ?? "", page.url()).href);
  expect(await pageOfRule.text()).toContain("<h1>threshold-as-percent</h1>");
  await tip.getByRole("button", { name: "Write 0.025" }).click();
  await expect(tip).toContainText("This changes a value: 2.5 → 0.025");
  await expect(editor.status).toHaveText("1 error");
  await tip.getByRole("button", { name: "Change it" }).click();
  await expect(editor.status).toHaveText("Valid");
  await editor.expectText(EXAMPLE);
});

test("the gutter and the hover of a field tell", async ({ editor, page }) => {
  await page.getByText('"reload_on_update"').hover();
  await expect(page.locator(".field-hover")).toContainText("Whether the dialer takes the new rules at once");
  await editor.retype("45", "450");
  await page.locator(".cm-lint-marker-error").hover();
  await expect(page.locator(".cm-tooltip .explanation")).toContainText("450");
});

test("the list moves the caret, F8 goes round", async ({ editor, page }) => {
  await editor.openFile(BROKEN);
  await editor.problems.filter({ hasText: "above 0.03" }).getByRole("button").first().click();
  await expect(editor.content).toBeFocused();
  const selected = (): Promise<string> => page.evaluate(() => String(getSelection()));
  expect(await selected()).toBe("2.5");
  await page.keyboard.press("F8");
  expect(await selected()).toBe("false");
  await page.keyboard.press("F8");
  expect(await selected()).toBe('"a1b2c3d4/e5f6"');
  await page.keyboard.press("Shift+F8");
  expect(await selected()).toBe("false");
  // From anywhere on the page.
  await editor.field("Global speed").focus();
  await page.keyboard.press("Shift+F8");
  expect(await selected()).toBe("2.5");
  await page.getByRole("button", { name: "Next problem" }).click();
  expect(await selected()).toBe("false");
});

test("problems are copied as text", async ({ editor, page }) => {
  await editor.openFile(BROKEN);
  await page.getByRole("button", { name: "Copy as text" }).click();
  await expect(page.getByRole("button", { name: "Copied" })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain("line 14, column 31: error R002 threshold-as-percent: the threshold `2.5` is above 0.03");
  expect(copied.match(/^line/gm)).toHaveLength(12);
});

test("completion offers what is missing", async ({ editor, page }) => {
  await editor.retype('"reload_on_update"', '"rel');
  await page.getByRole("option", { name: "reload_on_update" }).click();
  await editor.expectText(EXAMPLE);
});
