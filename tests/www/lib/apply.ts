import type { Locator, Page } from "@playwright/test";
import { test as base, expect } from "./editor.ts";
import { Platform } from "./platform.ts";

export { expect };

interface Fixtures {
  /** How the platform is started. */
  flags: string[];
  platform: Platform;
  panel: Panel;
}

/** A test with a practice platform of its own, which alone may be asked. */
export const test = base.extend<Fixtures>({
  flags: [[], { option: true }],
  asks: /^http:\/\/127\.0\.0\.1:\d+\/(oauth2\/token|api\/v2\/outbound\/predictivedialers\/|wfm\/)/,
  platform: async ({ flags }, use) => {
    const platform = await Platform.start(...flags);
    await use(platform);
    await platform.stop();
  },
  panel: async ({ editor, platform }, use) => use(new Panel(editor.page, platform)),
});

/** The dialog in which somebody applies. */
export class Panel {
  readonly page: Page;
  readonly dialog: Locator;
  readonly heading: Locator;
  readonly steps: Locator;
  readonly verdict: Locator;
  readonly next: Locator;
  readonly #platform: Platform;

  constructor(page: Page, platform: Platform) {
    this.page = page;
    this.#platform = platform;
    this.dialog = page.locator("dialog.apply");
    this.heading = this.dialog.getByRole("heading", { level: 3 });
    this.steps = this.dialog.locator(".apply-steps > li");
    this.verdict = this.dialog.locator(".apply-verdict");
    this.next = this.dialog.locator(".apply-next");
  }

  async open(): Promise<void> {
    await this.page.getByRole("button", { name: "Apply", exact: true }).click();
    await expect(this.dialog).toBeVisible();
  }

  /** Types where to and who. */
  async connect({ url = this.#platform.url, receiver = false } = {}): Promise<void> {
    await this.dialog.getByLabel("Platform address").fill(url);
    await this.dialog.getByRole("radio", { name: "Client id and secret" }).check();
    await this.dialog.getByLabel("Client id", { exact: true }).fill(this.#platform.clientId);
    await this.dialog.getByLabel("Client secret", { exact: true }).fill(this.#platform.clientSecret);
    if (!receiver) return;
    const address = this.dialog.getByLabel("Receiver of the event");
    if (!(await address.isVisible())) await this.dialog.getByText("Tell a workforce system of the change").click();
    await address.fill(this.#platform.webhookUrl);
    await this.dialog.getByLabel("Signing secret").fill(this.#platform.webhookSecret);
  }

  button(name: string | RegExp): Locator {
    return this.dialog.getByRole("button", { name });
  }

  async read(): Promise<void> {
    await this.button("Read the dialer, show the plan").click();
  }

  /** From the page to a plan on the screen. */
  async plan(settings: { url?: string; receiver?: boolean } = {}): Promise<void> {
    await this.open();
    await this.connect(settings);
    await this.read();
    await expect(this.button(/^Apply \d+ change/)).toBeVisible();
  }

  /** Says yes to the plan. */
  async say({ actor = "ada", reason = "ticket 4711" } = {}): Promise<void> {
    await this.dialog.getByLabel("Who does it").fill(actor);
    await this.dialog.getByLabel("Why").fill(reason);
    await this.button(/^Apply \d+ change/).click();
  }

  /** How it ended. */
  async reported(outcome: string | RegExp): Promise<void> {
    await expect(this.heading).toHaveText(outcome);
    await expect(this.verdict).toBeVisible();
  }

  /** A line of the report. */
  fact(name: string): Locator {
    return this.dialog.locator(".apply-facts > div", { has: this.page.locator("dt", { hasText: new RegExp(`^${name}$`) }) }).locator("dd");
  }
}
