import type { Session } from "../document/session.ts";
import { strings } from "../strings.ts";
import { h, setAttribute, setText } from "../ui/dom.ts";
import { showView, shownView, type View } from "./navigation.ts";

/** Where there is no room for all views: which one is shown. */
export function tabsView(session: Session): HTMLElement {
  const count = h("span", { class: "count" });
  const views: readonly View[] = ["form", "text", "problems"];
  const buttons = views.map((view) =>
    h("button", { type: "button", "data-to": view, onclick: () => showView(view) }, strings.views[view], view === "problems" ? count : undefined),
  );
  const show = (): void => {
    for (const button of buttons) setAttribute(button, "aria-pressed", String(button.dataset["to"] === shownView()));
  };
  document.addEventListener("pacing-view", show);
  session.subscribe(({ problems }) => {
    setText(count, problems.length === 0 ? "" : ` ${problems.length}`);
    count.hidden = problems.length === 0;
  });
  show();
  return h("nav", { class: "tabs", "aria-label": strings.views.label }, ...buttons);
}
