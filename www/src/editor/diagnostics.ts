import { type Diagnostic as Squiggle, lintGutter, setDiagnostics, setDiagnosticsEffect } from "@codemirror/lint";
import { EditorState, type Extension } from "@codemirror/state";
import type { Diagnostic } from "pacing-core/slim";
import type { Session } from "../document/session.ts";
import { explanation } from "../views/explanation.ts";

/**
 * Squiggles, marks in the gutter, and what is said on pointing at them: of the same report as everything else on the page. They come with the change itself, so
 * that a keystroke is one update of the view.
 */
export function diagnostics(session: Session): Extension {
  let shown: readonly Diagnostic[] = [];
  const squiggles = (problems: readonly Diagnostic[]): Squiggle[] => {
    shown = problems;
    return problems.map((problem) => squiggle(problem, session));
  };
  // Where there was no change, such as after another choice of law, and the first time.
  session.subscribe(({ problems }) => {
    // An update that changes nothing has the page laid out all the same.
    if (problems === shown || (problems.length === 0 && shown.length === 0)) return;
    session.view.dispatch(setDiagnostics(session.view.state, squiggles(problems)));
  });
  const withChange = EditorState.transactionExtender.of((transaction) => {
    if (!transaction.docChanged) return null;
    const problems = session.foresee(transaction.newDoc);
    return problems === undefined || problems === shown ? null : { effects: setDiagnosticsEffect.of(squiggles(problems)) };
  });
  return [withChange, lintGutter({ hoverTime: 200 })];
}

function squiggle(problem: Diagnostic, session: Session): Squiggle {
  const { code, severity, message, range } = problem;
  return {
    from: range.start.offset,
    to: range.end.offset,
    severity,
    source: code,
    message,
    renderMessage: () => explanation(problem, session),
  };
}
