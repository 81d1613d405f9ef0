import { expect, Panel, test } from "../lib/apply.ts";

test.use({ said: /Failed to load resource|net::ERR/ });

test("cancel while waiting: says what it can still stop, sends nothing more, and reports", async ({ panel, platform }) => {
  await panel.plan();
  await platform.fault("put", { status: 429, retry_after: 60 });
  await panel.say();
  await expect(panel.dialog.locator(".wait")).toBeVisible();
  await expect(panel.dialog.locator(".apply-hint")).toContainText("It waits, and nothing is on its way");
  // While it goes on, nothing closes it by accident; why, and what does, is said.
  const stays = panel.dialog.getByText("this window stays until its end");
  await expect(stays).toBeHidden();
  await panel.page.keyboard.press("Escape");
  await expect(stays).toBeVisible();
  await expect(panel.button("Cancel")).toBeFocused();
  await panel.page.keyboard.press("Escape");
  const close = panel.dialog.getByRole("button", { name: "Close" }).first();
  await expect(close).toHaveAttribute("aria-disabled", "true");
  await close.click({ force: true });
  await expect(panel.heading).toHaveText("Applying");
  await panel.button("Cancel").click();
  await panel.reported("Not applied");
  await expect(close).not.toHaveAttribute("aria-disabled");
  await expect(stays).toBeHidden();
  await expect(panel.verdict).toContainText("topped before the end");
  expect((await platform.puts()).length).toBe(1);
  expect((await platform.shown()).puts).toBe(0);
});

test("cancel while reading: back to the settings, and nothing is recorded", async ({ panel, platform }) => {
  await platform.fault("get", { hang_ms: 60_000 });
  await panel.open();
  await panel.connect();
  await panel.read();
  await expect(panel.heading).toHaveText("Reading the dialer");
  await panel.button("Cancel").click();
  await expect(panel.dialog.getByLabel("Client id", { exact: true })).toHaveValue(platform.clientId);
  await panel.button("Audit log").click();
  await expect(panel.dialog).toContainText("Nothing was recorded yet.");
});

test("a reload in the middle of it: the next visit says so, and finds out by reading", async ({ panel, platform, page, editor }) => {
  page.on("dialog", (dialog) => void dialog.accept());
  await panel.plan({ receiver: true });
  await platform.fault("put", { after_work: true, hang_ms: 60_000 });
  await panel.say();
  await expect.poll(async () => (await platform.shown()).puts).toBe(1);
  await page.reload();
  await editor.ready();
  const notice = page.locator(".notice.warning");
  await expect(notice).toContainText("A change of a dialer was interrupted");
  const before = (await platform.requests()).length;
  await notice.getByRole("button", { name: "Look into it" }).click();
  await expect(panel.dialog).toContainText("1 change has no outcome yet");
  await panel.button("Look into it").click();
  // Only reading the same platform can tell; what is secret was forgotten with the page.
  await expect(panel.dialog.getByLabel("Platform address")).toHaveValue(platform.url);
  expect((await platform.requests()).length).toBe(before);
  await panel.connect({ receiver: true });
  await panel.button("Read the dialer, find out").click();
  await expect(panel.heading).toHaveText("What became of it");
  await expect(panel.dialog.locator(".apply-callout.valid")).toContainText("Applied");
  await panel.button("Show the audit log").click();
  await expect(panel.dialog.locator(".apply-records .kind.recovery")).toHaveCount(1);
  await panel.button("Verify").click();
  await expect(panel.dialog.locator(".apply-verified")).toContainText("It holds");
  expect((await platform.shown()).puts).toBe(1);
  // The event of the change that was found to be applied waits, and goes out.
  expect(await platform.events()).toEqual([]);
  await panel.button("Deliver").click();
  await expect.poll(async () => (await platform.events()).map(({ signature }) => signature)).toEqual(["verified"]);
  // It is told once.
  await page.reload();
  await editor.ready();
  await expect(panel.page.locator(".notice.warning")).toHaveCount(0);
});

test("two tabs: one changes the dialer, the other one says that it is busy", async ({ panel, platform, page, context }) => {
  await panel.plan();
  await platform.fault("put", { status: 429, retry_after: 45 });
  await panel.say();
  await expect(panel.dialog.locator(".wait")).toBeVisible();

  const other = await context.newPage();
  await other.goto(page.url());
  await expect(other.locator(".status strong")).toHaveText("Valid");
  await expect(other.locator(".notice")).toHaveCount(0);
  const second = new Panel(other, platform);
  await second.plan();
  await second.say({ actor: "eve" });
  // It is no empty box for the time of the waiting.
  await expect(second.steps).toContainText("Another tab is changing a dialer");
  await second.reported("Not applied");
  await expect(second.verdict).toContainText("is being changed by another run");
  await second.button("Show the audit log").click();
  await expect(second.dialog).toContainText("A change is being made in another tab.");
  expect((await platform.puts()).length).toBe(1);

  await panel.button("Cancel").click();
  await panel.reported("Not applied");
  await second.button("Apply").first().click();
  await second.read();
  await second.say({ actor: "eve" });
  await second.reported("Applied");
  await second.button("Show the audit log").click();
  await second.button("Verify").click();
  await expect(second.dialog.locator(".apply-verified")).toContainText("It holds");
});

