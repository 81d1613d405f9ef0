import { type AuditLog, openLog } from "pacing-core/apply";

/** The audit log of this browser, opened once. */
export function auditLog(): Promise<AuditLog> {
  opened ??= openLog().catch((error: unknown) => {
    opened = undefined;
    throw error;
  });
  return opened;
}

let opened: Promise<AuditLog> | undefined;
