import type { Page } from "@playwright/test";
import { expect, test } from "../lib/apply.ts";

test.use({ said: /Failed to load resource/ });

test("no secret is in storage, address, page, console or log: not while it runs, not in the report, not in an error", async ({ panel, platform, page }) => {
  const said: string[] = [];
  const tokens: string[] = [];
  page.on("console", (message) => said.push(message.text()));
  page.on("request", (request) => {
    const [, token] = /^Bearer (.+)$/.exec(request.headers()["authorization"] ?? "") ?? [];
    if (token !== undefined && !tokens.includes(token)) tokens.push(token);
  });
  await panel.plan({ receiver: true });
  await expect.poll(() => tokens.length).toBeGreaterThan(0);
  const secrets = () => [platform.clientSecret, platform.webhookSecret, new URL(platform.webhookUrl).pathname, ...tokens];
  const look = async (when: string): Promise<void> => {
    const kept = await everythingKept(page);
    // The search finds what is there, or it proves nothing.
    expect(kept, when).toContain("outbound");
    for (const secret of secrets()) expect(kept.includes(secret), `${secret} ${when}`).toBe(false);
    for (const secret of secrets()) expect(said.join("\n").includes(secret), `${secret} on the console, ${when}`).toBe(false);
  };
  await look("with the plan shown");
  // A server that repeats what it was sent must not put it on the screen.
  const { clientSecret } = platform;
  await platform.fault("put", { status: 429, retry_after: 2, content_type: "application/json", body: JSON.stringify({ message: `slow down, ${clientSecret}` }) });
  await platform.fault("put", { status: 400, content_type: "application/json", body: JSON.stringify({ message: `no, ${clientSecret}` }) });
  await panel.say();
  await expect(panel.dialog.locator(".wait")).toBeVisible();
  await look("while it runs");
  await panel.reported("Not applied");
  await look("in the report of a refusal");
  await panel.button("Try again").click();
  await panel.say();
  await panel.reported("Applied");
  await look("in the report");
  await panel.button("Show the audit log").click();
  await look("in the audit log");
  await page.reload();
  await panel.open();
  await expect(panel.dialog.getByLabel("Platform address")).toHaveValue(platform.url);
  for (const box of await panel.dialog.locator("input[type=password]").all()) await expect(box).toHaveValue("");
  await look("after a reload");
});

test("an access token that the server repeats is on no screen and in no record", async ({ panel, platform, page }) => {
  const token = await platform.token();
  await panel.open();
  await panel.dialog.getByLabel("Platform address").fill(platform.url);
  await panel.dialog.getByRole("textbox", { name: "Access token" }).fill(token);
  await panel.read();
  await platform.fault("put", { status: 400, content_type: "application/json", body: JSON.stringify({ message: `no such thing: ${token}` }) });
  await panel.say();
  await panel.reported("Not applied");
  await expect(panel.verdict).toContainText("no such thing");
  await panel.button("Show the audit log").click();
  await panel.dialog.locator(".apply-records summary").first().click();
  const kept = await everythingKept(page);
  expect(kept).toContain("no such thing");
  expect(kept.includes(token)).toBe(false);
});

test("nothing is asked of anybody until the dialer is read", async ({ panel, page, platform }) => {
  const asked: string[] = [];
  const own = new URL(page.url()).origin;
  page.on("request", (request) => !request.url().startsWith(own) && asked.push(request.url()));
  await panel.open();
  await panel.connect({ receiver: true });
  await panel.button("Audit log").click();
  await expect(panel.dialog).toContainText("Nothing was recorded yet.");
  await panel.button("Apply").first().click();
  await expect(panel.dialog.getByLabel("Client secret", { exact: true })).toHaveValue(platform.clientSecret);
  expect(asked).toEqual([]);
  expect(await platform.requests()).toEqual([]);
  await panel.read();
  await expect(panel.button(/^Apply \d+ change/)).toBeVisible();
  expect(asked.length).toBeGreaterThan(0);
});

/** All that the page keeps or shows, as one text. */
function everythingKept(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const parts = [location.href, JSON.stringify(history.state), JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }), document.cookie];
    parts.push(document.documentElement.outerHTML, document.body.innerText, document.title);
    const done = <T>(request: IDBRequest<T>): Promise<T> => new Promise((resolve, reject) => Object.assign(request, { onsuccess: () => resolve(request.result), onerror: () => reject(request.error) }));
    const readable = (value: unknown): string =>
      JSON.stringify(value, (_key, part: unknown) => (part instanceof ArrayBuffer || ArrayBuffer.isView(part) ? new TextDecoder().decode(part as ArrayBuffer) : part)) ?? "";
    for (const { name = "" } of await indexedDB.databases()) {
      const database = await done(indexedDB.open(name));
      for (const store of database.objectStoreNames) parts.push(...(await done(database.transaction(store).objectStore(store).getAll())).map(readable));
      database.close();
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) parts.push(request.url, (await (await cache.match(request))?.text()) ?? "");
    }
    return parts.join("\n");
  });
}
