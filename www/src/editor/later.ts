import { autocompletion, closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import type { Extension } from "@codemirror/state";
import { keymap } from "@codemirror/view";
import type { Session } from "../document/session.ts";
import { completions } from "./completions.ts";

/** What makes typing pleasant and is not needed to begin: it is fetched once the first check is done. */
export function laterExtensions(session: Session): Extension {
  return [
    autocompletion({ override: [completions(session)], icons: false }),
    closeBrackets(),
    highlightSelectionMatches(),
    keymap.of([...closeBracketsKeymap, ...searchKeymap]),
  ];
}
