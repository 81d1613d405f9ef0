import { gzipSync } from "node:zlib";
import { type Response, test } from "@playwright/test";
import { Editor, expect } from "./lib/editor.ts";

/** What is needed to type and to see the verdict, in bytes after gzip. */
const BUDGET = 200_000;

test("a first visit stays within its budget, and fetches applying only when somebody applies", async ({ page }) => {
  const fetched: Response[] = [];
  page.on("response", (response) => fetched.push(response));
  await new Editor(page).visit();
  await page.waitForLoadState("networkidle");
  // What comes later is asked for by the page once it is ready; the icon is the browser's wish.
  const names = fetched.map((response) => new URL(response.url()).pathname);
  const needed = fetched.filter((response) => !/later|rules|icon|manifest/.test(response.url()));
  const sizes = await Promise.all(needed.map(async (response) => gzipSync(await response.body(), { level: 9 }).length));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  expect(total).toBeGreaterThan(100_000);
  expect(total).toBeLessThanOrEqual(BUDGET);
  expect(names.filter((name) => /panel|shell|apply/.test(name))).toEqual([]);

  await page.getByRole("button", { name: "Apply", exact: true }).click();
  await expect(page.locator("dialog.apply")).toBeVisible();
  expect(fetched.some((response) => /panel/.test(response.url()))).toBe(true);
});
