/**
 * The audit log: what was done to dialers, each record chained to the one before it. In the same format as the program's (`docs/audit-format.md`), and
 * what {@link AuditLog.export} gives is a file that `pacing-apply audit verify` accepts.
 */
export interface AuditLog {
  /** Its name; the same name is the same log in all tabs of an origin. */
  readonly name: string;
  /** Whether what is recorded is still there after the page or the program has ended. */
  readonly durable: boolean;
  /** All lines, each with its newline: canonical JSON. Empty where nothing was recorded yet. */
  export(): Promise<string>;
  /** The checkpoint that belongs beside an exported file, as `FILE.checkpoint`; nothing where nothing was recorded yet. */
  checkpoint(): Promise<string | undefined>;
  /** All records, oldest first. */
  records(): Promise<AuditRecord[]>;
  /** What waits: changes without an outcome, and events that were not delivered. */
  open(): Promise<OpenItems>;
  /** Reads the log from end to end and checks form, hashes, order and links, and that it holds what its checkpoint counts. */
  verify(): Promise<Verified>;
  /** Gives back what the handle holds. The log stays. */
  close(): void;
}

/** A record: what every kind has. The other members depend on the kind and stand in `docs/audit-format.md`. */
export interface AuditRecord {
  /** Counts the records from 1. */
  readonly seq: number;
  /** What kind of record it is. */
  readonly kind: "intent" | "attempt" | "outcome" | "webhook" | "recovery";
  /** Its id. */
  readonly audit_id: string;
  /** When it was written (RFC 3339, UTC). */
  readonly timestamp: string;
  /** The run that wrote it. */
  readonly run_id: string;
  /** The dialer; `null` or absent where none was named. */
  readonly dialer_id?: string | null;
  /** Everything else. */
  readonly [member: string]: unknown;
}

/** What a log still waits for. */
export interface OpenItems {
  /** Changes without an outcome: of a run that goes on in another tab, or that was interrupted. `apply` for the same dialer and `recover` close them. */
  intents: OpenIntent[];
  /** Events that were not delivered yet; `deliver` sends them. */
  events: OpenEvent[];
}

/** A change without an outcome. */
export interface OpenIntent {
  /** The number of its record. */
  seq: number;
  /** Its run. */
  runId: string;
  /** When it was begun. */
  timestamp: string;
  /** The dialer. */
  dialer?: string;
  /** Scheme, host and port of the platform. */
  server?: string;
}

/** An event that was not delivered yet. */
export interface OpenEvent {
  /** Its id. */
  id: string;
  /** The dialer that was changed. */
  dialer?: string;
  /** Scheme, host and port of its receiver. */
  target: string;
  /** How often it was sent. */
  attempts: number;
}

/** What a verification found. */
export interface Verified {
  /** Whether every line holds. */
  holds: boolean;
  /** How many records there are, up to the first line that does not hold. */
  records: number;
  /** Applied changes among them. */
  applied: number;
  /** What protects the newest lines from being cut off unseen, in a sentence. */
  tail: string;
  /** What is wrong with the first line that does not hold. */
  problem?: string;
}
