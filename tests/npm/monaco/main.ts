// The watcher of the README on an editor. `window.markers` gives each marker's severity, code, and the text that it covers.

import * as monaco from "monaco-editor";
import { watch } from "./monaco";

declare global {
  interface Window {
    markers(): [string, unknown, string][];
  }
}

const TEXT = `{"id": "a", "type": "PREDICTIVE", "predictive_dialer_config": {"reload_on_update": true,
  "max_speed": 45, "abandon_rate_threshold": 0.025, "note": "👩‍👩‍👧😀", "pacing_rules": [{"agent_count_min": 1, "agent_count_max": 5, "max_speed": 10},
  {"agent_count_min": 5, "agent_count_max": 20, "max_speed": 25}]}}`;

const main = document.querySelector("main");
const model = monaco.editor.createModel(TEXT.replaceAll("\n", "\r\n"), "plaintext");
if (main) monaco.editor.create(main, { model });
watch(model);

window.markers = () =>
  monaco.editor
    .getModelMarkers({ owner: "pacing" })
    .map(({ severity, code, ...range }) => [monaco.MarkerSeverity[severity] ?? "", code, model.getValueInRange(range)]);
document.title = "done";
