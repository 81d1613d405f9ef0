import { readFileSync } from "node:fs";
import { EXAMPLE, expect, test } from "./lib/editor.ts";

interface Rule {
  code: string;
  name: string;
  bad: { text: string; profile: string; dialer?: string; assumptions?: object };
  fix?: { safety: "safe" | "unsafe" };
}

const rules = JSON.parse(readFileSync(new URL("../../dist/npm/rules.json", import.meta.url), "utf8")) as Rule[];
/** Where the page of a rule shows a case without a fix, a case that has one. */
const CASES: Record<string, string> = {
  S001: '{"id": "outbound-sales",}',
  S007: EXAMPLE.replace("abandon_rate_threshold", "abandon_rate_treshold"),
};
const fixable = rules
  // The editor addresses no dialer, so a document cannot be another one's; and it assumes nothing by itself.
  .filter(({ fix, bad }) => fix !== undefined && bad.dialer === undefined && bad.assumptions === undefined)
  .map((rule) => ({ ...rule, bad: { ...rule.bad, text: CASES[rule.code] ?? rule.bad.text } }));

test("every quick-fix does away with its problem, and undo brings it back", async ({ editor, page }) => {
  expect(fixable.length).toBeGreaterThan(15);
  for (const { code, name, bad, fix } of fixable) {
    await test.step(`${code} ${name}`, async () => {
      await editor.openFile(bad.text, `${name}.json`);
      await page.locator(".bar select").selectOption(bad.profile);
      const problem = editor.problems.filter({ has: page.getByRole("link", { name: `${code} ${name}` }) });
      await expect(problem).toHaveCount(1);
      await problem.locator(".fix button").first().click();
      if (fix?.safety === "unsafe") {
        await expect(problem.locator(".fix-ask")).toContainText("This changes a value:");
        await problem.getByRole("button", { name: "Change it" }).click();
      }
      await expect(problem).toHaveCount(0);
      // The focus stays in the list, or on its heading.
      expect(await page.evaluate(() => document.activeElement?.closest(".problems-panel") !== null)).toBe(true);
      await page.getByRole("button", { name: "Undo" }).click();
      await expect(problem).toHaveCount(1);
      await editor.expectText(bad.text);
    });
  }
});

test("a fix that changes a value can be refused", async ({ editor, page }) => {
  await editor.retype("0.025", "2.5");
  const fix = page.locator(".problems .fix");
  await fix.getByRole("button").click();
  await fix.getByRole("button", { name: "Keep" }).click();
  await expect(fix.getByRole("button", { name: "Write 0.025" })).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await expect(fix.getByRole("button", { name: "Write 0.025" })).toBeFocused();
  await expect(editor.status).toHaveText("1 error");
});

test("list and form offer the same, and one question is open at a time", async ({ editor, page }) => {
  const fast = EXAMPLE.replace('"max_speed": 10', '"max_speed": 120').replace('"reload_on_update"', '"reload_on_updat"');
  await editor.openFile(fast);
  const list = page.locator(".problems .fix button");
  const form = page.locator(".form .messages .fix button");
  const names = async (): Promise<string[]> => (await list.allTextContents()).sort();
  await expect.poll(names).toEqual(expect.arrayContaining(["Lower it to 45", "Remove the field"]));
  await expect.poll(async () => (await form.allTextContents()).sort()).toEqual(await names());
  await list.filter({ hasText: "Remove the field" }).click();
  await expect(page.locator(".fix-ask")).toHaveCount(1);
  await form.filter({ hasText: "Lower it" }).click();
  await expect(page.locator(".fix-ask")).toHaveCount(1);
  await expect(page.locator(".fix-ask")).toContainText("120 → 45");
  await page.getByRole("button", { name: "Change it" }).click();
  await editor.expectText(fast.replace("120", "45"));
});
