import { type Extension, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";
import type { Link } from "../document/link.ts";
import type { BandOutline } from "../document/outline.ts";
import type { Session } from "../document/session.ts";

/** Marks the band that is pointed at elsewhere, and points at the one under the pointer. */
export function bandLink(session: Session, link: Link): Extension {
  const set = StateEffect.define<BandOutline | undefined>();
  const mark = Decoration.mark({ class: "linked-band" });
  const field = StateField.define<DecorationSet>({
    create: () => Decoration.none,
    update(marks, { changes, effects }) {
      let now = marks.map(changes);
      for (const effect of effects) {
        if (!effect.is(set)) continue;
        now = effect.value ? Decoration.set(mark.range(effect.value.from, effect.value.to)) : Decoration.none;
      }
      return now;
    },
    provide: (field) => EditorView.decorations.from(field),
  });
  link.subscribe((band) => {
    const { obstacle, outline } = session.now;
    const found = band === undefined || obstacle ? undefined : outline.bands[band];
    session.view.dispatch({ effects: set.of(found) });
  });
  const pointer = EditorView.domEventHandlers({
    mousemove({ clientX: x, clientY: y }, view) {
      link.point(bandAt(session, view.posAtCoords({ x, y })));
    },
    mouseleave() {
      link.point(undefined);
    },
  });
  return [field, pointer];
}

/** The band that a place in the text belongs to. */
export function bandAt({ now: { obstacle, outline } }: Session, position: number | null): number | undefined {
  if (obstacle || position === null) return undefined;
  const found = outline.bands.findIndex(({ from, to }) => from <= position && position <= to);
  return found < 0 ? undefined : found;
}
