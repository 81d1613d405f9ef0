import { type AuditLog, openLog } from "pacing-core/apply";
import { unmark } from "./marker.ts";

/** The audit log of this browser, opened once. */
export function auditLog(): Promise<AuditLog> {
  opened ??= openLog().catch((error: unknown) => {
    opened = undefined;
    throw error;
  });
  return opened;
}

/** Whether a change has no outcome yet; where none has, later visits are not asked to look. Without a log nothing was changed either. */
export async function isChangeOpen(): Promise<boolean> {
  const log = await auditLog().catch(() => undefined);
  const open = log === undefined ? 0 : (await log.open()).intents.length;
  if (open === 0) unmark();
  return open > 0;
}

let opened: Promise<AuditLog> | undefined;
