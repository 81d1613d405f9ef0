import { kind, PacingError } from "./error.js";
import type { Options } from "./types.js";

/** The options as the module reads them. */
export function policyOf(options: Options | undefined): string {
  if (options === undefined) return "{}";
  if (typeof options !== "object" || options === null) {
    throw new TypeError(`\`options\` must be an object, this is ${kind(options)}`);
  }
  try {
    return JSON.stringify(options);
  } catch (error) {
    throw new PacingError("invalid-option", "the options cannot be written as JSON", { cause: error });
  }
}
