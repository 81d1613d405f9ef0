/** What a {@link PacingError} is about. */
export type PacingErrorCode =
  /** An option that does not exist, or a value that it cannot have. */
  | "invalid-option"
  /** A text that is not JSON where a document is needed. */
  | "unreadable-text"
  /** An edit at a place that the document does not have. */
  | "no-such-place"
  /** An edit with something that is no JSON value. */
  | "not-a-value"
  /** `init` or `ready` has not been called, or not awaited. */
  | "not-ready"
  /** The browser refuses to compile the module; the message says what to do. */
  | "compilation-refused"
  /** A document with errors where a valid one is needed: only such a one is planned. */
  | "invalid-document"
  /** There is no durable place for an audit log; the message says what is missing. Without one nothing is changed. */
  | "log-unavailable"
  /** The module ended in the middle of a call. It has been replaced, and the next call works. */
  | "crashed";

/**
 * Why a call gave no answer. Problems of a document are never thrown: they are what a report says.
 *
 * @example
 * ```ts
 * try {
 *   edit.removeBand(text, 7);
 * } catch (error) {
 *   if (error instanceof PacingError && error.code === "no-such-place") console.log(error.message);
 * }
 * ```
 */
export class PacingError extends Error {
  /** For programs. */
  readonly code: PacingErrorCode;

  constructor(code: PacingErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = "PacingError";
    this.code = code;
  }
}

/** The argument as a string, or a `TypeError` that names it. */
export function needString(value: unknown, name: string): asserts value is string {
  if (typeof value !== "string") throw new TypeError(`\`${name}\` must be a string, this is ${kind(value)}`);
}

/** The word that messages use for a value. */
export function kind(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return "an array";
  const type = typeof value;
  return type === "object" || type === "undefined" ? `an ${type}` : `a ${type}`;
}
