import { FIELDS } from "./generated/fields.js";
import type { FieldInfo } from "./tables.js";

/** The fields that can stand in the object at a path. */
export function fieldsIn(path: readonly (string | number)[]): readonly FieldInfo[] {
  const object = objectAt(path);
  return FIELDS.filter((field) => field.object === object);
}

/** The field at a path. */
export function fieldAt(path: readonly (string | number)[]): FieldInfo | undefined {
  return fieldsIn(path.slice(0, -1)).find(({ name }) => name === path.at(-1));
}

function objectAt([config, rules, index, ...deeper]: readonly (string | number)[]): FieldInfo["object"] | undefined {
  if (config === undefined) return "document";
  if (config !== "predictive_dialer_config") return undefined;
  if (rules === undefined) return "predictive_dialer_config";
  return rules === "pacing_rules" && typeof index === "number" && deeper.length === 0 ? "band" : undefined;
}
