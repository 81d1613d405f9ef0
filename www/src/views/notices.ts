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
    this.element.replaceChildren(notice);
    if (!stays && !action) setTimeout(close, 8000);
  }
}
