import { EXAMPLE, expect, test } from "./lib/editor.ts";

test.use({ said: /ERR_FAILED|Failed to load resource|preload/ });

test("a module that does not load is said, typing goes on, and a retry checks what was typed", async ({ editor, page }) => {
  let blocked = true;
  await page.route("**/*.wasm", (route) => (blocked ? route.abort() : route.continue()));
  await page.reload();
  const failure = page.getByRole("alert");
  await expect(failure).toContainText("The checks do not run");
  await expect(failure).toContainText(/pacing_core.*\.wasm could not be downloaded: .*fetch/);
  // Nothing says that it is valid: not the verdict, not what is read out, not the title, not the list.
  await expect(editor.status).toHaveText("Not checked");
  await expect(page.locator(".status [role=status]")).toHaveText("Not checked");
  await expect(page).toHaveTitle(/^Not checked/);
  await expect(page.locator(".problems-panel")).toContainText("The checks do not run");
  await editor.retype("0.025", "2.5");
  await editor.expectText(EXAMPLE.replace("0.025", "2.5"));
  // Still the true reason, after a keystroke that could not be checked.
  await expect(failure).toContainText("could not be downloaded");
  await expect(editor.status).toHaveText("Not checked");
  await expect(editor.field("Global speed")).toBeDisabled();
  await page.reload();
  await expect(failure).toBeVisible();
  await editor.expectText(EXAMPLE.replace("0.025", "2.5"));
  blocked = false;
  await failure.getByRole("button", { name: "Try again" }).click();
  await expect(failure).toBeHidden();
  await expect(editor.status).toHaveText("1 error");
  await expect(editor.field("Global speed")).toBeEnabled();
});

test("without the module that edits there are verdicts, the form waits, and a retry brings it", async ({ editor, page }) => {
  let blocked = true;
  await page.route("**/pacing_edit*.wasm", (route) => (blocked ? route.abort() : route.continue()));
  await page.reload();
  const failure = page.getByRole("alert");
  await expect(failure).toContainText("The form cannot be used");
  await expect(failure).toContainText(/pacing_edit.*\.wasm could not be downloaded/);
  await expect(editor.status).toHaveText("Valid");
  await editor.retype("0.025", "2.5");
  await expect(editor.problems).toHaveCount(1);
  await expect(failure).toBeVisible();
  await expect(editor.field("Global speed")).toBeDisabled();
  blocked = false;
  await failure.getByRole("button", { name: "Try again" }).click();
  await expect(editor.field("Global speed")).toBeEnabled();
  await expect(failure).toBeHidden();
  await expect(editor.status).toHaveText("1 error");
});

test("a module that traps is said, and the next keystroke checks again", async ({ editor, page }) => {
  // The module has no way to trap that is known; this one is given one.
  await page.addInitScript(() => {
    const instantiate = WebAssembly.instantiate.bind(WebAssembly);
    const trapping = async (module: WebAssembly.Module, imports?: WebAssembly.Imports): Promise<unknown> => {
      const { exports } = await instantiate(module, imports);
      const check = exports["check"] as (...numbers: number[]) => number;
      const wrapped = (...numbers: number[]): number => {
        if ((globalThis as { trap?: boolean }).trap) throw new WebAssembly.RuntimeError("unreachable");
        return check(...numbers);
      };
      return { exports: { ...exports, check: wrapped } };
    };
    WebAssembly.instantiate = trapping as unknown as typeof WebAssembly.instantiate;
  });
  await page.reload();
  await editor.ready();
  await page.evaluate(() => ((globalThis as { trap?: boolean }).trap = true));
  await editor.retype("0.025", "2");
  await expect(page.getByRole("alert")).toContainText("pacing-core failed in the middle of a call");
  await editor.expectText(EXAMPLE.replace("0.025", "2"));
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("alert")).toBeHidden();
  await expect(editor.status).toHaveText("1 error");
});
