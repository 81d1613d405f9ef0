import { readFileSync } from "node:fs";
import { test as base, expect, type Locator, type Page } from "@playwright/test";

export { expect };

/** The files that people start from. */
export const EXAMPLE = readFileSync(new URL("../../../examples/outbound-sales.json", import.meta.url), "utf8");
export const BROKEN = readFileSync(new URL("../../../examples/broken.json", import.meta.url), "utf8");

/** What the browser says where a test has set up a failure or a block. */
const EXPECTED = /Service Worker registration blocked by Playwright/;

interface Fixtures {
  editor: Editor;
  /** What the page may say on its console in this test, besides nothing. */
  said: RegExp;
  /** Which other servers the page may ask in this test: none, but where something is applied. */
  asks: RegExp;
}

/** Every test begins with the page, and ends by asking: was anything said on the console, was anything asked of another server? */
export const test = base.extend<Fixtures>({
  said: [EXPECTED, { option: true }],
  asks: [/^blob:/, { option: true }],
  editor: async ({ page, said, asks, baseURL }, use) => {
    const complaints: string[] = [];
    const elsewhere: string[] = [];
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type()) && !said.test(message.text()) && !EXPECTED.test(message.text())) complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(String(error.stack)));
    page.context().on("request", (request) => {
      const url = request.url();
      if (!url.startsWith(baseURL ?? "") && !url.startsWith("blob:") && !asks.test(url)) elsewhere.push(url);
    });
    const editor = new Editor(page);
    await editor.visit();
    await use(editor);
    expect(complaints).toEqual([]);
    expect(elsewhere, "requests to other servers").toEqual([]);
  },
});

/** The page as a person uses it. */
export class Editor {
  readonly page: Page;
  readonly content: Locator;
  readonly status: Locator;
  readonly problems: Locator;

  constructor(page: Page) {
    this.page = page;
    this.content = page.locator(".editor .cm-content");
    this.status = page.locator(".status strong");
    this.problems = page.locator(".problems > li");
  }

  async visit(hash = ""): Promise<void> {
    await this.page.goto(`/${hash}`);
    await this.ready();
  }

  async ready(): Promise<void> {
    await expect(this.status).not.toHaveText(/Starting/);
    // The form can be used a moment later than the text, where anything lets it.
    await expect(this.page.locator("fieldset.form:enabled, .obstacle:not([hidden]), .failure:not([hidden])").first()).toBeVisible();
  }

  /** The text as it stands in the editor; the documents of the tests are short enough to be drawn whole. */
  async text(): Promise<string> {
    const lines = await this.content.locator(".cm-line").allTextContents();
    return lines.join("\n");
  }

  async expectText(wanted: string | RegExp): Promise<void> {
    const poll = expect.poll(() => this.text());
    if (typeof wanted === "string") await poll.toBe(wanted);
    else await poll.toMatch(wanted);
  }

  /** Opens a text as a file, through the button. */
  async openFile(text: string | Buffer, name = "dialer.json"): Promise<void> {
    const chosen = this.page.waitForEvent("filechooser");
    await this.page.getByRole("button", { name: "Open" }).click();
    await (await chosen).setFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
    await expect(this.page.locator(".notice")).toContainText(name);
  }

  async start(item: RegExp): Promise<void> {
    await this.page.getByRole("button", { name: "New" }).click();
    await this.page.getByRole("menuitem", { name: item }).click();
  }

  /** Selects something in the text and types in its place. */
  async retype(old: string, now: string): Promise<void> {
    await this.page.evaluate((old) => {
      const walker = document.createTreeWalker(document.querySelector(".editor .cm-content") as Node, NodeFilter.SHOW_TEXT);
      const nodes: Node[] = [];
      for (let node = walker.nextNode(); node; node = walker.nextNode()) nodes.push(node);
      // A whole word before a part of one.
      const found = nodes.find(({ textContent }) => textContent === old) ?? nodes.find(({ textContent }) => textContent?.includes(old));
      if (!found) throw new Error(`${old} is not in the text`);
      const at = found.textContent?.indexOf(old) ?? 0;
      (document.querySelector(".editor .cm-content") as HTMLElement).focus();
      getSelection()?.setBaseAndExtent(found, at, found, at + old.length);
    }, old);
    await this.page.keyboard.type(now);
  }

  field(name: string | RegExp): Locator {
    return this.page.getByLabel(name, { exact: typeof name === "string" });
  }

  band(row: number, name: "From agents" | "To agents" | "Speed"): Locator {
    return this.page.getByLabel(`${name}, band ${row}`, { exact: true });
  }
}
