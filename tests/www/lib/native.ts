import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";

/** The native program, which `cargo xtask test` builds before these tests. */
export const PROGRAM = process.env["PACING_APPLY"] ?? fileURLToPath(new URL("../../../target/debug/pacing-apply", import.meta.url));

/** Runs it to its end: what it printed, and its exit code. */
export function native(...args: string[]): Promise<{ code: number; out: string }> {
  return new Promise((resolve) => {
    execFile(PROGRAM, args, (error, stdout, stderr) => resolve({ code: typeof error?.code === "number" ? error.code : error ? -1 : 0, out: stdout + stderr }));
  });
}
