import { EditorView } from "@codemirror/view";
import type { Diagnostic } from "pacing-core/slim";
import type { Session } from "../document/session.ts";

export type View = "form" | "text" | "problems";

/** Shows one of the views, where there is no room for all. */
export function showView(view: View): void {
  document.body.dataset["view"] = view;
  document.dispatchEvent(new CustomEvent("pacing-view"));
}

export function shownView(): View {
  return (document.body.dataset["view"] ?? "form") as View;
}

/** Puts the caret to a problem. */
export function goTo({ range }: Pick<Diagnostic, "range">, session: Session): void {
  goToPlace(range.start.offset, range.end.offset, session);
}

/** Selects a piece of the text and shows it. */
export function goToPlace(from: number, to: number, { view }: Session): void {
  showView("text");
  const { length } = view.state.doc;
  const [anchor, head] = [Math.min(from, length), Math.min(to, length)];
  view.dispatch({ selection: { anchor, head }, effects: EditorView.scrollIntoView(anchor, { y: "center" }) });
  view.focus();
}

/** Goes to the next problem behind the caret, or to the one before it; round about at the ends. */
export function step(session: Session, direction: 1 | -1): void {
  const { problems } = session.now;
  const { from, to } = session.view.state.selection.main;
  const inOrder = [...problems].sort((a, b) => a.range.start.offset - b.range.start.offset);
  const here = inOrder.findIndex(({ range }) => range.start.offset === from && range.end.offset === to);
  let target: Diagnostic | undefined;
  // Two problems can stand at one place: from one of them it goes on by the list.
  if (here >= 0) target = inOrder.at((here + sameAs(inOrder, here, direction)) % inOrder.length);
  else if (direction === 1) target = inOrder.find(({ range }) => range.start.offset >= from) ?? inOrder[0];
  else target = inOrder.findLast(({ range }) => range.start.offset < from) ?? inOrder.at(-1);
  if (target) goTo(target, session);
}

/** How many steps it is to another place. */
function sameAs(problems: readonly Diagnostic[], from: number, direction: 1 | -1): number {
  const place = ({ range }: Diagnostic): string => `${range.start.offset}-${range.end.offset}`;
  for (let steps = 1; steps < problems.length; steps++) {
    const other = problems.at((from + direction * steps) % problems.length);
    if (other && place(other) !== place(problems[from] as Diagnostic)) return direction * steps;
  }
  return 0;
}
