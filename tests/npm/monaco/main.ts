// The watcher and the fixes of the README on an editor. `window.markers` gives each marker's severity, code, the text that it covers, and the text
// that is related; `window.fix` asks for what an editor offers at a place, applies it and gives the titles.

import * as monaco from "monaco-editor";
import { fixes, watch } from "./monaco";

declare global {
  interface Window {
    markers(): [string, unknown, string, ...string[]][];
    fix(line: number): Promise<string[]>;
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
    .map(({ severity, code, relatedInformation = [], ...range }) => [
      monaco.MarkerSeverity[severity] ?? "",
      code,
      model.getValueInRange(range),
      ...relatedInformation.map((related) => model.getValueInRange(related)),
    ]);

window.fix = async (line) => {
  const range = new monaco.Range(line, 20, line, 20);
  const context = { markers: [], trigger: monaco.languages.CodeActionTriggerType.Invoke };
  const list = await fixes.provideCodeActions(model, range, context, new monaco.CancellationTokenSource().token);
  const actions = list?.actions ?? [];
  for (const edit of actions.flatMap(({ edit }) => edit?.edits ?? [])) {
    if ("textEdit" in edit && edit.versionId === model.getVersionId()) model.pushEditOperations([], [edit.textEdit], () => null);
  }
  return actions.map(({ title }) => title);
};
document.title = "done";
