/**
 * Applies a checked pacing configuration to a dialer by `fetch`, with an audit log: `pacing-core/apply`.
 *
 * @module
 */
export { ready } from "./apply/engine.js";
export { ApplyError, type ExitCode, type Failure, type FailureCode } from "./apply/failure.js";
export type { AuditLog, AuditRecord, OpenEvent, OpenIntent, OpenItems, Verified } from "./apply/log.js";
export type {
  ApplyOptions,
  Auth,
  DeliverOptions,
  DocumentOptions,
  PlanOptions,
  PlatformOptions,
  RecoverOptions,
  Settings,
  Target,
  Trail,
  Webhook,
} from "./apply/options.js";
export { memoryLog, openLog } from "./apply/logs.js";
export type { Change, Live, Plan } from "./apply/plan.js";
export type {
  Applied,
  Delivered,
  EventState,
  Invalid,
  NotApplied,
  Problem,
  Recovered,
  Refused,
  Report,
  Unchanged,
  Unknown,
  WaitingEvent,
} from "./apply/report.js";
export { apply, deliver, plan, readDialer, recover } from "./apply/runs.js";
export type { Note, Step, WaitReason } from "./apply/step.js";
export { PacingError, type PacingErrorCode } from "./error.js";
export type { Finding, Level, ProfileId, Range, RuleCode, RuleName } from "./types.js";
