import { defaultKeymap, historyKeymap } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import { bracketMatching, foldGutter, indentOnInput, syntaxHighlighting } from "@codemirror/language";
import { EditorState, type Extension, StateEffect } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, highlightSpecialChars, keymap, lineNumbers } from "@codemirror/view";
import type { Link } from "../document/link.ts";
import type { Session } from "../document/session.ts";
import { strings } from "../strings.ts";
import { bandLink } from "./band-link.ts";
import { diagnostics } from "./diagnostics.ts";
import { fieldHover } from "./field-hover.ts";
import { steps } from "./steps.ts";
import { colours, theme } from "./theme.ts";

/** The editor with the text, which is the state of the whole page. */
export function createEditor(parent: HTMLElement, session: Session, link: Link, ...more: Extension[]): EditorView {
  return new EditorView({
    parent,
    state: EditorState.create({
      doc: session.now.text,
      extensions: [
        lineNumbers(),
        foldGutter(),
        diagnostics(session),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        highlightSpecialChars(),
        steps(),
        drawSelection(),
        indentOnInput(),
        bracketMatching(),
        json(),
        syntaxHighlighting(colours),
        theme,
        fieldHover(session),
        bandLink(session, link),
        more,
        EditorState.tabSize.of(2),
        EditorView.contentAttributes.of({ "aria-label": strings.editor.label, tabindex: "0" }),
        // Tab leaves the editor: it must not be a trap for those who have no mouse.
        keymap.of([...defaultKeymap, ...historyKeymap]),
        EditorView.updateListener.of((update) => session.updated(update)),
      ],
    }),
  });
}

/** Adds to the editor what it can begin without. */
export async function completeEditor(session: Session): Promise<void> {
  const { laterExtensions } = await import("./later.ts");
  session.view.dispatch({ effects: StateEffect.appendConfig.of(laterExtensions(session)) });
}
