/**
 * Diagnostics for servers of the Language Server Protocol.
 *
 * @packageDocumentation
 */

import type { Fix, Position, Range, Report } from "./types.js";

/** A place as the protocol has it: from 0, in UTF-16 units, its default. */
export interface LspPosition {
  line: number;
  character: number;
}

/** A piece of the text. */
export interface LspRange {
  start: LspPosition;
  end: LspPosition;
}

/** A `Diagnostic` of the protocol. */
export interface LspDiagnostic {
  range: LspRange;
  /** `DiagnosticSeverity`: 1 for an error, 2 for a warning, 3 for an info. */
  severity: 1 | 2 | 3;
  code: string;
  source: string;
  message: string;
  /** The other place that belongs to it, such as the band that is run into. */
  relatedInformation?: { location: { uri: string; range: LspRange }; message: string }[];
  /** The fix, for the code action that comes back with this diagnostic. */
  data?: Fix;
}

const SEVERITY = { error: 1, warning: 2, info: 3 } as const;

/**
 * The diagnostics of a report for `textDocument/publishDiagnostics`.
 *
 * @param uri - The document's; with it, diagnostics name the other place that belongs to them.
 *
 * @example
 * ```ts
 * const { uri } = document;
 * connection.sendDiagnostics({ uri, diagnostics: toLsp(validateText(document.getText()), uri) });
 * ```
 */
export function toLsp(report: Pick<Report, "diagnostics">, uri?: string): LspDiagnostic[] {
  return report.diagnostics.map(({ code, severity, message, help, range, related, fix }) => ({
    range: rangeOf(range),
    severity: SEVERITY[severity],
    code,
    source: "pacing",
    message: `${message}\n${help}`,
    ...(related && uri !== undefined
      ? { relatedInformation: [{ location: { uri, range: rangeOf(related.range) }, message: related.path }] }
      : {}),
    ...(fix ? { data: fix } : {}),
  }));
}

function rangeOf({ start, end }: Range): LspRange {
  return { start: position(start), end: position(end) };
}

function position({ line, column }: Position): LspPosition {
  return { line: line - 1, character: column - 1 };
}
