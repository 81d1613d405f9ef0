import { ApplyError, type Failure, PacingError } from "pacing-core/apply";

/** Why something failed, in the words of the package where it has some. */
export function failureOf(error: unknown): Pick<Failure, "message"> & Partial<Failure> {
  if (error instanceof ApplyError) return error;
  return { message: error instanceof Error ? error.message : String(error) };
}

/** Whether the person ended it. */
export function wasStopped(error: unknown): boolean {
  return error instanceof ApplyError && error.code === "stopped";
}

/** Whether something that was typed cannot be used. */
export function isSettings(error: unknown): boolean {
  return error instanceof PacingError && error.code === "invalid-option";
}
