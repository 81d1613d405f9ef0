import type { Session } from "./document/session.ts";
import type { Commands } from "./views/header.ts";
import { step } from "./views/navigation.ts";

/** Keys that work wherever the focus is. */
export function globalKeys(session: Session, { save, open }: Commands): void {
  addEventListener("keydown", (event) => {
    const { key, shiftKey, altKey } = event;
    const command = (event.ctrlKey || event.metaKey) && !altKey && !shiftKey;
    if (document.querySelector("dialog[open]")) return;
    if (key === "F8") step(session, shiftKey ? -1 : 1);
    else if (command && key.toLowerCase() === "s") save();
    else if (command && key.toLowerCase() === "o") open();
    else return;
    event.preventDefault();
  });
}
