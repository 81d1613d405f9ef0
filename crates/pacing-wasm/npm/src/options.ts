import { kind, PacingError } from "./error.js";
import type { Options } from "./types.js";

/** The options as the module reads them. */
export function policyOf(options: Options | undefined): string {
  if (options === undefined) return "{}";
  if (typeof options !== "object" || options === null) {
    throw new TypeError(`\`options\` must be an object, this is ${kind(options)}`);
  }
  let policy: string | undefined;
  try {
    policy = JSON.stringify(options) as string | undefined;
  } catch (error) {
    throw new PacingError("invalid-option", "the options cannot be written as JSON", { cause: error });
  }
  // What an object says of itself as JSON may be anything.
  if (!policy?.startsWith("{")) throw new PacingError("invalid-option", "the options must be an object of names and values");
  return policy;
}
