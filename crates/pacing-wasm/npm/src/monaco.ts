/**
 * Markers and quick-fixes for the Monaco editor.
 *
 * @packageDocumentation
 */

import type { Diagnostic, Range, Report } from "./types.js";

/** A piece of the text as Monaco has it. */
export interface MonacoRange {
  startLineNumber: number;
  startColumn: number;
  endLineNumber: number;
  endColumn: number;
}

/** A marker as `monaco.editor.setModelMarkers` takes it; `Uri` is Monaco's own. */
export interface MonacoMarker<Uri = never> extends MonacoRange {
  /** `MarkerSeverity`: 8 for an error, 4 for a warning, 2 for an info. */
  severity: 8 | 4 | 2;
  code: string;
  source: string;
  message: string;
  /** The other place that belongs to it, such as the band that is run into. */
  relatedInformation?: ({ resource: Uri; message: string } & MonacoRange)[];
}

/** What an action needs of an `ITextModel`. */
export interface MonacoModel<Uri> {
  readonly uri: Uri;
  getVersionId(): number;
  getPositionAt(offset: number): { lineNumber: number; column: number };
}

/** A `CodeAction` of Monaco: a fix, and the marker that it mends. */
export interface MonacoAction<Uri> {
  title: string;
  kind: "quickfix";
  diagnostics: MonacoMarker<Uri>[];
  /** Refused by Monaco where the text is no longer the one that was checked. */
  edit: { edits: { resource: Uri; versionId: number; textEdit: { range: MonacoRange; text: string } }[] };
}

const SEVERITY = { error: 8, warning: 4, info: 2 } as const;

/**
 * The diagnostics of a report as markers.
 *
 * @param resource - The model's `uri`; with it, markers name the other place that belongs to them.
 *
 * @example
 * ```ts
 * monaco.editor.setModelMarkers(model, "pacing", toMonaco(validateText(model.getValue()), model.uri));
 * ```
 */
export function toMonaco<Uri = never>(report: Pick<Report, "diagnostics">, resource?: Uri): MonacoMarker<Uri>[] {
  return report.diagnostics.map((diagnostic) => marker(diagnostic, resource));
}

/**
 * The fixes of a report as code actions, for a `CodeActionProvider`.
 *
 * @param report - The report on the model's text.
 * @param range - Only the fixes of what touches it.
 *
 * @example
 * ```ts
 * monaco.languages.registerCodeActionProvider("json", {
 *   provideCodeActions: (model, range) => ({ actions: toMonacoActions(validateText(model.getValue()), model, range), dispose() {} }),
 * });
 * ```
 */
export function toMonacoActions<Uri>(report: Pick<Report, "diagnostics">, model: MonacoModel<Uri>, range?: MonacoRange): MonacoAction<Uri>[] {
  const { uri: resource } = model;
  const versionId = model.getVersionId();
  const place = (start: number, end: number): MonacoRange => {
    const [from, to] = [model.getPositionAt(start), model.getPositionAt(end)];
    return { startLineNumber: from.lineNumber, startColumn: from.column, endLineNumber: to.lineNumber, endColumn: to.column };
  };
  return report.diagnostics.flatMap((diagnostic) => {
    const { fix } = diagnostic;
    if (!fix || (range && !touch(placeOf(diagnostic.range), range))) return [];
    const edits = fix.edits.map(({ start, end, text }) => ({ resource, versionId, textEdit: { range: place(start, end), text } }));
    return [{ title: fix.title, kind: "quickfix" as const, diagnostics: [marker(diagnostic, resource)], edit: { edits } }];
  });
}

function marker<Uri>({ code, severity, message, help, range, related }: Diagnostic, resource: Uri | undefined): MonacoMarker<Uri> {
  return {
    severity: SEVERITY[severity],
    code,
    source: "pacing",
    message: `${message}\n${help}`,
    ...placeOf(range),
    ...(related && resource !== undefined ? { relatedInformation: [{ resource, message: related.path, ...placeOf(related.range) }] } : {}),
  };
}

function placeOf({ start, end }: Range): MonacoRange {
  return { startLineNumber: start.line, startColumn: start.column, endLineNumber: end.line, endColumn: end.column };
}

/** Whether neither stands wholly before the other. */
function touch(one: MonacoRange, other: MonacoRange): boolean {
  return !isBefore(one, other) && !isBefore(other, one);
}

function isBefore(one: MonacoRange, other: MonacoRange): boolean {
  return one.endLineNumber - other.startLineNumber < 0 || (one.endLineNumber === other.startLineNumber && one.endColumn < other.startColumn);
}
