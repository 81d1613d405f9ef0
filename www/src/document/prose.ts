import type { RuleCode, RuleInfo } from "pacing-core/slim";
import { strings } from "../strings.ts";

let rules: readonly RuleInfo[] = [];

/** Fetches the prose of the rules: it is read on pointing at a problem, and the page need not wait for it. */
export async function loadProse(): Promise<void> {
  rules = (await import("pacing-core/rules.json")).default as unknown as readonly RuleInfo[];
}

/** Why a rule matters; empty until the prose is there. */
export function whyOf(rule: RuleCode): string {
  return rules.find(({ code }) => code === rule)?.why ?? "";
}

/** What to do about a problem, where the package's words name a command of the program: here a panel says the same. */
export function helpOf(help: string): string {
  return help.replace(/`pacing-apply explain [^`]*`/, strings.profile.panel);
}
