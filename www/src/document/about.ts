import { invertedEffects } from "@codemirror/commands";
import { type Extension, StateEffect, StateField, type StateEffectType } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import type { Kept } from "./storage.ts";

/** What is kept of a document and is neither its text nor the law nor the forecast. */
export type About = Omit<Kept, "text" | "profile" | "forecast">;

/** Puts other facts in place of those about the document; with a change of the text it is undone with it. */
export const setAbout: StateEffectType<About> = StateEffect.define<About>();

/** Keeps the facts in the editor's history: undo of an opened file brings the name back with the text. */
export function aboutInHistory(now: () => About, changed: (about: About) => void): Extension {
  const field = StateField.define<About>({
    create: now,
    update: (about, { effects }) => effects.reduce((last, effect) => (effect.is(setAbout) ? effect.value : last), about),
  });
  return [
    field,
    invertedEffects.of(({ effects, startState }) => (effects.some((effect) => effect.is(setAbout)) ? [setAbout.of(startState.field(field))] : [])),
    EditorView.updateListener.of(({ state, startState }) => {
      const about = state.field(field);
      if (about !== startState.field(field)) changed(about);
    }),
  ];
}
