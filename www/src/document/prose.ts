import type { RuleCode, RuleInfo } from "pacing-core/slim";

let rules: readonly RuleInfo[] = [];

/** Fetches the prose of the rules: it is read on pointing at a problem, and the page need not wait for it. */
export async function loadProse(): Promise<void> {
  rules = (await import("pacing-core/rules.json")).default as unknown as readonly RuleInfo[];
}

/** Why a rule matters; empty until the prose is there. */
export function whyOf(rule: RuleCode): string {
  return rules.find(({ code }) => code === rule)?.why ?? "";
}
