import { expect, test } from "../lib/apply.ts";

test("a whole apply by keyboard alone", async ({ panel, platform, page }) => {
  const { keyboard } = page;
  /** Goes on until something has the focus. */
  const tabTo = async (selector: string): Promise<void> => {
    for (let steps = 0; steps < 60; steps++) {
      if (await page.evaluate((selector) => document.activeElement?.matches(selector) ?? false, selector)) return;
      await keyboard.press("Tab");
    }
    throw new Error(`Tab does not come to ${selector}`);
  };
  await tabTo("header.top button.primary");
  await keyboard.press("Enter");
  await expect(panel.heading).toBeFocused();
  await tabTo("dialog input[type=text]");
  await keyboard.press("ControlOrMeta+a");
  await keyboard.type(platform.url);
  await tabTo("dialog input[type=radio]");
  await keyboard.press("ArrowDown");
  await keyboard.press("Tab");
  await keyboard.type(platform.clientId);
  await keyboard.press("Tab");
  await keyboard.type(platform.clientSecret);
  await keyboard.press("Enter");
  await expect(panel.heading).toHaveText("7 changes for this dialer");
  await expect(panel.heading).toBeFocused();
  await tabTo("dialog input[type=text]");
  await keyboard.type("ada");
  await tabTo("dialog .apply-foot button.primary");
  await keyboard.press("Enter");
  await panel.reported("Applied");
  await expect(panel.heading).toBeFocused();
  await tabTo("dialog .apply-foot button.primary");
  await keyboard.press("Enter");
  await expect(panel.dialog).toHaveCount(0);
  // Back where it began.
  await expect(page.getByRole("button", { name: "Apply", exact: true })).toBeFocused();
});
