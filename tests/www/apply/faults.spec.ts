import { expect, test } from "../lib/apply.ts";

test.use({ said: /Failed to load resource|net::ERR/ });

test("409 while the dialer reloads: waited for until it is ACTIVE, then applied", async ({ panel, platform }) => {
  await panel.plan();
  await platform.fault("put", { reloading_ms: 1500 });
  await panel.say();
  await expect(panel.steps.filter({ hasText: "409" })).toBeVisible();
  await panel.reported("Applied");
  expect((await platform.puts()).map(({ status }) => status)).toEqual([409, 200]);
  expect((await platform.shown()).puts).toBe(1);
});

test("429 with Retry-After: the wait counts down, and is never shorter than told", async ({ panel, platform }) => {
  await panel.plan();
  await platform.fault("put", { status: 429, retry_after: 3, enforced: true });
  await panel.say();
  const wait = panel.dialog.locator(".wait");
  await expect(wait).toContainText(/[123] s left/);
  await expect(wait).toContainText("1 s left");
  await panel.reported("Applied");
  const [first, second] = await platform.puts();
  expect(first?.status).toBe(429);
  expect(second?.at_ms).toBeGreaterThanOrEqual(first?.come_back_ms ?? Number.POSITIVE_INFINITY);
  expect((await platform.shown()).puts).toBe(1);
});

test("told to come back later than there is time: not applied, with the time to come back", async ({ panel, platform }) => {
  await panel.plan();
  await platform.fault("put", { status: 429, retry_after: 600 });
  await panel.say();
  await panel.reported("Not applied");
  await expect(panel.next).toContainText(/Apply again after .*\d\d:\d\d:\d\d: .*nothing is repeated by itself/);
  // A run that did not do it has no tick.
  await expect(panel.dialog.locator("[data-step=run]")).toHaveAttribute("data-failed", "");
  await expect(panel.dialog.locator("[data-step=run]")).not.toHaveAttribute("data-done");
  expect((await platform.puts()).length).toBe(1);
});

// A browser sends a request again without a word where a connection that it used before breaks, so both are cut.
const TWICE = { cut: "reset", times: 2 };

test("the connection is cut after the change: reading decides, and it is not made twice", async ({ panel, platform }) => {
  await panel.plan();
  await platform.fault("put", { ...TWICE, after_work: true });
  await panel.say();
  await panel.reported("Applied");
  await expect(panel.verdict).toContainText("confirmed by reading");
  expect((await platform.shown()).puts).toBe(1);
});

test("the connection is cut before the change: read first, then sent again", async ({ panel, platform }) => {
  await panel.plan();
  await platform.fault("put", TWICE);
  await panel.say();
  await panel.reported("Applied");
  const paths = (await platform.requests()).map(({ method }) => method);
  expect(paths.slice(paths.indexOf("PUT")).join(" ")).toMatch(/^PUT (PUT )?GET (POST )?PUT/);
  expect((await platform.shown()).puts).toBe(1);
});

test("the browser repeats the request by itself and hears the second answer: the change is still ours, and its event is sent", async ({ panel, platform }) => {
  await panel.plan({ receiver: true });
  await platform.fault("put", { cut: "reset", after_work: true });
  await panel.say();
  await panel.reported("Applied");
  await expect(panel.verdict).toContainText("confirmed by reading");
  expect((await platform.shown()).puts).toBe(1);
  expect((await platform.events()).length).toBe(1);
});

test("a platform that is gone in the middle: unknown, and what to do is said", async ({ panel, platform }) => {
  await panel.plan();
  await platform.fault("put", { ...TWICE, after_work: true });
  await platform.fault("get", {});
  await platform.fault("get", { cut: "close", times: 50 });
  await panel.say();
  await panel.reported(/^Unknown/);
  await expect(panel.verdict).toContainText("The dialer may hold the change or not.");
  await expect(panel.next).toContainText("Read the dialer again and compare");
  expect((await platform.shown()).puts).toBe(1);
});

test("after an unknown end the same dialer is read again, and what that shows is said as it is", async ({ panel, platform }) => {
  await panel.plan({ receiver: true });
  await platform.fault("put", { ...TWICE, after_work: true });
  await platform.fault("get", {});
  await platform.fault("get", { cut: "close", times: 50 });
  await panel.say();
  await panel.reported(/^Unknown/);
  // What matters comes first; the platform has answered before, so nobody is sent to look at its CORS policy.
  await expect(panel.next.locator("p").first()).toContainText("Read the dialer again and compare");
  await expect(panel.next).toContainText("No event was sent");
  await expect(panel.next).toContainText("The platform has answered this page before");
  await expect(panel.next).not.toContainText("CORS policy kept");
  await expect(panel.dialog).not.toContainText("is looked into first");
  await expect(panel.dialog.locator("[data-step=run]")).toHaveAttribute("data-failed", "");
  await platform.heal();
  await panel.button("Try again").click();
  await expect(panel.heading).toHaveText("Nothing would change");
  await expect(panel.dialog).toContainText("So the change of which nobody knew has been made");
  await expect(panel.dialog).toContainText("no event was sent for it");
  expect(await platform.events()).toEqual([]);
});

test("a receiver that is down: applied, the event waits and is delivered from the audit log", async ({ panel, platform }) => {
  await platform.fault("webhook", { status: 404 });
  await panel.plan({ receiver: true });
  await panel.say();
  await panel.reported("Applied");
  await expect(panel.fact("Event")).toContainText("it waits in the audit log");
  expect((await platform.events()).length).toBe(0);
  await panel.button("Show the audit log").click();
  await expect(panel.dialog).toContainText("1 event waits to be delivered");
  await panel.button("Deliver").click();
  await expect(panel.dialog.getByText("1 event waits to be delivered")).toHaveCount(0);
  expect((await platform.events()).map(({ signature, delivery }) => [signature, delivery])).toEqual([["verified", 1]]);
});

test.describe("a platform whose CORS policy hides its headers", () => {
  test.use({ flags: ["--hide-headers"] });

  test("the plan says that nothing guards the change, and the report what was hidden", async ({ panel, platform }) => {
    await panel.plan();
    await expect(panel.dialog).toContainText("The dialer's version (ETag) is not to be seen");
    await expect(panel.dialog).toContainText("Access-Control-Expose-Headers");
    await platform.fault("put", { status: 429, retry_after: 1 });
    await panel.say();
    await panel.reported("Applied");
    await expect(panel.dialog.locator(".apply-callout.info")).toContainText("What the browser did not show");
    await expect(panel.dialog.locator(".apply-callout.info")).toContainText("Retry-After");
    expect((await platform.puts()).map(({ status }) => status)).toEqual([429, 200]);
  });
});
