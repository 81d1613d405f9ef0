import axe from "axe-core";
import type { Page } from "@playwright/test";
import { expect } from "./editor.ts";

/** Finds nothing that keeps people out: names, roles, contrast and the like, of the rules of WCAG 2.2 up to AA and of good practice. */
export async function expectAccessible(page: Page, view: string): Promise<void> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run();
    return violations.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.map(({ target, failureSummary }) => `${target.join(" ")}: ${failureSummary ?? ""}`) }));
  });
  expect(found, view).toEqual([]);
}
