import { kind, PacingError } from "../error.js";
import type { Band } from "../types.js";

/** The bands of a document as far as they can be read: those whose three fields are numbers. */
export function bandsOf(document: unknown): Band[] {
  const value = typeof document === "string" ? parsed(document) : document;
  const list = Array.isArray(value) ? value : member(member(value, "predictive_dialer_config"), "pacing_rules");
  return Array.isArray(list) ? list.filter(isBand) : [];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new PacingError("unreadable-text", `the document is not JSON: ${error instanceof Error ? error.message : kind(error)}`, { cause: error });
  }
}

function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function isBand(value: unknown): value is Band {
  return ["agent_count_min", "agent_count_max", "max_speed"].every((name) => typeof member(value, name) === "number");
}
