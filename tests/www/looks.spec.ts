import type { Page } from "@playwright/test";
import { expectAccessible } from "./lib/axe.ts";
import { BROKEN, type Editor, expect, test } from "./lib/editor.ts";

/** States that show nothing on a wide screen that the one before does not. */
const SAME_ON_DESKTOP = new Set(["broken", "text", "problems", "law"]);
const WIDTHS = { desktop: [1440, 900], tablet: [820, 1100], phone: [360, 740] } as const;

/** The main states, each reached from the one before. */
const STATES: Record<string, (editor: Editor) => Promise<void>> = {
  valid: async () => undefined,
  broken: async (editor) => {
    await editor.openFile(BROKEN, "broken.json");
    await editor.page.getByRole("button", { name: "Dismiss" }).click();
  },
  asking: async ({ page }) => {
    await page.locator(".form .fix button").first().click();
    await expect(page.locator(".form .fix-ask")).toBeVisible();
  },
  text: async ({ page }) => {
    await show(page, "text");
    await page.keyboard.press("F8");
  },
  hover: async ({ page }) => {
    await page.locator(".cm-lintRange-error").first().hover();
    await expect(page.locator(".cm-tooltip .explanation").first()).toBeVisible();
  },
  problems: async ({ page }) => {
    await page.mouse.move(0, 0);
    await show(page, "problems");
    await page.locator(".problems-scroll").evaluate((list) => list.scrollTo(0, 200));
  },
  unreadable: async (editor) => {
    await editor.openFile(BROKEN.replace('"type"', "type"), "unreadable.json");
    await show(editor.page, "form");
  },
  menu: async ({ page }) => {
    await page.getByRole("button", { name: "New" }).click();
    await expect(page.getByRole("menuitem").first()).toBeVisible();
  },
  keys: async ({ page }) => {
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Keyboard" }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
  },
  invalid: async (editor) => {
    await editor.page.keyboard.press("Escape");
    await editor.page.getByRole("button", { name: "Undo" }).click();
    await editor.page.getByRole("button", { name: "Split band 2" }).click();
    await editor.field("Global speed").fill("fast");
    await expect(editor.field("Global speed")).toHaveAttribute("aria-invalid", "true");
  },
  compare: async ({ page }) => {
    await page.getByRole("button", { name: "Compare" }).click();
    await page.getByRole("menuitem", { name: "with the saved version" }).click();
    await expect(page.getByRole("dialog").locator(".cm-content").first()).toBeVisible();
  },
  share: async ({ page }) => {
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Share" }).click();
    await expect(page.getByRole("textbox", { name: "Link" })).toHaveValue(/#v1/);
  },
  forecast: async ({ page }) => {
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Predict" }).click();
    await page.getByText("The forecast as a table").click();
    await expect(page.locator(".prediction .share").first()).toBeVisible();
    await page.locator(".forecast").evaluate((card) => card.scrollIntoView());
  },
  team: async ({ page }) => {
    await page.locator(".forecast .team").evaluate((team) => team.scrollIntoView({ block: "center" }));
  },
  suggestion: async ({ page }) => {
    await page.getByRole("button", { name: "Preview…" }).click();
    await expect(page.getByRole("dialog").locator(".cm-content").first()).toBeVisible();
  },
  law: async ({ page }) => {
    await page.keyboard.press("Escape");
    await page.locator(".law").scrollIntoViewIfNeeded();
  },
};

/** Where there is no room for all views, one has to be chosen. */
async function show(page: Page, view: string): Promise<void> {
  const tab = page.locator(`.tabs [data-to=${view}]`);
  if (await tab.isVisible()) await tab.click();
}

for (const scheme of ["light", "dark"] as const) {
  for (const [size, [width, height]] of Object.entries(WIDTHS)) {
    test.describe(`${scheme} ${size}`, () => {
      test.use({ colorScheme: scheme, viewport: { width, height }, contextOptions: { reducedMotion: "reduce" } });

      test("every view fits, can be used by everybody, and is drawn for a look", async ({ editor, page }) => {
        for (const [state, reach] of Object.entries(STATES)) {
          await reach(editor);
          await page.screenshot({ path: `../../target/www/screenshots/${state}-${size}-${scheme}.png` });
          // Colours differ by scheme and structure by size: two of the six see both of each.
          const looked = (scheme === "light" && size === "desktop" && !SAME_ON_DESKTOP.has(state)) || (scheme === "dark" && size === "phone");
          if (looked) await expectAccessible(page, `${state} ${size} ${scheme}`);
          const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
          expect(sideways, `${state}: the page is no wider than the screen`).toBe(0);
        }
      });
    });
  }
}
