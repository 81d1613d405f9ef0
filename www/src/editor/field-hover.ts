import type { Extension } from "@codemirror/state";
import { hoverTooltip } from "@codemirror/view";
import { hover } from "pacing-core/slim";
import type { Session } from "../document/session.ts";
import { h, prose } from "../ui/dom.ts";

/** What a field means, where nothing is wrong with it: a problem has more to say. */
export function fieldHover(session: Session): Extension {
  return hoverTooltip(({ state }, position) => {
    const problem = session.now.problems.some(({ range: { start, end } }) => start.offset <= position && position <= end.offset);
    const about = problem ? undefined : hover(state.doc.toString(), position);
    if (!about) return null;
    const paragraphs = about.contents.split("\n\n").map((paragraph) => h("p", {}, ...prose(paragraph)));
    const dom = h("div", { class: "field-hover" }, ...paragraphs);
    return { pos: about.start, end: about.end, create: () => ({ dom }) };
  });
}
