import type { Fix } from "pacing-core/slim";
import type { Session } from "../document/session.ts";
import { strings } from "../strings.ts";
import { h, prose, uniqueId } from "../ui/dom.ts";

/**
 * A button for a fix. One that changes a value shows what it would change and asks; one that does not is done at once.
 *
 * @param done - Called after the fix, when the button may be gone: here the caller puts the focus.
 */
export function fixButton(fix: Fix, session: Session, done: () => void = () => undefined): HTMLElement {
  const key = JSON.stringify(fix);
  const apply = (): void => {
    // A button that is still there while its problem is gone, such as in a tip, has places of an older text.
    if (!session.now.problems.some((problem) => JSON.stringify(problem.fix) === key)) return;
    session.edit(() => fix.edits, "input.fix");
    done();
  };
  const box = h("span", { class: "fix" });
  const ask = (): void => {
    const id = uniqueId("fix-ask");
    const { text } = session.now;
    const change = h("button", { type: "button", class: "small primary", "aria-describedby": id, onclick: apply }, strings.fix.apply);
    const keep = h("button", { type: "button", class: "small", onclick: () => offer().focus() }, strings.fix.keep);
    const question = h("span", { class: "fix-ask", id }, strings.fix.ask, " ", ...fix.edits.map((edit) => changed(text, edit)));
    box.replaceChildren(question, h("span", { class: "fix-answers" }, change, keep));
    box.addEventListener("keydown", ({ key }) => key === "Escape" && offer().focus(), { once: true });
    change.focus();
  };
  const offer = (): HTMLButtonElement => {
    const button = h("button", { type: "button", class: "small", onclick: fix.safety === "safe" ? apply : ask }, h("span", {}, ...prose(capital(fix.title))));
    box.replaceChildren(button);
    return button;
  };
  offer();
  return box;
}

function changed(text: string, { start, end, text: next }: Fix["edits"][number]): HTMLElement {
  // The comma that goes with a member says nothing to the reader.
  const shown = (part: string): string => part.replace(/^[\s,]+|[\s,]+$/g, "") || strings.fix.nothing;
  return h("span", { class: "change" }, h("del", {}, shown(text.slice(start, end))), " → ", h("ins", {}, shown(next)));
}

function capital(title: string): string {
  return title.charAt(0).toUpperCase() + title.slice(1);
}
