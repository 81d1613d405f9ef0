import type { Finding, Range } from "../types.js";
import type { ExitCode, Failure } from "./failure.js";
import type { Change } from "./plan.js";
import type { Note } from "./step.js";

/** How an apply ended, by `outcome`. */
export type Report = Applied | Unchanged | NotApplied | Refused | Unknown | Invalid;

/** The dialer holds the document. */
export interface Applied extends Run {
  outcome: "applied";
  /**
   * How that is known. `answerAndReading`: the platform said so, and reading shows it; `reading`: the answer was lost or unclear, and reading shows it;
   * `answer`: the platform said so, and the dialer could not be read again.
   */
  confirmed: "answerAndReading" | "reading" | "answer";
  /** Where the platform stored something else than was sent: `before` is sent, `after` is stored. */
  differs: Change[];
}

/** The dialer held the document already; nothing was sent. */
export interface Unchanged extends Run {
  outcome: "unchanged";
}

/** The dialer does not hold the document, and will not from this run. */
export interface NotApplied extends Run {
  outcome: "notApplied";
  /** Why. */
  error: Failure;
  /** After a conflict: what the document would change by now. */
  differs: Change[];
}

/** The plan was not confirmed; nothing was sent. */
export interface Refused extends Run {
  outcome: "refused";
}

/** The dialer may hold the document or not. */
export interface Unknown extends Run {
  outcome: "unknown";
  /** Why that is not known. */
  error: Failure;
  /** What the document would change by now, where that was read. */
  differs: Change[];
}

/** The document has errors. Nothing was asked of the platform; that it was refused is recorded. */
export interface Invalid extends Common {
  outcome: "invalid";
  /** The errors, in the order of the text. */
  errors: Problem[];
}

/** What every report says. */
interface Common {
  /** The exit code of the program `pacing-apply` for the same. */
  exit: ExitCode;
  /** The outcome in a sentence. */
  message: string;
  /** Why the audit log does not hold all of this, where it does not. */
  audit?: Failure;
}

/** What the report on a run with a valid document says. */
interface Run extends Common {
  /** The run, as in the audit log; absent where it could not begin, since another one has the dialer or the log cannot be read. */
  runId?: string;
  /** The dialer. */
  dialer: string;
  /** What the document would change, or did, as of the last reading before it was sent. */
  changes: Change[];
  /** The dialer's document before, where it was read. */
  before?: string;
  /** The dialer's document afterwards, where it was read. */
  after?: string;
  /** How often the document was sent. */
  attempts: number;
  /** How many requests were made to the platform. */
  exchanges: number;
  /** Where the event stands. */
  event: EventState;
  /** What became of changes that earlier runs had left open. */
  recovered: Recovered[];
  /** What became of events for this dialer that waited in the log already. */
  earlier: Delivered;
  /** What the browser kept from this program. */
  notes: Note[];
}

/** Where the event of a change stands. */
export interface EventState {
  /**
   * `none`: no receiver is set, or nothing was applied; `waiting`: it is in the log, and {@link deliver} sends it; `givenUp`: the receiver is gone for
   * good (410); `unwritten`: it could not be written into the log, so it was not sent.
   */
  state: "none" | "delivered" | "waiting" | "givenUp" | "unwritten";
  /** Why it waits. */
  problem?: string;
}

/** A change that an interrupted run had left open. */
export interface Recovered {
  /** The number of its intent in the log. */
  seq: number;
  /** The run that was interrupted. */
  runId: string;
  /** What became of it. */
  outcome: "applied" | "notApplied" | "unknown";
  /** The same in a sentence. */
  message: string;
}

/** What became of events that waited, by their ids. */
export interface Delivered {
  /** Those that the receiver took. */
  delivered: string[];
  /** Those whose receiver is gone for good (410). */
  givenUp: string[];
  /** Those that wait on. */
  waiting: WaitingEvent[];
}

/** An event that waits on. */
export interface WaitingEvent {
  /** Its id, the same at every delivery. */
  id: string;
  /** The dialer that was changed. */
  dialer?: string;
  /** Why it was not delivered. */
  problem: string;
}

/** An error of a document. */
export interface Problem extends Finding {
  /** Where it stands. */
  range: Range;
  /** The JSON pointer (RFC 6901). */
  path: string;
  /** What is wrong. */
  message: string;
  /** What to do about it. */
  help: string;
}
