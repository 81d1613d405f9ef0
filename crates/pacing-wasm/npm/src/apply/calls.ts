import type { AuditLog } from "./log.js";
import type { ApplyOptions, DeliverOptions, PlanOptions, PlatformOptions, RecoverOptions } from "./options.js";
import type { Live, Plan } from "./plan.js";
import type { Delivered, Recovered, Report } from "./report.js";

/** The calls of `pacing-core/apply`. All that fail for want of a correct option reject with a `PacingError` of code `invalid-option`. */
export interface Calls {
  /**
   * Applies the document in `text` to its dialer: token, read, compare, confirm, record, send, read back, record, event. Resolves with a report
   * whatever became of it.
   */
  apply(text: string, options: ApplyOptions): Promise<Report>;
  /** What the document in `text` would change; changes and records nothing. Rejects with a `PacingError` of code `invalid-document`. */
  plan(text: string, options: PlanOptions): Promise<Plan>;
  /** What a dialer holds now. */
  readDialer(dialer: string, options: PlatformOptions): Promise<Live>;
  /** Closes the changes of a dialer that an interrupted run has left open in the log, by reading the dialer. `apply` begins with this. */
  recover(dialer: string, options: RecoverOptions): Promise<Recovered[]>;
  /** Sends the events that wait in the log. */
  deliver(options: DeliverOptions): Promise<Delivered>;
  /**
   * Opens the audit log of this name (`pacing_audit.log` where none is said) in IndexedDB. Rejects with a `PacingError` of code `log-unavailable`
   * where there is no IndexedDB or no Web Locks: without a log nothing is changed.
   */
  openLog(options?: { readonly name?: string }): Promise<AuditLog>;
  /** A log in memory: **not durable**, for Node and for tests. It is gone with the page or the program, and with it what it knew. */
  memoryLog(options?: { readonly name?: string; /** An exported log to go on from. */ readonly lines?: string; readonly checkpoint?: string }): AuditLog;
  /** Compiles the module in the background, where it is not compiled yet; the other calls do that by themselves. */
  ready(): Promise<void>;
}
