import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { BROKEN } from "../lib/editor.ts";
import { expect, test } from "../lib/apply.ts";

test.use({ said: /Failed to load resource|blocked by CORS policy/ });

/** What the platform answers to the change, and what the report says about it. */
const ANSWERS = [
  { status: 400, says: /400/, next: "Check the field that the platform names.", puts: 1 },
  { status: 403, says: /403/, next: "outbound:predictive_dialer:update", puts: 1 },
  { status: 404, says: /404/, next: "Check the dialer id", puts: 1 },
] as const;

for (const { status, says, next, puts } of ANSWERS) {
  test(`a change that is answered with ${status} is not applied, and the report says what to check`, async ({ panel, platform }) => {
    await panel.plan();
    await platform.fault("put", { status });
    await panel.say();
    await panel.reported("Not applied");
    await expect(panel.verdict).toContainText(says);
    await expect(panel.next).toContainText(next);
    await expect(panel.fact("Sent")).toHaveText("once");
    expect((await platform.puts()).length).toBe(puts);
    expect((await platform.shown()).puts).toBe(0);
    await panel.button("Try again").click();
    await expect(panel.button(/^Apply 7 changes/)).toBeVisible();
    await panel.say();
    await panel.reported("Applied");
  });
}

test("a token that is refused with 401 is renewed once; refused again, the report says whose it is", async ({ panel, platform }) => {
  await panel.plan();
  await platform.fault("put", { revoke: true });
  await panel.say();
  await panel.reported("Applied");
  expect((await platform.puts()).map(({ status }) => status)).toEqual([401, 200]);
});

test("401 for good", async ({ panel, platform }) => {
  await panel.plan();
  await platform.fault("put", { status: 401, times: 9 });
  await panel.say();
  await panel.reported("Not applied");
  await expect(panel.verdict).toContainText("401");
  await expect(panel.verdict).toContainText(`…${platform.clientId.slice(-4)}`);
  expect((await platform.shown()).puts).toBe(0);
});

test("a client that is refused is said before anything is shown", async ({ panel, platform }) => {
  await panel.open();
  await panel.connect();
  await panel.dialog.getByLabel("Client secret", { exact: true }).fill("wrong-secret-of-somebody");
  await panel.read();
  await expect(panel.heading).toHaveText("That did not work");
  await expect(panel.dialog.locator(".apply-callout.error")).toContainText("401");
  await expect(panel.dialog).not.toContainText("wrong-secret");
  await panel.button("Back to the settings").click();
  await panel.dialog.getByLabel("Client secret", { exact: true }).fill(platform.clientSecret);
  await panel.read();
  await expect(panel.button(/^Apply 7 changes/)).toBeVisible();
});

test("a document with errors is not applied, whatever else is right", async ({ panel, editor, platform }) => {
  await editor.openFile(BROKEN, "broken.json");
  await panel.open();
  await expect(panel.heading).toHaveText("This document cannot be applied yet");
  await expect(panel.dialog).toContainText("It has 8 errors. Nothing that has an error is ever sent");
  await expect(panel.dialog.getByLabel("Platform address")).toHaveCount(0);
  await panel.button("Go to the first error").click();
  await expect(panel.dialog).toHaveCount(0);
  await expect(editor.content).toBeFocused();
  expect(await platform.requests()).toEqual([]);
});

test("settings that cannot be used are said where they are typed", async ({ panel, platform }) => {
  await panel.open();
  await panel.read();
  await expect(panel.dialog.getByText("The access token is missing.")).toBeVisible();
  await expect(panel.dialog.getByRole("textbox", { name: "Access token" })).toBeFocused();
  await panel.dialog.getByRole("textbox", { name: "Access token" }).fill("t");
  await panel.dialog.getByLabel("Platform address").fill("http://dialer.example.com");
  await panel.read();
  await expect(panel.dialog.locator(".apply-callout.error")).toContainText("https");
  await expect(panel.dialog.getByLabel("Platform address")).toHaveValue("http://dialer.example.com");
  expect(await platform.requests()).toEqual([]);
});

test.describe("a platform that lets no page in", () => {
  test.use({ asks: /^http:\/\/127\.0\.0\.1:\d+\// });

  test("is told by its CORS policy, and the command line named", async ({ panel }) => {
    const closed = createServer((_request, response) => response.end("{}"));
    closed.listen(0, "127.0.0.1");
    await once(closed, "listening");
    await panel.open();
    await panel.connect({ url: `http://127.0.0.1:${(closed.address() as AddressInfo).port}` });
    await panel.read();
    await expect(panel.heading).toHaveText("That did not work");
    await expect(panel.dialog).toContainText("its policy does not name this page");
    await expect(panel.dialog).toContainText(`Access-Control-Allow-Origin: ${new URL(panel.page.url()).origin}`);
    await expect(panel.dialog).toContainText("The command line needs no such leave");
    closed.close();
  });
});
