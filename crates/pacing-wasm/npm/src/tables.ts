import type { ProfileId, RuleCode, RuleName } from "./generated/codes.js";
import type { Severity } from "./types.js";

/** A document that shows a rule, and what it is checked against. */
export interface Example {
  text: string;
  profile: ProfileId;
  /** The dialer that is addressed. */
  dialer?: string;
  /** What a forecast rests on, for a rule of `pacing-core/forecast`. */
  assumptions?: { answerRate: number; handleTime: number };
}

/** What a rule's page says. */
export interface RuleInfo {
  code: RuleCode;
  name: RuleName;
  /** Its weight unless a caller says otherwise. */
  severity: Severity;
  /** Where it comes from; the law as the profile `us` cites it. */
  source: string;
  /** What it does. */
  what: string;
  /** Why that is bad. */
  why: string;
  /** A document that gives exactly this diagnostic. */
  bad: Example;
  /** A document that gives none. */
  good: Example;
  /** What its fix does and how safe it is, where it has one. */
  fix?: { safety: "safe" | "unsafe"; what: string };
}

/** A jurisdiction's rule about abandoned calls, as far as a configuration can be checked against it. Not legal advice. */
export interface ProfileInfo {
  id: ProfileId;
  name: string;
  /** What kind of rule it is, such as `cap` or `no_safe_rate`. */
  kind: string;
  /** The largest share of abandoned calls, as a fraction, itself included; absent where there is none. */
  cap?: number;
  /** Within how many seconds an answered call must reach an agent. */
  connectLimitSeconds?: number;
  /** Where it is written. */
  citation: string;
  /** How sure that is. */
  evidence: string;
  /** What else is known: names and words. */
  facts: [name: string, fact: string][];
}

/** What an editor says of a field. */
export interface FieldInfo {
  /** The object that it stands in. */
  object: "document" | "predictive_dialer_config" | "band";
  /** Its key. */
  name: string;
  /** The type that it wants, in words. */
  expected: string;
  /** What it means. */
  description: string;
  /** A value, for someone who left it out. */
  example: string;
}
