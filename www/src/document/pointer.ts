import type { Diagnostic } from "pacing-core/slim";

/** JSON pointers (RFC 6901) of what the form shows. */
export const CONFIG = "/predictive_dialer_config";
export const BANDS = `${CONFIG}/pacing_rules`;
export const ID = "/id";
export const MAX_SPEED = `${CONFIG}/max_speed`;
export const THRESHOLD = `${CONFIG}/abandon_rate_threshold`;
export const RELOAD = `${CONFIG}/reload_on_update`;

/** The fields of a band, in the order of the form. */
export const BAND_FIELDS = ["agent_count_min", "agent_count_max", "max_speed"] as const;
export type BandField = (typeof BAND_FIELDS)[number];

export function bandPointer(index: number, field?: BandField): string {
  return field === undefined ? `${BANDS}/${index}` : `${BANDS}/${index}/${field}`;
}

/** The place in the form that a problem belongs to: something that is missing belongs where it should be. */
export function placeOf({ code, path, args }: Diagnostic): string {
  return code === "S004" ? `${path}/${args["field"]}` : path;
}

/** The band that a pointer leads into. */
export function bandOf(pointer: string): number | undefined {
  if (!pointer.startsWith(`${BANDS}/`)) return undefined;
  const index = Number.parseInt(pointer.slice(BANDS.length + 1), 10);
  return Number.isNaN(index) ? undefined : index;
}
