import type { Diagnostic, Fix } from "pacing-core/slim";
import type { Session } from "../document/session.ts";
import { strings } from "../strings.ts";
import { h, prose, uniqueId } from "../ui/dom.ts";

/**
 * A button for the fix of a problem; nothing where it has none. A fix that changes a value shows what it would change and asks; one that does not is done at once.
 *
 * @param done - Called after the fix, when the button may be gone: here the caller puts the focus.
 * @param fixOf - Finds the fix; the problem's own where nothing is said.
 */
export function fixButton(
  problem: Diagnostic,
  session: Session,
  done: () => void = () => undefined,
  fixOf: (problem: Diagnostic) => Fix | undefined = ({ fix }) => fix,
): HTMLElement | undefined {
  const fix = fixOf(problem);
  if (!fix) return undefined;
  // The problem may have moved since the button was drawn, or be gone.
  const edits = (): Fix["edits"] => {
    const now = session.now.problems.find((now) => isSame(now, problem));
    return (now && fixOf(now)?.edits) ?? [];
  };
  const apply = (): void => {
    session.edit(edits, "input.fix");
    done();
  };
  const box = h("span", { class: "fix" });
  const ask = (): void => {
    const id = uniqueId("fix-ask");
    const { text } = session.now;
    const change = h("button", { type: "button", class: "small primary", "aria-describedby": id, onclick: apply }, strings.fix.apply);
    const keep = h("button", { type: "button", class: "small", onclick: () => offer().focus() }, strings.fix.keep);
    const question = h("span", { class: "fix-ask", id }, strings.fix.ask, " ", ...edits().map((edit) => changed(text, edit)));
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

/** What makes a problem look the same wherever it stands. */
export function looksOf({ code, severity, message, help, fix }: Diagnostic): string {
  return [code, severity, message, help, fix?.safety, fix?.title].join("\n");
}

function isSame(one: Diagnostic, other: Diagnostic): boolean {
  return one.path === other.path && looksOf(one) === looksOf(other);
}

function changed(text: string, { start, end, text: next }: Fix["edits"][number]): HTMLElement {
  // The comma that goes with a member says nothing to the reader.
  const shown = (part: string): string => part.replace(/^[\s,]+|[\s,]+$/g, "") || strings.fix.nothing;
  return h("span", { class: "change" }, h("del", {}, shown(text.slice(start, end))), " → ", h("ins", {}, shown(next)));
}

function capital(title: string): string {
  return title.charAt(0).toUpperCase() + title.slice(1);
}
