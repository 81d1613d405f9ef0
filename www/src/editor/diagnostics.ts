import { type Diagnostic as Squiggle, lintGutter, setDiagnostics } from "@codemirror/lint";
import type { Extension } from "@codemirror/state";
import type { Diagnostic } from "pacing-core/slim";
import type { Session } from "../document/session.ts";
import { explanation } from "../views/explanation.ts";

/** Squiggles, marks in the gutter, and what is said on pointing at them: of the same report as everything else on the page. */
export function diagnostics(session: Session): Extension {
  session.subscribe((now, before) => {
    if (now.problems === before.problems) return;
    const { state } = session.view;
    session.view.dispatch(setDiagnostics(state, now.problems.map((problem) => squiggle(problem, session))));
  });
  return lintGutter({ hoverTime: 200 });
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
