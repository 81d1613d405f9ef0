import { BROKEN, EXAMPLE, expect, test } from "./lib/editor.ts";
import { documentOf } from "./measure/pages.mjs";

test("the profile decides, and says what it is and what it is not", async ({ editor, page }) => {
  await editor.retype("0.025", "0.03");
  await expect(editor.status).toHaveText("Valid, 1 warning");
  const law = page.locator(".law");
  await expect(law).toContainText("Cap3 % (0.03), itself included");
  await expect(law).toContainText("16 CFR 310.4(b)(1)(iv)");
  await expect(law).toContainText("Not legal advice");
  await expect(law).toContainText("2 s from the end of called party greeting");
  await law.getByLabel("Checked against").selectOption("uk-ofcom-2016");
  await expect(page.locator(".bar select")).toHaveValue("uk-ofcom-2016");
  await expect(law).toContainText("Capnone that a configuration can be held to");
  await expect(editor.problems.filter({ hasText: "no-safe-rate" })).toHaveCount(1);
  for (const fact of ["Ring time", "Recorded message", "Calling hours", "Retention of records"]) await expect(law).toContainText(fact);
});

test("the picture shows gaps, overlaps and bands above the global speed, also as a table", async ({ editor, page }) => {
  await editor.openFile(BROKEN);
  await expect(page.locator("svg.chart")).toHaveAttribute("aria-label", "Step chart of 3 bands; 2 gaps, 1 overlap, 2 bands above the global speed");
  await page.getByText("The picture as a table").click();
  const rows = page.locator(".as-table tbody tr");
  await expect(rows).toHaveText([
    "1gap: no band covers these teams",
    "2 to 1010",
    "6 to 2060above the global speed 50",
    "6 to 10overlap: these teams have two speeds",
    "21 to 39gap: no band covers these teams",
    "40 to 50120above the global speed 50",
  ]);
  for (const path of ["gap", "overlap", "area-above"]) await expect(page.locator(`svg .${path}`)).toHaveAttribute("d", /^M/);
  await editor.start(/tutorial's example/);
  for (const path of ["gap", "overlap", "area-above"]) await expect(page.locator(`svg .${path}`)).toHaveAttribute("d", "");
});

test("the speed for a team of any size", async ({ editor, page }) => {
  const team = page.getByLabel("Speed for", { exact: true });
  for (const [agents, says] of [
    ["5", "speed 10"],
    ["6", "speed 25"],
    ["51", "no band covers this team"],
    ["x", "–"],
  ] as const) {
    await team.fill(agents);
    await expect(page.locator(".reading output")).toHaveText(says);
  }
  await expect(team).toHaveAttribute("aria-invalid", "true");
  await editor.retype("0.025", "0.02");
});

test("a band that is pointed at lights up in the text, the table and the picture", async ({ editor, page }) => {
  const svg = page.locator("svg.chart");
  const box = await svg.boundingBox();
  await svg.hover({ position: { x: (box?.width ?? 0) / 4, y: 150 } });
  await expect(page.locator(".linked-band").first()).toContainText("{");
  await expect(page.locator(".band.linked")).toHaveCount(1);
  await expect(page.locator(".band.linked [role=rowheader]")).toContainText("2");
  await expect(page.locator(".reading output")).toHaveText("speed 25");
  await svg.click({ position: { x: (box?.width ?? 0) / 4, y: 150 } });
  await expect(editor.content).toBeFocused();
  expect(await page.evaluate(() => String(getSelection()))).toBe('{"agent_count_min": 6, "agent_count_max": 20, "max_speed": 25}');
  // From the text to the others.
  await page.locator(".editor .cm-line").nth(7).hover();
  await expect(page.locator(".band.linked [role=rowheader]")).toContainText("3");
  await expect(svg.locator(".linked")).toHaveAttribute("d", /^M/);
});

test("differences with the saved version and with a file, in words and side by side", async ({ editor, page }) => {
  await editor.field("Global speed").fill("50");
  await editor.band(2, "Speed").fill("30");
  await page.getByRole("button", { name: "Compare" }).click();
  await page.getByRole("menuitem", { name: "with the saved version" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("listitem")).toHaveText(["band 6-20, max_speed25 → 30", "max_speed45 → 50"]);
  await expect(dialog.getByLabel("Then")).toContainText('"max_speed": 45');
  await expect(dialog.getByLabel("Now")).toContainText('"max_speed": 50');
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);

  const chosen = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Compare" }).click();
  await page.getByRole("menuitem", { name: "with a file" }).click();
  await (await chosen).setFiles({ name: "other.json", mimeType: "application/json", buffer: Buffer.from(EXAMPLE.replace("[", "[[")) });
  await expect(dialog).toContainText("One of the two cannot be read, so only the texts are compared.");
  await expect(dialog.getByRole("heading", { name: "Compare other.json" })).toBeVisible();
});

test("menus and dialogs by keyboard", async ({ editor, page }) => {
  await page.getByRole("button", { name: "New" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem", { name: /tutorial's example/ })).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(editor.status).toHaveText("8 errors, 4 warnings");
  await page.getByRole("button", { name: "Keyboard" }).click();
  await expect(page.getByRole("dialog")).toContainText("next and previous problem");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Keyboard" })).toBeFocused();
});

test("the footer says which version this is", async ({ editor }) => {
  await expect(editor.page.locator(".version")).toHaveText(/^\d+\.\d+\.\d+( · [0-9a-f]{7})?$/);
});

test("what the buttons do stands beside them from 760 pixels on, and the document has its name at every width", async ({ editor, page }) => {
  await editor.openFile('{"id": "x"}', "night-shift.json");
  await page.setViewportSize({ width: 768, height: 800 });
  for (const name of ["New", "Open", "Save", "Compare", "Share", "Apply"]) await expect(page.locator(".tools").getByText(name, { exact: true })).toBeInViewport();
  await page.setViewportSize({ width: 360, height: 800 });
  await expect(page.getByText("night-shift.json", { exact: true })).toBeInViewport();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
});

test("the whole dialer id is to be seen, and no digit below the picture is cut", async ({ editor, page }) => {
  const cut = await editor.field("Dialer id").evaluate((field: HTMLInputElement) => field.scrollWidth - field.clientWidth);
  expect(cut).toBeLessThanOrEqual(0);
  await editor.openFile(documentOf(1000), "many.json");
  const [picture, last] = [await page.locator("svg.chart").boundingBox(), await page.locator("svg.chart text.tick", { hasText: "10,000" }).boundingBox()];
  expect((last?.x ?? 0) + (last?.width ?? 0)).toBeLessThanOrEqual((picture?.x ?? 0) + (picture?.width ?? 0));
  // A band that cannot be drawn is not passed over in silence.
  await editor.openFile(EXAMPLE.replace('"max_speed": 25', '"max_speed": "25"'), "quoted.json");
  await expect(page.locator(".picture")).toContainText("1 band is not drawn");
});

test("a notice makes room for who goes on working, and one that asks for something stays", async ({ editor, page }) => {
  await editor.openFile('{"id": "x"}', "one.json");
  await expect(page.locator(".notice")).toHaveCount(1);
  await page.locator(".form-view").click({ position: { x: 5, y: 5 } });
  await expect(page.locator(".notice")).toHaveCount(0);
});

test("words of the program and of those who keep the profiles are put as a person at this page needs them", async ({ editor, page }) => {
  await expect(editor.status).toHaveText("Valid");
  await page.locator(".bar select").selectOption("de-bnetza");
  await expect(page.locator(".problems")).toContainText("the panel “Law” tells what is known");
  await expect(page.locator("main")).not.toContainText("pacing-apply explain");
  await page.locator(".bar select").selectOption("us-fcc-tcpa");
  await expect(page.locator(".law")).toContainText("no period stated (from general knowledge)");
  await expect(page.locator(".law")).not.toContainText("memory");
});
