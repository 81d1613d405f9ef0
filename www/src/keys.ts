import type { Session } from "./document/session.ts";
import type { Commands } from "./views/header.ts";
import { step } from "./views/navigation.ts";

/** Keys that work wherever the focus is. */
export function globalKeys(session: Session, { save, open }: Commands): void {
  addEventListener("keydown", (event) => {
    const { key, shiftKey, altKey } = event;
    const command = (event.ctrlKey || event.metaKey) && !altKey && !shiftKey;
    const commands = new Map([["s", save], ["o", open]]);
    const run = key === "F8" ? () => step(session, shiftKey ? -1 : 1) : command ? commands.get(key.toLowerCase()) : undefined;
    // A dialog is looked for last: among the rows of many bands that takes longer than all else that a keystroke does here.
    if (!run || document.querySelector("dialog[open]")) return;
    run();
    event.preventDefault();
  });
}
