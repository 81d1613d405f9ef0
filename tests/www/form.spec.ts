import { BROKEN, EXAMPLE, expect, test } from "./lib/editor.ts";

test("a form edit changes only its piece of the text, and undo works from the form", async ({ editor, page }) => {
  const odd = EXAMPLE.replace('"max_speed": 45', '"max_speed"   :45').replace("0.025", "2.50e-2");
  await editor.openFile(odd);
  await expect(editor.field("Abandon threshold")).toHaveValue("2.5");
  await expect(editor.field("Abandon threshold, as it is sent")).toHaveValue("2.50e-2");
  await editor.field("Global speed").fill("50");
  await editor.expectText(odd.replace(":45", ":50"));
  await page.keyboard.press("Control+z");
  await editor.expectText(odd);
  await expect(editor.field("Global speed")).toHaveValue("45");
  await page.keyboard.press("Control+y");
  await editor.expectText(odd.replace(":45", ":50"));
});

test("undo goes back through text and form alike", async ({ editor, page }) => {
  // One character each: two typed slowly are two steps of the history.
  await editor.retype("10", "9");
  await editor.field("Dialer id").fill("sales");
  await editor.retype("PREDICTIVE", "X");
  await expect(editor.status).toHaveText("1 error");
  for (let step = 0; step < 3; step++) await page.getByRole("button", { name: "Undo" }).click();
  await editor.expectText(EXAMPLE);
  for (let step = 0; step < 3; step++) await page.getByRole("button", { name: "Redo" }).click();
  await editor.expectText(EXAMPLE.replace(": 10", ": 9").replace(/a1b2[^"]*/, "sales").replace("PREDICTIVE", "X"));
});

test("percentage and fraction are exact, also while a number is half typed", async ({ editor, page }) => {
  const percent = editor.field("Abandon threshold");
  await percent.fill("");
  // However slowly.
  await percent.pressSequentially("2.9", { delay: 700 });
  await expect(percent).toHaveValue("2.9");
  await editor.expectText(EXAMPLE.replace("0.025", "0.029"));
  const fraction = editor.field("Abandon threshold, as it is sent");
  await fraction.fill("");
  await fraction.pressSequentially("0.001");
  await expect(fraction).toHaveValue("0.001");
  await expect(percent).toHaveValue("0.1");
  // The comma of half the world.
  await percent.fill("1,5");
  await editor.expectText(EXAMPLE.replace("0.025", "0.015"));
  // What was typed into one field is one step of the history.
  for (const number of ["0.001", "0.029", "0.025"]) {
    await page.getByRole("button", { name: "Undo" }).click();
    await editor.expectText(EXAMPLE.replace("0.025", number));
  }
});

test("what is no number is said and not written", async ({ editor, page }) => {
  const speed = editor.field("Global speed");
  await speed.fill("fast");
  await expect(speed).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByText("fast is no number; the text still says 45")).toBeVisible();
  await expect(speed).toHaveAccessibleDescription(/fast is no number/);
  await speed.blur();
  await expect(speed).toHaveValue("45");
  await expect(speed).not.toHaveAttribute("aria-invalid");
  await editor.expectText(EXAMPLE);
});

test("the switch writes true and false", async ({ editor }) => {
  await editor.page.getByRole("switch").uncheck();
  await editor.expectText(EXAMPLE.replace("true", "false"));
  await expect(editor.page.getByRole("switch")).toHaveAccessibleDescription(/keeps its cached rules/);
});

test("bands: add, split, merge, remove, each undone by one step", async ({ editor, page }) => {
  await page.getByRole("button", { name: "Add a band" }).click();
  await expect(editor.band(4, "From agents")).toHaveValue("51");
  await expect(editor.band(4, "To agents")).toBeFocused();
  await expect(editor.status).toHaveText(/^Valid/);
  await page.getByRole("button", { name: "Remove band 4" }).click();
  await editor.expectText(EXAMPLE);

  await page.getByRole("button", { name: "Split band 2" }).click();
  await expect(page.getByLabel("The second band starts at")).toHaveValue("14");
  await page.getByLabel("The second band starts at").fill("10");
  await page.keyboard.press("Enter");
  await expect(editor.band(2, "To agents")).toHaveValue("9");
  await expect(editor.band(3, "From agents")).toHaveValue("10");
  await page.getByRole("button", { name: "Merge band 2 with the next one" }).click();
  await editor.expectText(EXAMPLE);

  await page.getByRole("button", { name: "Remove band 1" }).click();
  await expect(editor.band(3, "From agents")).toHaveCount(0);
  await page.keyboard.press("Control+z");
  await editor.expectText(EXAMPLE);
});

test("a split outside the band is refused in words, and nothing changes", async ({ editor, page }) => {
  await page.getByRole("button", { name: "Split band 2" }).click();
  await page.getByLabel("The second band starts at").fill("99");
  await page.keyboard.press("Enter");
  await expect(page.locator(".notice")).toContainText("99");
  await page.keyboard.press("Escape");
  await editor.expectText(EXAMPLE);
});

test("the table by keyboard alone", async ({ editor, page }) => {
  await editor.band(1, "Speed").focus();
  await page.keyboard.press("ArrowDown");
  await expect(editor.band(2, "Speed")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(editor.band(3, "Speed")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(editor.band(4, "To agents")).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await expect(editor.band(3, "To agents")).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Alt+Delete");
  await expect(editor.band(3, "From agents")).toBeFocused();
  await editor.expectText(EXAMPLE);
});

test("a text that does not parse stops the form, which keeps the last good view", async ({ editor, page }) => {
  await editor.retype('"type"', "x");
  await expect(page.locator(".obstacle")).toContainText("The form waits until the text can be read.");
  await expect(page.locator(".obstacle")).toContainText("line 3, column 3:");
  await expect(editor.field("Global speed")).toBeDisabled();
  await expect(editor.field("Global speed")).toHaveValue("45");
  await expect(editor.band(3, "To agents")).toHaveValue("50");
  await expect(page.locator("svg.chart")).toHaveAttribute("aria-label", /^Step chart of 3 bands/);
  await editor.expectText(EXAMPLE.replace('"type"', "x"));
  await page.keyboard.press("Control+z");
  await expect(editor.field("Global speed")).toBeEnabled();
});

test("a blank keeps quiet until a field is touched", async ({ editor, page }) => {
  await editor.start(/blank/);
  await expect(editor.status).toHaveText(/error/);
  await expect(page.locator(".form .messages li")).toHaveCount(0);
  await editor.field("Dialer id").focus();
  await page.keyboard.press("Tab");
  await expect(editor.field("Dialer id")).toHaveAccessibleDescription(/cannot be a dialer id/);
  await expect(editor.field("Dialer id")).toHaveAttribute("aria-invalid", "true");
  await expect(page.locator(".form .messages li")).toHaveCount(1);
  await page.getByRole("button", { name: "Add a band" }).click();
  await editor.field("Dialer id").fill("sales");
  await expect(editor.status).toHaveText(/^Valid/);
});

test("missing objects are made on the way to a field", async ({ editor }) => {
  await editor.openFile('{"id": "a", "type": "PREDICTIVE"}');
  await editor.field("Global speed").fill("45");
  await editor.expectText('{"id": "a", "type": "PREDICTIVE", "predictive_dialer_config": {"max_speed":45}}');
  await editor.openFile('{"id": "a", "predictive_dialer_config": "none"}', "other.json");
  await editor.field("Global speed").fill("45");
  await expect(editor.page.locator(".notice")).toContainText("That cannot be done");
  await editor.expectText('{"id": "a", "predictive_dialer_config": "none"}');
});

test("problems of what has no field stand in the form too", async ({ editor, page }) => {
  await editor.retype("PREDICTIVE", "predictive");
  const other = page.locator(".other");
  await expect(other).toContainText("the type must be PREDICTIVE");
  await other.locator(".fix button").click();
  if (await other.getByRole("button", { name: "Change it" }).isVisible()) await other.getByRole("button", { name: "Change it" }).click();
  await editor.expectText(EXAMPLE);
});

test("the broken example is repaired by the form's controls alone", async ({ editor, page }) => {
  await editor.openFile(BROKEN);
  let actions = 0;
  const form = page.locator(".form");
  const act = async (action: Promise<void>): Promise<void> => {
    await action;
    actions += 1;
  };
  await act(editor.field("Dialer id").fill("a1b2c3d4-e5f6"));
  await act(editor.field("Abandon threshold").fill("2.5"));
  await act(page.getByRole("switch").check());
  await act(form.getByRole("button", { name: "Remove the first max_speed" }).click());
  await act(form.getByRole("button", { name: "Change it" }).click());
  await act(editor.band(1, "From agents").fill("1"));
  await act(editor.band(1, "To agents").fill("5"));
  await act(editor.band(2, "Speed").fill("25"));
  await act(editor.band(3, "From agents").fill("21"));
  await act(editor.band(3, "To agents").fill("39"));
  await act(editor.band(3, "Speed").fill("40"));
  await act(editor.band(4, "Speed").fill("45"));
  // The misspelled field is a warning.
  await expect(editor.status).toHaveText("Valid, 1 warning");
  console.log(`The broken example is valid after ${actions} actions in the form.`);
  expect(actions).toBe(12);
  await form.getByRole("button", { name: "Remove the field" }).click();
  await expect(form.locator(".fix-ask")).toContainText('"abandon_rate_treshold": 0.025');
  await form.getByRole("button", { name: "Change it" }).click();
  await expect(editor.status).toHaveText("Valid");
});

test("a number of a band can be emptied and typed anew, and what is no number is said there and never written", async ({ editor, page }) => {
  const speed = editor.band(2, "Speed");
  await speed.click();
  await page.keyboard.press("End");
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Backspace");
  await expect(speed).toHaveValue("");
  await expect(speed).toHaveAccessibleDescription(/This is empty; the text still says 2/);
  await page.keyboard.type("31");
  await expect(speed).toHaveValue("31");
  await editor.expectText(EXAMPLE.replace('"max_speed": 25', '"max_speed": 31'));
  await expect(speed).not.toHaveAttribute("aria-invalid");

  await speed.dblclick();
  await page.keyboard.press("Delete");
  await expect(speed).toHaveValue("");
  await page.keyboard.type("ab");
  await expect(speed).toHaveValue("ab");
  await expect(speed).toHaveAccessibleDescription(/ab is no number; the text still says 31/);
  await expect(speed).toHaveAttribute("aria-invalid", "true");
  await editor.expectText(EXAMPLE.replace('"max_speed": 25', '"max_speed": 31'));
  await page.keyboard.press("Tab");
  await expect(speed).toHaveValue("31");
  await expect(page.locator(".band .messages li")).toHaveCount(0);
});

test("an empty field is called empty", async ({ editor, page }) => {
  await editor.field("Abandon threshold").fill("");
  await expect(editor.field("Abandon threshold")).toHaveAccessibleDescription(/This is empty; the text still says 0\.025/);
  await editor.field("Dialer id").fill("");
  await expect(editor.field("Dialer id")).toHaveAccessibleDescription(/^"" cannot be a dialer id/);
  await expect(page.locator(".problems")).toContainText('"" cannot be a dialer id');
});

test("undo and redo work wherever the focus is, but in fields that are no part of the document", async ({ editor, page }) => {
  await editor.field("Global speed").fill("50");
  await page.getByRole("button", { name: "Share" }).focus();
  await page.keyboard.press("Control+z");
  await editor.expectText(EXAMPLE);
  await page.keyboard.press("Control+Shift+z");
  await editor.expectText(EXAMPLE.replace(": 45,\n    \"abandon", ": 50,\n    \"abandon"));
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+y");
  await expect(editor.field("Global speed")).toHaveValue("50");
  const team = page.getByLabel("Speed for");
  await team.fill("77");
  await page.keyboard.press("Control+z");
  await expect(editor.field("Global speed")).toHaveValue("50");
  // In a dialog nothing behind it changes.
  await page.getByRole("button", { name: "Apply", exact: true }).click();
  await expect(page.locator("dialog.apply")).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(editor.field("Global speed")).toHaveValue("50");
});
