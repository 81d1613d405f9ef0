/**
 * Diagnostics for servers of the Language Server Protocol.
 *
 * @packageDocumentation
 */

import type { Fix, Position, Report } from "./types.js";

/** A place as the protocol has it: from 0, in UTF-16 units, its default. */
export interface LspPosition {
  line: number;
  character: number;
}

/** A `Diagnostic` of the protocol. */
export interface LspDiagnostic {
  range: { start: LspPosition; end: LspPosition };
  /** `DiagnosticSeverity`: 1 for an error, 2 for a warning, 3 for an info. */
  severity: 1 | 2 | 3;
  code: string;
  source: string;
  message: string;
  /** The fix, for the code action that comes back with this diagnostic. */
  data?: Fix;
}

const SEVERITY = { error: 1, warning: 2, info: 3 } as const;

/**
 * The diagnostics of a report for `textDocument/publishDiagnostics`.
 *
 * @example
 * ```ts
 * connection.sendDiagnostics({ uri: document.uri, diagnostics: toLsp(validateText(document.getText())) });
 * ```
 */
export function toLsp(report: Pick<Report, "diagnostics">): LspDiagnostic[] {
  return report.diagnostics.map(({ code, severity, message, help, range, fix }) => ({
    range: { start: position(range.start), end: position(range.end) },
    severity: SEVERITY[severity],
    code,
    source: "pacing",
    message: `${message}\n${help}`,
    ...(fix ? { data: fix } : {}),
  }));
}

function position({ line, column }: Position): LspPosition {
  return { line: line - 1, character: column - 1 };
}
