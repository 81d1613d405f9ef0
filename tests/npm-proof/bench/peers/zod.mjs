import { z } from "zod";
import { matrixProblems } from "../matrix.mjs";

const count = z.int().min(1).max(1_000_000);
const speed = z.int().min(1).max(100);
const band = z.object({ agent_count_min: count, agent_count_max: count, max_speed: speed });
const config = z
  .object({
    pacing_rules: z.array(band).min(1),
    max_speed: speed,
    abandon_rate_threshold: z.number().min(0).max(0.03),
    reload_on_update: z.boolean().optional(),
  })
  .superRefine((config, context) => {
    for (const [path, message] of matrixProblems(config)) context.addIssue({ code: "custom", path, message });
  });
const document = z.object({
  id: z.string().regex(/^(?!\.{1,2}$)[A-Za-z0-9._~-]{1,128}$/),
  type: z.literal("PREDICTIVE"),
  predictive_dialer_config: config,
});

/** The problems of a value, as `[path, code]`. */
export function problems(value) {
  const { success, error } = document.safeParse(value);
  return success ? [] : error.issues.map(({ path, code }) => [path, code]);
}
