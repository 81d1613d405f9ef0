import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import type * as Forecasting from "../../dist/npm/esm/forecast.js";
import { EXAMPLE, expect, test } from "./lib/editor.ts";

const { chanceAbove, forecast, suggest } = createRequire(import.meta.url)("../../dist/npm/cjs/forecast.js") as typeof Forecasting;

test("nothing is fetched or predicted until somebody asks", async ({ page, editor }) => {
  const fetched: string[] = [];
  page.on("request", (request) => fetched.push(request.url()));
  await editor.visit();
  await expect(page.locator(".forecast svg")).toHaveCount(0);
  expect(fetched.filter((url) => /forecast|panel/.test(url))).toEqual([]);
  await predict(page);
  expect(fetched.filter((url) => /forecast|panel/.test(url)).length).toBeGreaterThan(0);
  await page.getByRole("button", { name: "Turn off" }).click();
  await expect(page.locator(".forecast svg")).toBeHidden();
});

test("the tutorial's example, with the law's connect limit and without one", async ({ page, editor }) => {
  await predict(page);
  await expect(page.locator(".forecast .model")).toContainText("Model: M/M/n+D.");
  await expect(page.locator(".prediction .share")).toHaveText(["86 %", "63 %", "22 %"]);
  await page.getByText("The forecast as a table").click();
  const rows = page.locator(".predicted tbody tr");
  await expect(rows).toHaveText(["1 to 51086 %36 %noneall teams are above it", "6 to 202563 %4.3 %4all teams are above it", "21 to 504022 %< 0.1 %25smaller teams are above it", "51 or more45, global< 0.1 %< 0.1 %72keeps the cap"]);
  await editor.field("Connect limit").fill("0");
  await expect(page.locator(".forecast .model")).toContainText("Model: Erlang B.");
  await expect(page.locator(".prediction .share")).toHaveText(["86 %", "63 %", "23 %"]);
  await expect(rows.nth(2)).toContainText("23 %");
  await expect(page.locator(".forecast .worst")).toHaveText("Worst: band 1 to 5: 86 % with 1 agent.");
  await expect(page.locator(".about-forecast")).toContainText("It proves no compliance, and it is no legal advice.");
  await expect(page.locator(".prediction .curve-edge.above")).toHaveAttribute("d", /^M/);
  await expect(page.locator(".prediction .cap-label")).toHaveText("cap 3 %");
});

test("the picture follows a slider as it moves, and the text as it is typed", async ({ page, editor }) => {
  await predict(page);
  const slider = page.getByLabel("Answer rate, by slider");
  await slider.focus();
  for (let step = 0; step < 5; step++) await page.keyboard.press("ArrowLeft");
  await expect(editor.field("Answer rate")).toHaveValue("15");
  await expect(page.locator(".prediction .share").nth(1)).toHaveText(expected(0.15, 180, [6, 25]));
  await slider.fill("10");
  await expect(page.locator(".prediction .share").nth(1)).toHaveText(expected(0.1, 180, [6, 25]));
  await page.getByLabel("Handling time, by slider").fill("90");
  await expect(page.locator(".prediction .share").nth(1)).toHaveText(expected(0.1, 90, [6, 25]));
  await editor.band(2, "Speed").fill("20");
  await expect(page.locator(".prediction .share").nth(1)).toHaveText(expected(0.1, 90, [6, 20]));
  // A text that cannot be read keeps what was there.
  await editor.retype('"type"', "x");
  await expect(page.locator(".answer")).toContainText("The text cannot be read, so nothing is predicted");
  await expect(page.locator(".prediction .share")).toHaveCount(3);
});

test("the picture moves with the slider, and does not wait for it to rest", async ({ page, editor }) => {
  await editor.ready();
  await predict(page);
  const seen = await page.getByLabel("Answer rate, by slider").evaluate(async (slider: HTMLInputElement) => {
    const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
    const seen: (string | null | undefined)[] = [];
    for (let rate = 20; rate > 10; rate--) {
      slider.value = String(rate);
      slider.dispatchEvent(new Event("input", { bubbles: true }));
      await frame();
      await frame();
      seen.push(document.querySelector(".prediction .share")?.textContent);
    }
    return seen;
  });
  expect(seen).toEqual(Array.from({ length: 10 }, (_, step) => expected((20 - step) / 100, 180, [1, 10])));
});

test("bands, cap and ticks stand at the height of their share, on a scale of squares", async ({ page, editor }) => {
  await predict(page);
  for (const cap of [3, 8]) {
    await editor.field("Cap").fill(String(cap));
    await expect(page.locator(".prediction .cap-label")).toHaveText(`cap ${cap} %`);
    const [zero, quarter] = [await tickAt(page, "0"), await tickAt(page, "25")];
    const heightOf = (share: number): number => zero - (zero - quarter) * Math.sqrt(share / 0.25);
    const yOf = async (path: string, at: RegExp): Promise<number> => Number(at.exec((await page.locator(path).getAttribute("d")) ?? "")?.[1]);
    expect(await yOf(".prediction path.cap", /^M\S+ (\S+?)h/)).toBeCloseTo(heightOf(cap / 100), 1);
    const { abandonment } = forecast([[1, 1, 10]], { answerRate: 0.2, handleTime: 180 }).bands[0]!.worst;
    expect(await yOf(".prediction .curve-edge.above", /^M\S+ (\S+?)H/)).toBeCloseTo(heightOf(abandonment.high), 1);
  }
});

test("nothing of the picture or the table is cut off, whatever the width", async ({ page, editor }) => {
  await editor.ready();
  await predict(page);
  await page.getByText("The forecast as a table").click();
  for (const width of [360, 900, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    await expect.poll(() => page.locator(".predicted .as-table").evaluate((table) => table.scrollWidth - table.clientWidth)).toBeLessThanOrEqual(0);
    await expect.poll(() => page.locator(".prediction text").evaluateAll((texts) => {
      const { left, right } = (texts[0] as SVGTextElement).ownerSVGElement!.getBoundingClientRect();
      return texts.filter((text) => text.getBoundingClientRect().left < left - 0.5 || text.getBoundingClientRect().right > right + 0.5).map(({ textContent }) => textContent);
    })).toEqual([]);
  }
});

test("one team is read out, pointed at in either picture or by keyboard", async ({ page, editor }) => {
  await predict(page);
  const answer = page.locator(".answer");
  await editor.field("Speed for").fill("6");
  await expect(answer).toContainText("With 6 agents about 63 of 100 answered calls would find nobody free.");
  await expect(answer).toContainText("63 %; 60 points above the cap of 3 %");
  await expect(answer).toContainText("4 is the largest that keeps 3 %");
  const slider = page.getByLabel("Agents", { exact: true });
  await expect(slider).toHaveValue("6");
  await slider.focus();
  await page.keyboard.press("ArrowRight");
  await expect(editor.field("Speed for")).toHaveValue("7");
  await expect(slider).toHaveAttribute("aria-valuetext", /^7 agents: \d+ % abandoned$/);
  await expect(answer).toContainText("With 7 agents");
  const box = await page.locator(".prediction").boundingBox();
  await page.locator(".prediction").hover({ position: { x: (box?.width ?? 0) - 16, y: 100 } });
  await expect(editor.field("Speed for")).toHaveValue("50");
  await expect(page.locator(".reading output")).toHaveText("speed 40");
  await expect(page.locator(".band.linked [role=rowheader]")).toContainText("3");
  await page.locator("svg.chart").hover({ position: { x: 41, y: 100 } });
  await expect(answer).toContainText("With 1 agent about 86 of 100");
  await editor.field("Speed for").fill("51");
  await expect(answer).toContainText("No band covers 51 agents: the global speed 45 holds.");
  await expect(answer).toContainText("of 100000 answered calls would find nobody free");
});

test("how far chance moves a measured rate", async ({ page, editor }) => {
  await predict(page);
  await editor.field("Speed for").fill("32");
  const { low } = forecast([{ agent_count_min: 32, agent_count_max: 32, max_speed: 40 }], { answerRate: 0.2, handleTime: 180 }).bands[0]!.worst.abandonment;
  for (const calls of [1000, 100]) {
    await editor.field("Answered calls measured").fill(String(calls));
    const chance = (chanceAbove(0.03, low, calls) * 100).toFixed(calls === 1000 ? 1 : 0);
    await expect(page.locator(".answer")).toContainText(`${calls.toLocaleString("en")} answered calls show more than 3 % with a chance of ${chance} %`);
  }
  await editor.field("Answered calls measured").fill("0");
  await expect(editor.field("Answered calls measured")).toHaveAttribute("aria-invalid", "true");
  await expect(editor.field("Answered calls measured")).toHaveAccessibleDescription(/0 is not possible: write 1 to 1,000,000,000/);
  await expect(page.locator(".answer")).toContainText("100 answered calls show");
});

test("bands above the cap are problems as long as there are assumptions, with a fix that asks", async ({ page, editor }) => {
  await predict(page);
  const found = editor.problems.filter({ has: page.getByRole("link", { name: "F001 forecast-above-cap" }) });
  await expect(found).toHaveCount(3);
  await expect(page.locator(".cm-lintRange-warning")).toHaveText(["10", "25", "40"]);
  const second = found.nth(1);
  await expect(second).toContainText("with 6 agents about 63 of 100 answered calls would find nobody free");
  await expect(second.getByRole("link", { name: "F001 forecast-above-cap" })).toHaveAttribute("href", "rules/forecast-above-cap.html");
  await expect(editor.band(2, "Speed")).toHaveAccessibleDescription(/63 of 100/);
  await second.locator(".fix button").click();
  await expect(second.locator(".fix-ask")).toContainText("This changes a value: 25 → 4");
  await editor.expectText(EXAMPLE);
  await second.getByRole("button", { name: "Change it" }).click();
  await editor.expectText(EXAMPLE.replace("25}", "4}"));
  await expect(found).toHaveCount(2);
  // They follow typing and the assumptions.
  await editor.band(3, "Speed").fill("20");
  await expect(found).toHaveCount(1);
  await editor.field("Answer rate").fill("90");
  await expect(found).toHaveCount(3);
  await editor.field("Answer rate").fill("0");
  await expect(found).toHaveCount(0);
  await editor.field("Answer rate").fill("90");
  await expect(found).toHaveCount(3);
  await page.getByRole("button", { name: "Turn off" }).click();
  await expect(found).toHaveCount(0);
});

test("ranges give ranges, and what makes no sense is said and not taken", async ({ page, editor }) => {
  await predict(page);
  await editor.field("Answer rate").fill("15..25");
  await expect(page.locator(".prediction .curve-range.above")).toHaveAttribute("d", /^M/);
  await editor.field("Speed for").fill("6");
  await expect(page.locator(".answer")).toContainText(`${expected(0.15, 180, [6, 25]).replace(" %", "")}–${expected(0.25, 180, [6, 25])}`);
  await editor.field("Answer rate").fill("many");
  await expect(editor.field("Answer rate")).toHaveAccessibleDescription(/many cannot be taken: write a number, or a range/);
  await editor.field("Answer rate").fill("20");
  await expect(page.locator(".prediction .share")).toHaveText(["86 %", "63 %", "22 %"]);
});

test("a wrong assumption is said at its field, in its unit, and nothing is predicted until it is right", async ({ page, editor }) => {
  await predict(page);
  await editor.field("Speed for").fill("6");
  await expect(editor.status).toHaveText(/^Valid, 3 warnings$/);
  const [alert, predicted] = [page.locator(".forecast").getByRole("alert"), page.locator(".predicted")];
  const wrong = [
    ["Answer rate", "0", /0 is not possible: write 0\.0001 to 100 %$/, "20"],
    ["Answer rate", "101", /101 is not possible: write 0\.0001 to 100 %$/, "20"],
    ["Answer rate", "-5", /is not possible|cannot be taken/, "20"],
    ["Answer rate", "15..200", /15\.\.200 is not possible/, "20"],
    ["Handling time", "0", /0 is not possible: write 1 to 86,400 s$/, "180"],
    ["Connect limit", "4000", /4000 is not possible: write 0 to 3,600 s$/, ""],
    ["Cap", "100", /100 is not possible: write 0\.0001 to 99\.9999 %$/, ""],
    ["Cap", "1..2", /1\.\.2 cannot be taken: write a number$/, ""],
  ] as const;
  for (const [name, value, message, right] of wrong) {
    const field = editor.field(name);
    await field.fill(value);
    await expect(field).toHaveAttribute("aria-invalid", "true");
    await expect(field).toHaveAccessibleDescription(message);
    await expect(alert).toContainText(`No prediction: ${name.toLowerCase()}`);
    await expect(predicted).toHaveClass(/stale/);
    await expect(predicted).toHaveAttribute("aria-hidden", "true");
    await expect(page.locator(".answer")).toHaveClass(/stale/);
    await expect(editor.status).toHaveText("Valid, no prediction");
    await expect(page.locator(".status")).toHaveAttribute("data-verdict", "info");
    await expect(page.getByText(/^No problems\. No prediction: /)).toBeVisible();
    // It stays when the field is left, and when something else changes.
    await editor.field("Speed for").fill("7");
    await editor.field("Speed for").fill("6");
    await expect(field).toHaveValue(value);
    await expect(field).toHaveAttribute("aria-invalid", "true");
    await field.fill(right);
    await expect(field).not.toHaveAttribute("aria-invalid");
    await expect(alert).toBeHidden();
    await expect(predicted).not.toHaveClass(/stale/);
    await expect(editor.status).toHaveText(/^Valid, 3 warnings$/);
  }
  // A number of hundredths is a small percentage, and looks like one.
  await editor.field("Answer rate").fill("0.2");
  await expect(page.locator(".prediction .share").first()).toHaveText(expected(0.002, 180, [1, 10]));
  // A slider puts it right, and so does a unit for which the field does not count.
  await editor.field("Answer rate").fill("0");
  await page.getByLabel("Answer rate, by slider").fill("20");
  await expect(alert).toBeHidden();
  await expect(editor.field("Answer rate")).toHaveValue("20");
  await editor.field("Handling time").fill("0");
  await editor.field("Speeds are").selectOption("at-once");
  await expect(alert).toBeHidden();
});

test("teams that no band covers are predicted at the global speed, drawn, and counted", async ({ page, editor }) => {
  await editor.openFile(EXAMPLE.replace(/\[[^\]]*\]/, '[{"agent_count_min": 3, "agent_count_max": 5, "max_speed": 1}, {"agent_count_min": 9, "agent_count_max": 50, "max_speed": 2}]').replace('"max_speed": 45', '"max_speed": 64'));
  await predict(page);
  const worst = page.locator(".forecast .worst");
  await expect(worst).toHaveText(
    "Worst: teams of 1 to 2, which no band covers and which dial at the global speed 64: 97 % with 1 agent. No band covers teams of 1 to 2, 6 to 8: the global speed 64 holds there, which is above the cap of 3 %.",
  );
  await expect(page.locator(".prediction .share")).toHaveText(["97 % *", "85 % *"]);
  await expect(page.locator(".prediction .curve-edge.above.uncovered")).toHaveAttribute("d", /^M.*M/);
  await expect(page.locator(".prediction")).toHaveAttribute("aria-label", /all keep the cap; teams without a band are above it at the global speed/);
  await page.getByText("The forecast as a table").click();
  await expect(page.locator(".predicted tbody tr").first()).toHaveText("1 to 264, global97 %95 %noneall teams are above it");
  await editor.field("Speed for").fill("2");
  await expect(page.locator(".answer")).toContainText("No band covers 2 agents: the global speed 64 holds.");
  await expect(page.locator(".answer")).toContainText("With 2 agents about 95 of 100");
  const found = editor.problems.filter({ has: page.getByRole("link", { name: "F001 forecast-above-cap" }) });
  await expect(found).toHaveCount(1);
  await expect(found).toContainText("no band covers teams of 1 to 2 and others, so the global speed 64 holds: with 1 agent about 97 of 100");
  await editor.field("Global speed").fill("2");
  await expect(page.locator(".predicted tbody tr").first()).toContainText("2, global");
  // Behind the last band it is told of where it matters.
  await editor.field("Global speed").fill("100");
  await expect(worst).toContainText("Teams of 51 or more, which no band covers, would dial at the global speed 100: 20 % with 51 agents.");
});

test("other units have other models, and ask for what these need", async ({ page, editor }) => {
  await predict(page);
  await editor.field("Speeds are").selectOption("one-per-agent");
  await expect(page.locator(".forecast .model")).toContainText("Model: progressive.");
  await expect(page.locator(".forecast .worst")).toContainText("All teams of the matrix keep the cap of 3 %");
  await expect(editor.field("Connect limit")).toBeHidden();
  await expect(editor.field("Ring time")).toHaveValue("25");
  await expect(page.locator(".forecast .worst")).not.toContainText("closest");
  await expect(page.locator(".answer")).toContainText("no answered call would find nobody free");
  await expect(page.locator(".answer")).toContainText("the speed is not used");
  await expect(page.locator(".suggest")).toContainText("nothing is abandoned at any speed, so there is nothing to suggest");
  await expect(page.getByRole("button", { name: "Preview…" })).toBeHidden();
  await editor.expectText(EXAMPLE);
  await editor.field("Speeds are").selectOption("at-once");
  await expect(page.locator(".forecast .model")).toContainText("Model: one-shot overdial.");
  await expect(editor.field("Handling time")).toBeHidden();
});

test("cap and connect limit are the law's until somebody says otherwise", async ({ page, editor }) => {
  await predict(page);
  await expect(editor.field("Cap")).toHaveAttribute("placeholder", "3");
  await page.locator(".bar select").selectOption("ca-crtc-utr");
  await expect(page.locator(".prediction .cap-label")).toHaveText("cap 5 %");
  await page.locator(".bar select").selectOption("uk-ofcom-2016");
  await expect(page.locator(".forecast .model")).toContainText("Erlang B");
  await editor.field("Cap").fill("1");
  await expect(page.locator(".prediction .cap-label")).toHaveText("cap 1 %");
  await editor.field("Cap").fill("");
  await expect(page.locator(".prediction .cap-label")).toHaveText("cap 3 %");
});

test("assumptions survive a reload and go with a link, and a link without them opens as well", async ({ page, editor, browser, baseURL }) => {
  const bare = await shareLink(page);
  await predict(page);
  await editor.field("Answer rate").fill("30");
  await editor.field("Handling time").fill("90..120");
  await page.reload();
  await editor.ready();
  await expect(editor.field("Answer rate")).toHaveValue("30");
  await expect(editor.field("Handling time")).toHaveValue("90..120");
  const full = await shareLink(page);

  const elsewhere = await browser.newContext({ serviceWorkers: "block", baseURL: baseURL ?? "" });
  const other = await elsewhere.newPage();
  await other.goto(bare);
  await expect(other.locator(".notice")).toContainText("Opened from a link.");
  await expect(other.locator(".status strong")).toHaveText("1 error");
  await expect(other.locator(".forecast svg")).toHaveCount(0);
  await other.goto(full);
  await expect(other.getByLabel("Answer rate", { exact: true })).toHaveValue("30");
  await expect(other.getByLabel("Handling time", { exact: true })).toHaveValue("90..120");
  await expect(other.locator(".forecast .model")).toContainText("M/M/n+D");
  await elsewhere.close();
});

test("a matrix is suggested, shown as a difference, and taken as one step", async ({ page, editor }) => {
  await predict(page);
  const dialog = page.getByRole("dialog");
  await page.getByRole("button", { name: "Preview…" }).click();
  await expect(dialog).toContainText("the smallest team of each band keeps 2.5 % by the forecast; the cap is 3 %");
  await expect(dialog).toContainText("No speed keeps the target for teams of 1 to 2. Their speed is 1, the least that the platform takes; do not dial predictively for them");
  await expect(dialog).toContainText("The result is valid.");
  await expect(dialog.getByRole("listitem").filter({ hasText: "band 6-20, max_speed" })).toHaveText("band 6-20, max_speed25 → 4");
  await dialog.getByRole("button", { name: "Leave it" }).click();
  await editor.expectText(EXAMPLE);
  await page.getByRole("button", { name: "Preview…" }).click();
  await dialog.getByRole("button", { name: "Take it" }).click();
  const taken = EXAMPLE.replace('"max_speed": 10', '"max_speed": 1').replace("25}", "4}").replace("40}", "24}");
  await editor.expectText(taken);
  await expect(page.locator(".forecast .worst")).toHaveText("Worst: band 1 to 5: 37 % with 1 agent.");
  await page.getByRole("button", { name: "Undo" }).click();
  await editor.expectText(EXAMPLE);
});

test("a matrix for other teams stops at the global speed, and every band of it keeps the target", async ({ page, editor }) => {
  await predict(page);
  await page.getByLabel("for other teams, with as few bands as can be").check();
  await editor.field("Teams").fill("1..60");
  await page.getByRole("button", { name: "Preview…" }).click();
  await page.getByRole("button", { name: "Leave it" }).click();
  await editor.field("Speed to give up").fill("0");
  await page.getByRole("button", { name: "Preview…" }).click();
  await expect(page.getByRole("dialog")).toContainText("Speeds stop at the global speed 45.");
  await page.getByRole("button", { name: "Leave it" }).click();
  await editor.field("Speed to give up").fill("20");
  await page.getByRole("button", { name: "Preview…" }).click();
  await expect(page.getByRole("dialog")).not.toContainText("Speeds stop");
  await page.getByRole("button", { name: "Take it" }).click();
  await expect(editor.status).toHaveText(/^Valid/);
  const { bands } = forecast(await editor.text(), { answerRate: 0.2, handleTime: 180 });
  const suggested = suggest({ agents: [1, 60], maxSpeed: 45 }, { answerRate: 0.2, handleTime: 180 });
  expect(bands.map(({ agent_count_min, agent_count_max, max_speed }) => ({ agent_count_min, agent_count_max, max_speed }))).toEqual(suggested.bands);
  expect(bands.at(-1)).toMatchObject({ agent_count_max: 60, max_speed: 39 });
  for (const { agents, abandonment } of bands.flatMap((band) => band.points())) expect(abandonment.high <= 0.025).toBe(agents >= 3);
});

test("where there is nothing to suggest, it says why", async ({ page, editor }) => {
  await predict(page);
  const note = page.locator(".suggest [role=status]");
  await editor.field("Target").fill("5");
  await page.getByRole("button", { name: "Preview…" }).click();
  await expect(note).toContainText("the target is above the cap");
  await editor.field("Target").fill("250");
  await expect(note).toBeEmpty();
  await page.getByRole("button", { name: "Preview…" }).click();
  await expect(note).toContainText("Nothing is suggested yet: 250 is not possible: write 0.0001 to 99.9999 %");
  await editor.field("Target").fill("2.5");
  await page.getByLabel("for other teams").check();
  await editor.field("Teams").fill("1..2");
  await page.getByRole("button", { name: "Preview…" }).click();
  await expect(note).toContainText("No speed keeps 2.5 % for any of these teams.");
  await editor.retype('"type"', "x");
  await page.getByRole("button", { name: "Preview…" }).click();
  await expect(note).toContainText("when the text can be read");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("a thousand bands are predicted, drawn in the columns there are", async ({ page, editor }) => {
  const bands = Array.from({ length: 1000 }, (_, band) => `{"agent_count_min": ${band * 10 + 1}, "agent_count_max": ${band * 10 + 10}, "max_speed": ${10 + Math.floor(band / 40)}}`);
  await editor.openFile(EXAMPLE.replace(/\[[^\]]*\]/, `[${bands.join(",\n")}]`));
  await predict(page);
  await expect(page.locator(".forecast .worst")).toHaveText("Worst: band 1 to 10: 86 % with 1 agent.");
  await page.locator("[aria-label='Answer rate, by slider']").fill("10");
  await expect(page.locator(".forecast .worst")).toHaveText(`Worst: band 1 to 10: ${expected(0.1, 180, [1, 10])} with 1 agent.`);
  const drawn = await page.locator(".prediction .curve-edge").evaluateAll((paths) => paths.map((path) => path.getAttribute("d")?.split("M").length ?? 0).reduce((sum, count) => sum + count, 0));
  expect(drawn).toBeLessThan(250);
});

test.describe("models that cannot be fetched", () => {
  test.use({ said: /ERR_FAILED|Failed to load resource|preload/ });

  test("are said, and can be asked for again", async ({ page, editor }) => {
    let blocked = true;
    await page.route(/panel|forecast/, (route) => (blocked ? route.abort() : route.continue()));
    await page.getByRole("button", { name: "Predict" }).click();
    await expect(page.locator(".forecast").getByRole("alert")).toContainText("The models could not be loaded");
    await expect(editor.status).toHaveText("Valid");
    blocked = false;
    // Browsers remember that a module could not be fetched until the page is loaded again.
    await page.reload();
    await expect(page.locator(".prediction .share")).toHaveText(["86 %", "63 %", "22 %"]);
  });
});

/**
 * By selectors, and without `expect`, which describes a page in which it does not find something: among the rows of a thousand
 * bands either takes the test, not the page, half a minute.
 */
async function predict(page: Page): Promise<void> {
  await page.locator(".forecast > header button").click();
  await page.locator(".prediction .share").first().waitFor();
}

/** What the package predicts for one team, as the page writes it. */
function expected(answerRate: number, handleTime: number, [agents, max_speed]: [number, number]): string {
  const [band] = forecast([{ agent_count_min: agents, agent_count_max: agents, max_speed }], { answerRate, handleTime }).bands;
  const percent = (band?.worst.abandonment.high ?? 0) * 100;
  return `${percent.toFixed(percent >= 9.95 ? 0 : 1)} %`;
}

/** The height of a tick of the picture: its text stands 3.5 below its line. */
async function tickAt(page: Page, text: string): Promise<number> {
  return Number(await page.locator(".prediction text.tick[text-anchor=end]", { hasText: new RegExp(`^${text}$`) }).getAttribute("y")) - 3.5;
}

async function shareLink(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Share" }).click();
  const link = page.getByRole("textbox", { name: "Link" });
  await expect(link).toHaveValue(/#v1\./);
  const address = await link.inputValue();
  await page.getByRole("button", { name: "Close" }).click();
  return address;
}
