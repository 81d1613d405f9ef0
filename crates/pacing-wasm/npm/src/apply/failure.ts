/** Why a run did not do what was asked. */
export type FailureCode =
  /** No request got an answer: the network, or the server's CORS policy, which a browser does not tell apart. */
  | "unreachable"
  /** The server failed. */
  | "failing"
  /** The server asks to come back later, and no attempt or no time is left. */
  | "rateLimited"
  /** The dialer was not ready within the polling time. */
  | "busy"
  /** The dialer had a new version at every attempt. */
  | "restless"
  /** The time for the run is over. */
  | "deadlineOver"
  /** The token endpoint refused the client. */
  | "tokenRefused"
  /** The token endpoint answered with something that holds no token. */
  | "tokenUnreadable"
  /** The token was refused (401). */
  | "unauthorized"
  /** The server refuses, and would again: 400, 403, 404, 422 and the like. */
  | "refused"
  /** A redirect; it is not followed. */
  | "redirected"
  /** An answer that is not the dialer, such as a login page. */
  | "malformed"
  /** Somebody else changed the dialer between reading and changing it (412). */
  | "conflict"
  /** The change was accepted, and reading does not show it. */
  | "notShown"
  /** The dialer holds neither what it held nor what was sent. */
  | "differs"
  /** Another tab or call changes the dialer. */
  | "locked"
  /** The run was told to end. */
  | "stopped"
  /** An earlier run was interrupted, and the dialer does not hold what it sent. */
  | "interrupted"
  /** What became of an interrupted change is not known, so nothing new is sent. */
  | "unresolved"
  /** The audit log cannot be read or written: without a record nothing is changed. */
  | "audit";

/** Why a run did not do what was asked, in words and for programs. No secret is in it. */
export interface Failure {
  /** For programs. */
  code: FailureCode;
  /** What is wrong. */
  message: string;
  /** What to check or do next. */
  advice?: string;
  /** The last HTTP status, where there was an answer. */
  status?: number;
  /** Not before this time (RFC 3339), where the server told one. */
  comeBack?: string;
}

/** What `readDialer`, `plan` and `recover` reject with where the platform or the log does not do what was asked. */
export class ApplyError extends Error implements Failure {
  readonly code: FailureCode;
  readonly advice?: string;
  readonly status?: number;
  readonly comeBack?: string;
  /** The exit code of the program `pacing-apply` for the same: see {@link ExitCode}. */
  readonly exit: ExitCode;

  constructor(failure: Failure, exit: ExitCode) {
    super(failure.message);
    this.name = "ApplyError";
    this.code = failure.code;
    if (failure.advice !== undefined) this.advice = failure.advice;
    if (failure.status !== undefined) this.status = failure.status;
    if (failure.comeBack !== undefined) this.comeBack = failure.comeBack;
    this.exit = exit;
  }
}

/**
 * The exit codes of the program `pacing-apply`: 0 applied or unchanged; 1 the document has errors; 2 settings; 3 refused or not applied; 4 unknown;
 * 5 applied, and the event waits; 6 the audit log cannot be written; 7 busy or rate limited past the deadline; 130 told to end.
 */
export type ExitCode = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 130;
