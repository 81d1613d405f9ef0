import { strings } from "../strings.ts";
import { h } from "../ui/dom.ts";
import { icon } from "../ui/icons.ts";

export interface Notice {
  readonly text: string;
  readonly severity?: "info" | "warning" | "error";
  readonly action?: { readonly label: string; run(): void };
  /** Stays until it is dismissed. */
  readonly stays?: boolean;
}

/** Says what has happened, below on the page and to screen readers. */
export class Notices {
  readonly element = h("div", { class: "notices", role: "status" });

  show({ text, severity = "info", action, stays = false }: Notice): void {
    const notice = h("div", { class: `notice ${severity}` }, h("span", {}, text));
    const close = (): void => notice.remove();
    if (action) {
      const run = (): void => {
        close();
        action.run();
      };
      notice.append(h("button", { type: "button", class: "small", onclick: run }, action.label));
    }
    notice.append(h("button", { type: "button", class: "icon-only quiet", "aria-label": strings.notices.dismiss, onclick: close }, icon("close")));
    // One that asks for something stays beside what comes after it; of two that say the same, one is enough.
    for (const other of [...this.element.children]) if (!(other instanceof HTMLElement && "stays" in other.dataset) || other.firstElementChild?.textContent === text) other.remove();
    this.element.append(notice);
    if (stays || action) notice.dataset["stays"] = "";
    else passing(notice);
  }
}

/** Takes a notice away after a while, or when somebody goes on with the page that it lies over. */
function passing(notice: HTMLElement): void {
  const gone = new AbortController();
  const close = (): void => {
    notice.remove();
    gone.abort();
  };
  setTimeout(close, 8000);
  addEventListener("pointerdown", ({ target }) => !notice.contains(target as Node) && close(), { capture: true, signal: gone.signal });
}
