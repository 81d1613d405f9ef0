import { PROFILES } from "./generated/profiles.js";
import { RULES } from "./generated/rules.js";
import type { ProfileInfo, RuleInfo } from "./tables.js";
import type { RuleCode, RuleName } from "./types.js";

/** Every rule with its page, in the order of the codes. */
export function rules(): readonly RuleInfo[] {
  return RULES;
}

/** The page of a rule, by code or name; nothing where there is no such rule. */
export function explain(rule: RuleCode | RuleName | (string & {})): RuleInfo | undefined {
  return RULES.find(({ code, name }) => name === rule || code === String(rule).toUpperCase());
}

/** Every regulatory profile, the default first. Not legal advice: each needs legal review before it is relied on. */
export function profiles(): readonly ProfileInfo[] {
  return PROFILES;
}
