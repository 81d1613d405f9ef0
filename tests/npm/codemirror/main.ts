// An editor with the extension of the README, in the colours that the reader prefers. `?crlf` loads the document with lines that end with CRLF.

import { EditorState } from "@codemirror/state";
import { oneDark } from "@codemirror/theme-one-dark";
import { basicSetup, EditorView } from "codemirror";
import { pacing } from "./pacing";

declare global {
  interface Window {
    /** The text as it would be saved. */
    saved(): string;
  }
}

const TEXT = `{
  "id": "outbound-sales",
  "type": "PREDICTIVE",
  "predictive_dialer_config": {
    "owner": "Zoë 👩‍👩‍👧 😀", "pacing_rules": [{"agent_count_min": 1, "agent_count_max": 5, "max_speed": 10},
      {"agent_count_min": 6, "agent_count_max": 20, "max_speed": 25}],
    "max_speed": 45,
    "abandon_rate_threshold": 0.025
  }
}
`;

const crlf = location.search === "?crlf";
const dark = matchMedia("(prefers-color-scheme: dark)").matches;
const view = new EditorView({
  doc: crlf ? TEXT.replaceAll("\n", "\r\n") : TEXT,
  extensions: [basicSetup, pacing, dark ? oneDark : [], crlf ? EditorState.lineSeparator.of("\r\n") : []],
  parent: document.querySelector("main") ?? document.body,
});
window.saved = () => view.state.sliceDoc();
view.focus();
