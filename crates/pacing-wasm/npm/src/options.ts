import { kind } from "./error.js";
import type { Options } from "./types.js";

/** The options as the module reads them. */
export function policyOf(options: Options | undefined): string {
  if (options === undefined) return "{}";
  if (typeof options !== "object" || options === null) {
    throw new TypeError(`\`options\` must be an object, this is ${kind(options)}`);
  }
  return JSON.stringify(options);
}
