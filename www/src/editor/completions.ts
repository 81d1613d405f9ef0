import type { CompletionContext, CompletionResult, CompletionSource } from "@codemirror/autocomplete";
import { complete } from "pacing-core/slim";
import type { Session } from "../document/session.ts";

/** What the package knows could stand at the caret. */
export function completions(session: Session): CompletionSource {
  return ({ state, pos, explicit }: CompletionContext): CompletionResult | null => {
    if (session.now.checker.state !== "ready") return null;
    // Nobody needs help with a number, and to look for it means to read the whole text.
    if (!explicit && !/[\p{Letter}_"]/u.test(state.sliceDoc(pos - 1, pos))) return null;
    const found = complete(state.doc.toString(), pos);
    if (!found[0]) return null;
    const { start, end } = found[0].edit;
    // Where nothing is begun yet only when asked, so that Enter after a comma is a new line.
    if (start === pos && !explicit) return null;
    const options = found.map(({ label, detail, documentation, edit }) => ({
      label: edit.text,
      displayLabel: label,
      detail,
      info: documentation,
    }));
    return { from: start, to: end, options };
  };
}
