/**
 * Diagnostics for CodeMirror 6, with fixes as actions.
 *
 * @packageDocumentation
 */

import type { Diagnostic, Fix, Report } from "./types.js";

/** What an action needs of an `EditorView`. */
export interface EditorLike {
  readonly state: { readonly doc: { toString(): string } };
  dispatch(change: { changes: { from: number; to: number; insert: string }[]; userEvent?: string }): void;
}

/** A diagnostic as `@codemirror/lint` has it. */
export interface CodeMirrorDiagnostic {
  from: number;
  to: number;
  severity: "error" | "warning" | "info";
  source: string;
  message: string;
  actions?: { name: string; apply(view: EditorLike, from: number, to: number): void }[];
}

/**
 * The diagnostics of a report for a linter of `@codemirror/lint`. An action changes nothing where the text is no longer the one that was checked; the linter
 * will have newer ones by then.
 *
 * @param text - The text that was checked.
 *
 * @example
 * ```ts
 * const pacing = linter((view) => {
 *   const text = view.state.doc.toString();
 *   return toCodeMirror(validateText(text), text);
 * });
 * ```
 */
export function toCodeMirror(report: Pick<Report, "diagnostics">, text: string): CodeMirrorDiagnostic[] {
  return report.diagnostics.map(({ code, severity, message, help, range, fix }: Diagnostic) => ({
    from: range.start.offset,
    to: range.end.offset,
    severity,
    source: code,
    message: `${message}\n${help}`,
    ...(fix ? { actions: [action(fix, text)] } : {}),
  }));
}

function action({ title, edits }: Fix, text: string): { name: string; apply(view: EditorLike): void } {
  const changes = edits.map(({ start, end, text }) => ({ from: start, to: end, insert: text }));
  return {
    name: title,
    apply(view) {
      if (view.state.doc.toString() === text) view.dispatch({ changes, userEvent: "input.fix" });
    },
  };
}
