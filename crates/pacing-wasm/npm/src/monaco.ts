/**
 * Markers for the Monaco editor.
 *
 * @packageDocumentation
 */

import type { Report } from "./types.js";

/** A marker as `monaco.editor.setModelMarkers` takes it. */
export interface MonacoMarker {
  /** `MarkerSeverity`: 8 for an error, 4 for a warning, 2 for an info. */
  severity: 8 | 4 | 2;
  code: string;
  source: string;
  message: string;
  startLineNumber: number;
  startColumn: number;
  endLineNumber: number;
  endColumn: number;
}

const SEVERITY = { error: 8, warning: 4, info: 2 } as const;

/**
 * The diagnostics of a report as markers.
 *
 * @example
 * ```ts
 * monaco.editor.setModelMarkers(model, "pacing", toMonaco(validateText(model.getValue())));
 * ```
 */
export function toMonaco(report: Pick<Report, "diagnostics">): MonacoMarker[] {
  return report.diagnostics.map(({ code, severity, message, help, range: { start, end } }) => ({
    severity: SEVERITY[severity],
    code,
    source: "pacing",
    message: `${message}\n${help}`,
    startLineNumber: start.line,
    startColumn: start.column,
    endLineNumber: end.line,
    endColumn: end.column,
  }));
}
