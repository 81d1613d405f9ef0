import { expectAccessible } from "../lib/axe.ts";
import { BROKEN, type Editor } from "../lib/editor.ts";
import { expect, type Panel, test } from "../lib/apply.ts";
import type { Platform } from "../lib/platform.ts";

const WIDTHS = { desktop: [1440, 900], tablet: [820, 1100], phone: [360, 740] } as const;

interface Scene {
  readonly panel: Panel;
  readonly platform: Platform;
  readonly editor: Editor;
}

/** The states of applying, each reached from the one before. */
const STATES: Record<string, (scene: Scene) => Promise<void>> = {
  blocked: async ({ panel, editor }) => {
    await editor.openFile(BROKEN, "broken.json");
    await panel.open();
  },
  connect: async ({ panel, editor }) => {
    await panel.button("Close").first().click();
    await editor.start(/tutorial's example/);
    await panel.open();
    await panel.connect({ receiver: true });
    await panel.dialog.getByText("The platform has to let this page in").click();
  },
  reading: async ({ panel, platform }) => {
    await platform.fault("get", { hang_ms: 2500 });
    await panel.read();
    await expect(panel.steps.first()).toBeVisible();
  },
  plan: async ({ panel }) => {
    await expect(panel.button(/^Apply \d+ change/)).toBeVisible();
  },
  yes: async ({ panel }) => {
    await panel.button(/^Apply \d+ change/).click();
  },
  waiting: async ({ panel, platform }) => {
    await platform.fault("put", { status: 429, retry_after: 4 });
    await panel.say();
    await expect(panel.dialog.locator(".wait")).toBeVisible();
  },
  applied: async ({ panel }) => panel.reported("Applied"),
  audit: async ({ panel }) => {
    await panel.button("Show the audit log").click();
    await panel.button("Verify").click();
    await panel.dialog.locator(".apply-records summary").first().click();
  },
  refused: async ({ panel, platform, editor }) => {
    await panel.button("Close").first().click();
    await editor.start(/Back to what was here before/).catch(() => undefined);
    await editor.start(/tutorial's example/);
    await editor.page.evaluate(() => document.body.setAttribute("data-view", "text"));
    await editor.retype("0.025", "0.01");
    await platform.fault("put", { status: 403 });
    await panel.plan({ receiver: true });
    await panel.say();
    await panel.reported("Not applied");
  },
};

for (const scheme of ["light", "dark"] as const) {
  for (const [size, [width, height]] of Object.entries(WIDTHS)) {
    test.describe(`${scheme} ${size}`, () => {
      test.use({ colorScheme: scheme, viewport: { width, height }, contextOptions: { reducedMotion: "reduce" }, said: /Failed to load resource/ });

      test("every state of applying fits, can be used by everybody, and is drawn for a look", async ({ editor, panel, platform, page }) => {
        for (const [state, reach] of Object.entries(STATES)) {
          await reach({ editor, panel, platform });
          await page.screenshot({ path: `../../target/www/screenshots/apply-${state}-${size}-${scheme}.png` });
          const looked = (scheme === "light" && size === "desktop") || (scheme === "dark" && size === "phone");
          // What goes on while axe looks would be another state.
          if (looked && state !== "reading") await expectAccessible(page, `${state} ${size} ${scheme}`);
          const sideways = await page.evaluate(() => {
            const body = document.querySelector("dialog.apply .apply-body");
            return [document.documentElement, body ?? document.body].map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
          });
          expect(sideways, `${state}: nothing is wider than the screen`).toEqual([0, 0]);
        }
      });
    });
  }
}
