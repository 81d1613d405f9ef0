import { readFileSync } from "node:fs";
import { BROKEN, Editor, EXAMPLE, expect, test } from "./lib/editor.ts";

test("work survives a reload, at once and with its profile", async ({ editor, page }) => {
  await editor.retype("0.025", "0.04");
  await page.locator(".bar select").selectOption("ca-crtc-utr");
  await page.reload();
  await editor.ready();
  await editor.expectText(EXAMPLE.replace("0.025", "0.04"));
  await expect(page.locator(".bar select")).toHaveValue("ca-crtc-utr");
  await expect(page.locator(".document")).toContainText("edited");
});

test("a file is opened by the button and by dropping it, and undo brings back what was there", async ({ editor, page }) => {
  await editor.openFile(BROKEN, "sales.json");
  await editor.expectText(BROKEN);
  await expect(page.locator(".document .name")).toHaveText("sales.json");
  await page.getByRole("button", { name: "Undo" }).click();
  await editor.expectText(EXAMPLE);

  const files = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(['{"id": "dropped"}'], "dropped.json"));
    return transfer;
  });
  await page.dispatchEvent("body", "dragover", { dataTransfer: files });
  await expect(page.getByText("Drop the file to open it")).toBeVisible();
  await page.dispatchEvent(".cm-content", "drop", { dataTransfer: files });
  await editor.expectText('{"id": "dropped"}');
  await editor.start(/Back to what was here before/);
  await editor.expectText(EXAMPLE);
});

test("a file is saved as it stands, with the ends of lines that it had", async ({ editor, page }) => {
  await editor.openFile(EXAMPLE.replaceAll("\n", "\r\n"), "crlf.json");
  await editor.field("Global speed").fill("50");
  await expect(page.locator(".document")).toContainText("edited");
  const download = page.waitForEvent("download");
  await editor.field("Global speed").press("Control+s");
  const file = await download;
  expect(file.suggestedFilename()).toBe("crlf.json");
  const wanted = EXAMPLE.replace('"max_speed": 45', '"max_speed": 50').replaceAll("\n", "\r\n");
  expect(readFileSync(await file.path(), "utf8")).toBe(wanted);
  await expect(page.locator(".document")).not.toContainText("edited");
});

test("what is no text is not opened", async ({ editor }) => {
  await editor.openFile(Buffer.from([0x7b, 0xff, 0xfe, 0x7d]), "image.json");
  await expect(editor.page.locator(".notice.error")).toContainText("not a UTF-8 text");
  await editor.expectText(EXAMPLE);
});

test("a browser that keeps nothing is told of", async ({ editor, page }) => {
  await page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await editor.field("Global speed").fill("40");
  await expect(page.locator(".notice")).toContainText("save your work as a file");
});

test("undo of an opened file brings back the name with the text, and redo the file", async ({ editor, page }) => {
  const name = page.locator(".document .name");
  const before = await name.textContent();
  await editor.openFile('{"id": "x"}', "other.json");
  await expect(name).toHaveText("other.json");
  await page.getByRole("button", { name: "Undo" }).click();
  await editor.expectText(EXAMPLE);
  await expect(name).toHaveText(before ?? "");
  await expect(page.locator(".document .state")).toHaveText("");
  await page.reload();
  await editor.ready();
  await expect(name).toHaveText(before ?? "");
  await editor.openFile('{"id": "x"}', "other.json");
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("button", { name: "Redo" }).click();
  await expect(name).toHaveText("other.json");
  await expect(page.locator(".document .state")).toHaveText("");
});

test("two tabs each keep their own work, and say that there is other", async ({ editor, page, context, baseURL }) => {
  await editor.field("Global speed").fill("44");
  const mine = EXAMPLE.replace(/: 45(?=,\n    "abandon)/, ": 44");
  await expect.poll(() => page.evaluate(() => localStorage.getItem("pacing.work.1") ?? "")).toContain(": 44");
  const other = new Editor(await context.newPage());
  await other.page.goto(baseURL ?? "");
  await other.ready();
  await other.retype("0.025", "0.019");
  const notice = page.locator(".notice");
  await expect(notice).toContainText("Another tab has newer work");
  // A reload neither takes what is there nor writes over it.
  await page.reload();
  await editor.ready();
  await editor.expectText(mine);
  await other.page.reload();
  await other.ready();
  await other.expectText(mine.replace("0.025", "0.019"));
  const third = new Editor(await context.newPage());
  await third.page.goto(baseURL ?? "");
  await third.ready();
  await third.expectText(mine.replace("0.025", "0.019"));
  await other.retype("0.019", "0.018");
  await expect(notice).toContainText("Another tab has newer work");
  await notice.getByRole("button", { name: "Take it over" }).click();
  await editor.expectText(mine.replace("0.025", "0.018"));
  await page.getByRole("button", { name: "Undo" }).click();
  await editor.expectText(mine);
});
