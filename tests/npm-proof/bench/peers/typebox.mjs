import { Type } from "typebox";
import { Compile } from "typebox/compile";
import { Settings } from "typebox/system";
import { matrixProblems } from "../matrix.mjs";

// It stops at 8 errors otherwise.
Settings.Set({ maxErrors: Number.MAX_SAFE_INTEGER });

const whole = (minimum, maximum) => Type.Integer({ minimum, maximum });
const band = Type.Object({
  agent_count_min: whole(1, 1_000_000),
  agent_count_max: whole(1, 1_000_000),
  max_speed: whole(1, 100),
});
const config = Type.Object({
  pacing_rules: Type.Array(band, { minItems: 1 }),
  max_speed: whole(1, 100),
  abandon_rate_threshold: Type.Number({ minimum: 0, maximum: 0.03 }),
  reload_on_update: Type.Optional(Type.Boolean()),
});
const document = Compile(
  Type.Object({
    id: Type.String({ pattern: "^(?!\\.{1,2}$)[A-Za-z0-9._~-]{1,128}$" }),
    type: Type.Literal("PREDICTIVE"),
    predictive_dialer_config: config,
  }),
);

/** The problems of a value, as `[path, code]`. */
export function problems(value) {
  if (!document.Check(value)) return [...document.Errors(value)].map(({ instancePath, keyword }) => [instancePath, keyword]);
  return matrixProblems(value.predictive_dialer_config);
}
