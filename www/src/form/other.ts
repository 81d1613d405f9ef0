import type { Diagnostic } from "pacing-core/slim";
import { BAND_FIELDS, BANDS, bandOf, bandPointer, ID, MAX_SPEED, placeOf, RELOAD, THRESHOLD } from "../document/pointer.ts";
import type { Session } from "../document/session.ts";
import { strings } from "../strings.ts";
import { h } from "../ui/dom.ts";
import { Messages } from "./field.ts";
import type { Touched } from "./touched.ts";

const SHOWN = new Set([ID, MAX_SPEED, THRESHOLD, RELOAD, BANDS]);

/** Problems of what has no field in the form, such as the type of the dialer: nobody should have to look for them elsewhere. */
export function otherView(session: Session, touched: Touched): HTMLElement {
  const messages = new Messages(session);
  const title = h("h2", { tabindex: -1 }, strings.form.other);
  const element = h("section", { class: "card other", hidden: true }, title, messages.element);
  session.subscribe(({ problems, obstacle }) => {
    const others = obstacle ? [] : problems.filter((problem) => isOther(problem) && touched.has(placeOf(problem)));
    messages.show(others, () => title.focus());
    element.hidden = others.length === 0;
  });
  return element;
}

function isOther(problem: Diagnostic): boolean {
  const place = placeOf(problem);
  if (SHOWN.has(place)) return false;
  const band = bandOf(place);
  return band === undefined || ![bandPointer(band), ...BAND_FIELDS.map((field) => bandPointer(band, field))].includes(place);
}
