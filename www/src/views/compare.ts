import { json } from "@codemirror/lang-json";
import { syntaxHighlighting } from "@codemirror/language";
import { MergeView, unifiedMergeView } from "@codemirror/merge";
import { EditorState, type Extension } from "@codemirror/state";
import { EditorView, lineNumbers } from "@codemirror/view";
import { diff } from "pacing-core/slim";
import { colours, theme } from "../editor/theme.ts";
import { strings } from "../strings.ts";
import { type Child, h } from "../ui/dom.ts";
import { showDialog } from "./dialog.ts";

interface Comparison {
  readonly title: string;
  readonly before: string;
  readonly after: string;
  /** What the two are called. */
  readonly labels?: readonly [before: string, after: string];
  /** What is to be said before the changes. */
  readonly lead?: readonly Child[];
  /** What can be done about them. */
  readonly foot?: Child;
}

/** Shows what changes from one text to another: in words, and side by side, or one below the other where there is no room. */
export function showCompare({ title, before, after, labels = [strings.compare.before, strings.compare.now], lead = [], foot }: Comparison): HTMLDialogElement {
  const place = h("div", { class: "merge" });
  const dialog = showDialog(title, "compare", h("div", { class: "changes", role: "region", "aria-label": strings.compare.list, tabindex: 0 }, ...lead, ...changes(before, after, labels)), place, foot);
  const view = matchMedia("(width < 900px)").matches ? oneBelow(place, before, after, labels[1]) : sideBySide(place, before, after, labels);
  dialog.addEventListener("close", () => view.destroy());
  return dialog;
}

function changes(before: string, after: string, labels: readonly [string, string]): Child[] {
  if (before === after) return [h("p", { class: "empty" }, strings.compare.none)];
  let found: ReturnType<typeof diff>;
  try {
    found = diff(before, after);
  } catch {
    return [h("p", { class: "hint" }, strings.compare.unreadable)];
  }
  if (found.length === 0) return [h("p", { class: "empty" }, strings.compare.same)];
  const value = (json: string | null, none: string): Child => h(json === null ? "em" : "code", {}, json ?? none);
  const rows = found.map(({ what, before, after }) =>
    h("li", {}, h("span", { class: "what" }, what), h("span", { class: "values" }, before === null ? value(null, strings.compare.added) : h("del", {}, before), " → ", after === null ? value(null, strings.compare.removed) : h("ins", {}, after))),
  );
  const [what, values] = strings.compare.columns(...labels);
  const head = h("div", { class: "change-columns" }, h("span", {}, what), h("span", {}, values));
  return [h("h3", {}, strings.compare.changes(found.length)), head, h("ul", {}, ...rows)];
}

function sideBySide(parent: HTMLElement, before: string, after: string, [then, now]: readonly [string, string]): MergeView {
  return new MergeView({
    parent,
    a: { doc: before, extensions: shown(then) },
    b: { doc: after, extensions: shown(now) },
    gutter: true,
    collapseUnchanged: { margin: 3, minSize: 6 },
  });
}

function oneBelow(parent: HTMLElement, before: string, after: string, label: string): EditorView {
  const merge = unifiedMergeView({ original: before, mergeControls: false, collapseUnchanged: { margin: 3, minSize: 6 } });
  return new EditorView({ parent, doc: after, extensions: [shown(label), merge] });
}

function shown(label: string): Extension {
  return [
    lineNumbers(),
    json(),
    syntaxHighlighting(colours),
    theme,
    EditorView.lineWrapping,
    EditorState.readOnly.of(true),
    EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0" }),
  ];
}
