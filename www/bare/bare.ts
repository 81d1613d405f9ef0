// CodeMirror with JSON and nothing else: what the editor's times are compared with.

import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import { defaultHighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";

new EditorView({
  parent: document.body,
  doc: localStorage.getItem("text") ?? "",
  extensions: [lineNumbers(), history(), json(), syntaxHighlighting(defaultHighlightStyle), keymap.of([...defaultKeymap, ...historyKeymap])],
});
document.title = "ready";
