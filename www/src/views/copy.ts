import { strings } from "../strings.ts";
import type { Notices } from "./notices.ts";

/** Copies a text and says so on the button for a while. */
export async function copyText(text: string, button: HTMLButtonElement, notices: Notices): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    notices.show({ text: strings.notices.noCopy, severity: "warning" });
    return;
  }
  const content = [...button.childNodes];
  button.replaceChildren(strings.copied);
  setTimeout(() => button.replaceChildren(...content), 1500);
}
