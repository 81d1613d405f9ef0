import { Ajv } from "ajv";
import { matrixProblems } from "../matrix.mjs";

const whole = (minimum, maximum) => ({ type: "integer", minimum, maximum });
const object = (properties, optional = []) => ({
  type: "object",
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
});

const band = object({
  agent_count_min: whole(1, 1_000_000),
  agent_count_max: whole(1, 1_000_000),
  max_speed: whole(1, 100),
});
const config = object(
  {
    pacing_rules: { type: "array", minItems: 1, items: band },
    max_speed: whole(1, 100),
    abandon_rate_threshold: { type: "number", minimum: 0, maximum: 0.03 },
    reload_on_update: { type: "boolean" },
  },
  ["reload_on_update"],
);
const document = object({
  id: { type: "string", pattern: "^(?!\\.{1,2}$)[A-Za-z0-9._~-]{1,128}$" },
  type: { const: "PREDICTIVE" },
  predictive_dialer_config: config,
});

const validate = new Ajv({ allErrors: true }).compile(document);

/** The problems of a value, as `[path, code]`. */
export function problems(value) {
  if (!validate(value)) return validate.errors.map(({ instancePath, keyword }) => [instancePath, keyword]);
  return matrixProblems(value.predictive_dialer_config);
}
