import type { Note } from "./step.js";

/** One value that differs. */
export interface Change {
  /** Its JSON pointer (RFC 6901); of a band, where it stands in the document that was sent. */
  path: string;
  /** The same in words, such as `band 1-10, max_speed`. */
  what: string;
  /** The one side as JSON text; absent where there is nothing. */
  before?: string;
  /** The other side as JSON text; absent where there is nothing. */
  after?: string;
}

/** A dialer as the platform holds it now. */
export interface Live {
  /** The document, as the platform sent it. */
  text: string;
  /** Its version (a strong ETag), where one is to be seen. Without one a change cannot be made conditional on it. */
  etag?: string;
  /** Its `status`, where it has one: `ACTIVE` and `IDLE` can be changed. */
  status?: string;
  /** What the browser kept from this program. */
  notes: Note[];
}

/** What a document would change. Compared are the fields that the document holds. */
export interface Plan {
  /** The dialer. */
  dialer: string;
  /** What it holds now. */
  live: Live;
  /** The document as it would be sent. */
  body: string;
  /** What would change: `before` is stored, `after` would be sent. Empty where the dialer holds it already. */
  changes: Change[];
  /** JSON pointers of fields that only the dialer has: a change may remove them. */
  onlyStored: string[];
}
