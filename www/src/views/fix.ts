import type { Diagnostic, TextEdit } from "pacing-core/slim";
import { type Remedy, remediesOf } from "../document/fixes.ts";
import type { Session } from "../document/session.ts";
import { strings } from "../strings.ts";
import { h, prose, uniqueId } from "../ui/dom.ts";

/**
 * Buttons for what can be done about a problem. A fix that changes a value shows what it would change and asks; one that does not is done at once.
 *
 * @param done - Called after the fix, when the button may be gone: here the caller puts the focus.
 */
export function fixButtons(problem: Diagnostic, session: Session, done: () => void): HTMLElement[] {
  return remediesOf(problem, session).map((remedy) => fixButton(problem, remedy, session, done));
}

/** The names of the buttons that a problem has by now: others are there once the package can edit. */
export function fixNames(problem: Diagnostic, session: Session): string {
  return remediesOf(problem, session)
    .map(({ title }) => title)
    .join("\n");
}

function fixButton(problem: Diagnostic, { title, safety }: Remedy, session: Session, done: () => void): HTMLElement {
  // The problem may have moved since the button was drawn, or be gone.
  const edits = (): readonly TextEdit[] => {
    const now = session.now.problems.find((now) => isSame(now, problem));
    const remedy = now && remediesOf(now, session).find((remedy) => remedy.title === title);
    return remedy?.edits() ?? [];
  };
  const apply = (): void => {
    session.edit(edits, "input.fix");
    done();
  };
  const box = h("span", { class: "fix" });
  const offer = (): HTMLButtonElement => {
    const button = h("button", { type: "button", class: "small", onclick: safety === "safe" ? apply : ask }, h("span", {}, ...prose(capital(title))));
    box.replaceChildren(button);
    return button;
  };
  const ask = (): void => {
    // One question at a time: with two, a person answers the wrong one.
    asking?.();
    asking = offer;
    const id = uniqueId("fix-ask");
    const { text } = session.now;
    const change = h("button", { type: "button", class: "small primary", "aria-describedby": id, onclick: apply }, strings.fix.apply);
    const keep = h("button", { type: "button", class: "small", onclick: () => offer().focus() }, strings.fix.keep);
    const question = h("span", { class: "fix-ask", id }, strings.fix.ask, " ", ...edits().map((edit) => changed(text, edit)));
    box.replaceChildren(question, h("span", { class: "fix-answers" }, change, keep));
    box.addEventListener("keydown", ({ key }) => key === "Escape" && offer().focus(), { once: true });
    change.focus();
  };
  offer();
  return box;
}

/** Takes back the question that was asked last; one that was answered, or whose problem is gone, is not hurt by it. */
let asking: (() => void) | undefined;

/** What makes a problem look the same wherever it stands. */
export function looksOf({ code, severity, message, help, fix }: Diagnostic): string {
  return [code, severity, message, help, fix?.safety, fix?.title].join("\n");
}

function isSame(one: Diagnostic, other: Diagnostic): boolean {
  return one.path === other.path && looksOf(one) === looksOf(other);
}

function changed(text: string, { start, end, text: next }: TextEdit): HTMLElement {
  // The comma that goes with a member says nothing to the reader.
  const shown = (part: string): string => part.replace(/^[\s,]+|[\s,]+$/g, "") || strings.fix.nothing;
  return h("span", { class: "change" }, h("del", {}, shown(text.slice(start, end))), " → ", h("ins", {}, shown(next)));
}

function capital(title: string): string {
  return title.charAt(0).toUpperCase() + title.slice(1);
}
