/** A header that the browser did not show, and what follows. */
export interface Note {
  /** `etag`: no change can be made conditional on what was read. `retry-after`: the own back-off is waited instead of what the server told. */
  header: "etag" | "retry-after";
  /** What it means, and what the server has to send (`Access-Control-Expose-Headers`), in a sentence. */
  message: string;
}

/** What every step has. */
interface Told {
  /** What happened, in a sentence: lower case, without a full stop. */
  message: string;
  /** How much it matters: `debug` is for those who look closely. */
  level: "debug" | "info" | "warning";
}

/** Something that happened during a run, for people to follow. Kinds may be added: show `message` for those that are not known. */
export type Step = Told &
  (
    | /** The document has no error. */ { kind: "validated"; dialer: string; warnings: number }
    | /** A token was got, good for so many seconds where the server says so. */ { kind: "token"; seconds?: number }
    | /** The server granted less than was asked for. */ { kind: "scopeSmaller"; missing: string[] }
    | /** The dialer was read. */ { kind: "read"; status?: string }
    | /** It was compared: so many fields differ, and only the dialer has these. */ { kind: "compared"; changes: number; onlyStored: string[] }
    | /** The dialer's version is not known, so nothing can depend on it. */ { kind: "unguarded" }
    | /** A record was made durable in the audit log. */ { kind: "audit"; record: string; seq: number }
    | /** A change of an interrupted run is looked into: the record of its intent. */ { kind: "recovering"; seq: number }
    | /** What became of it, in a sentence. */ { kind: "recovered"; seq: number; outcome: string }
    | /** The document is being sent, for the so-manyth time. */ { kind: "sending"; attempt: number }
    | /** A wait of so many seconds begins; `attempt` of `of` follows, 0 where attempts are not counted. */ {
        kind: "waiting";
        reason: WaitReason;
        seconds: number;
        attempt: number;
        of: number;
      }
    | /** What became of the change is found out by reading. */ { kind: "confirming" }
    | /** The dialer holds the document; `reload`: it takes it at once. */ { kind: "applied"; reload: boolean }
    | /** The dialer held it already. */ { kind: "unchanged" }
    | /** The event was sent, or was not. */ { kind: "event"; target: string; result: "delivered" | "waiting" | "givenUp" }
    | /** The browser did not show a header. */ { kind: "hidden"; header: Note["header"] }
  );

/** What a wait is for. */
export type WaitReason =
  /** The server asks to come back later (425, 429, 503). */
  | "later"
  /** Something failed that may pass. */
  | "failed"
  /** The dialer is neither `ACTIVE` nor `IDLE`. */
  | "status"
  /** The change was answered with 409. */
  | "conflict"
  /** The dialer has a new version of the same document (412). */
  | "newVersion"
  /** The change is not to be seen yet. */
  | "notShown"
  /** The receiver of events asked an earlier run to come back later. */
  | "asked";
