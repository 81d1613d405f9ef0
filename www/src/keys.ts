import type { Session } from "./document/session.ts";
import type { Commands } from "./views/header.ts";
import { step } from "./views/navigation.ts";

/** Keys that work wherever the focus is. */
export function globalKeys(session: Session, { save, open }: Commands): void {
  addEventListener("keydown", (event) => {
    const { key, shiftKey, altKey } = event;
    const command = (event.ctrlKey || event.metaKey) && !altKey && !shiftKey;
    const commands = new Map([["s", save], ["o", open]]);
    const run = key === "F8" ? () => step(session, shiftKey ? -1 : 1) : ((command ? commands.get(key.toLowerCase()) : undefined) ?? historyKey(event, session));
    // A dialog is looked for last: among the rows of many bands that takes longer than all else that a keystroke does here.
    if (!run || document.querySelector("dialog[open]")) return;
    run();
    event.preventDefault();
  });
}

/** What a key of undo or redo does, wherever it is pressed; nothing for other keys. */
function historyKey({ key, ctrlKey, metaKey, shiftKey, altKey, target, defaultPrevented }: KeyboardEvent, session: Session): (() => void) | undefined {
  const letter = key.toLowerCase();
  if (!(ctrlKey || metaKey) || altKey || defaultPrevented || (letter !== "z" && letter !== "y")) return undefined;
  // A field that is no part of the document has an undo of its own, of what is typed there.
  const own = target instanceof Element && target.closest("input[type=text], textarea, [contenteditable=true]") !== null && target.closest(".form") === null;
  if (own) return undefined;
  return () => (letter === "y" || shiftKey ? session.redo() : session.undo());
}
