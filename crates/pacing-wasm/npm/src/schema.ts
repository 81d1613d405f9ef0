import { MAXIMUM, SCHEMA } from "./generated/schema.js";
import { PacingError } from "./error.js";
import type { ProfileId } from "./types.js";

/**
 * The JSON Schema (2020-12) of a document under a profile: for completion in editors such as VS Code. A schema cannot say that bands must not
 * overlap; everything that it can say, it says as the rules do.
 */
export function jsonSchema(profile: ProfileId = "us"): Record<string, unknown> {
  const maximum = Object.hasOwn(MAXIMUM, profile) ? MAXIMUM[profile] : undefined;
  if (maximum === undefined) throw new PacingError("invalid-option", `there is no profile \`${profile}\``);
  const schema = structuredClone(SCHEMA);
  schema.description = schema.description.replace("`us`", `\`${profile}\``);
  schema.properties.predictive_dialer_config.properties.abandon_rate_threshold.maximum = maximum;
  return schema;
}
