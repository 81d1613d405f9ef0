import * as v from "valibot";
import { matrixProblems } from "../matrix.mjs";

const whole = (minimum, maximum) => v.pipe(v.number(), v.integer(), v.minValue(minimum), v.maxValue(maximum));
const count = whole(1, 1_000_000);
const speed = whole(1, 100);
const band = v.object({ agent_count_min: count, agent_count_max: count, max_speed: speed });
const config = v.pipe(
  v.object({
    pacing_rules: v.pipe(v.array(band), v.minLength(1)),
    max_speed: speed,
    abandon_rate_threshold: v.pipe(v.number(), v.minValue(0), v.maxValue(0.03)),
    reload_on_update: v.optional(v.boolean()),
  }),
  v.rawCheck(({ dataset, addIssue }) => {
    if (dataset.typed) for (const [, message] of matrixProblems(dataset.value)) addIssue({ message });
  }),
);
const document = v.object({
  id: v.pipe(v.string(), v.regex(/^(?!\.{1,2}$)[A-Za-z0-9._~-]{1,128}$/)),
  type: v.literal("PREDICTIVE"),
  predictive_dialer_config: config,
});

/** The problems of a value, as `[path, code]`. */
export function problems(value) {
  const { success, issues } = v.safeParse(document, value);
  return success ? [] : issues.map(({ path, type }) => [path, type]);
}
