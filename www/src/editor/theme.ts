import { HighlightStyle } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

/** Colours by variables of the page, so that one theme serves both schemes. */
export const theme = EditorView.theme({
  "&": { height: "100%", color: "var(--text)", backgroundColor: "var(--surface)", fontSize: "13px" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.6" },
  ".cm-content": { padding: "10px 0", caretColor: "var(--accent)" },
  ".cm-cursor": { borderLeftColor: "var(--accent)", borderLeftWidth: "2px" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    background: "var(--selection)",
  },
  ".cm-gutters": { backgroundColor: "var(--surface)", color: "var(--faint)", border: "none" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--line-active)" },
  ".cm-activeLineGutter": { color: "var(--muted)" },
  ".cm-matchingBracket, &.cm-focused .cm-matchingBracket": { backgroundColor: "var(--accent-soft)", outline: "1px solid var(--accent-line)" },
  ".cm-nonmatchingBracket, &.cm-focused .cm-nonmatchingBracket": { backgroundColor: "transparent", color: "var(--error)" },
  ".cm-selectionMatch": { backgroundColor: "var(--accent-soft)" },
  ".cm-searchMatch": { backgroundColor: "var(--warning-soft)", outline: "1px solid var(--warning)" },
  ".cm-foldPlaceholder": { backgroundColor: "var(--sunken)", border: "1px solid var(--line)", color: "var(--muted)", padding: "0 6px" },
  ".cm-panels": { backgroundColor: "var(--sunken)", color: "var(--text)", borderColor: "var(--line)" },
  ".cm-panel.cm-search": { fontFamily: "var(--sans)", padding: "8px" },
  ".cm-textfield": { backgroundColor: "var(--surface)", border: "1px solid var(--control-line)", borderRadius: "5px", color: "var(--text)" },
  ".cm-button": { backgroundImage: "none", backgroundColor: "var(--surface)", border: "1px solid var(--control-line)", borderRadius: "5px", color: "var(--text)" },
  ".cm-tooltip": { backgroundColor: "var(--raised)", color: "var(--text)", border: "1px solid var(--line)", borderRadius: "8px", boxShadow: "var(--shadow)", overflow: "hidden" },
  ".cm-tooltip-autocomplete ul li": { padding: "3px 10px !important" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--accent) !important", color: "var(--on-accent) !important" },
  ".cm-tooltip-autocomplete ul li[aria-selected] .cm-completionDetail": { color: "var(--on-accent)" },
  ".cm-completionDetail": { color: "var(--muted)", fontStyle: "normal", fontFamily: "var(--sans)" },
  ".cm-completionInfo": { maxWidth: "320px", padding: "8px 12px", fontFamily: "var(--sans)" },
  // Pictures of the lint package are data: addresses, which the page's policy refuses.
  ".cm-lintRange": { backgroundImage: "none !important", paddingBottom: "0", textDecorationSkipInk: "none", textUnderlineOffset: "3px" },
  ".cm-lintRange-error": { textDecoration: "underline wavy var(--error) 1px" },
  ".cm-lintRange-warning": { textDecoration: "underline wavy var(--warning) 1px" },
  ".cm-lintRange-info": { textDecoration: "underline dotted var(--info) 1.5px" },
  ".cm-lintRange-active": { backgroundColor: "var(--line-active)" },
  ".cm-gutter-lint": { width: "16px" },
  ".cm-lint-marker": { content: "none !important", width: "8px", height: "8px", margin: "6px 4px", borderRadius: "50%" },
  ".cm-lint-marker-error": { backgroundColor: "var(--error)" },
  ".cm-lint-marker-warning": { backgroundColor: "var(--warning)", borderRadius: "1px", transform: "rotate(45deg) scale(.85)" },
  ".cm-lint-marker-info": { backgroundColor: "var(--info)", borderRadius: "2px" },
  ".cm-tooltip-lint": { padding: "0", margin: "0" },
  ".cm-diagnostic": { padding: "10px 14px", margin: "0", border: "none", borderTop: "1px solid var(--line)", whiteSpace: "normal", fontFamily: "var(--sans)", maxWidth: "440px" },
  ".cm-diagnostic:first-child": { borderTop: "none" },
  ".cm-diagnosticSource": { display: "none" },
  ".linked-band": { backgroundColor: "var(--accent-soft)", borderRadius: "3px" },
});

export const colours = HighlightStyle.define([
  { tag: tags.propertyName, color: "var(--code-key)" },
  { tag: tags.string, color: "var(--code-string)" },
  { tag: tags.number, color: "var(--code-number)" },
  { tag: [tags.bool, tags.null], color: "var(--code-word)" },
  { tag: [tags.punctuation, tags.separator, tags.squareBracket, tags.brace], color: "var(--muted)" },
  { tag: tags.invalid, color: "var(--error)" },
]);
