import type { Link } from "../document/link.ts";
import type { Session } from "../document/session.ts";
import { strings } from "../strings.ts";
import { h, setAttribute, setText } from "../ui/dom.ts";
import type { Assuming } from "./assumptions.ts";

/** The place of the forecast. Its models are fetched when somebody wants them, so that the page does not wait for them. */
export function forecastView(session: Session, assuming: Assuming, link: Link): HTMLElement {
  const text = strings.forecast;
  const body = h("div", { id: "forecast", class: "forecast-body" });
  const toggle = h("button", { type: "button", class: "small", "aria-controls": body.id });
  const lead = h("span", { class: "hint" }, text.lead);
  let wanted: Promise<void> | undefined;

  const show = (): void => {
    const on = assuming.now !== undefined;
    setAttribute(toggle, "aria-expanded", String(on));
    setText(toggle, on ? text.close : text.open);
    lead.hidden = on;
    body.hidden = !on;
    // Not before the first verdict: that is what the page is opened for.
    if (on && session.now.editable) wanted ??= load();
  };
  const load = async (): Promise<void> => {
    body.replaceChildren(h("p", { class: "empty" }, text.loading));
    try {
      const [{ panel }, { ready }] = await Promise.all([import("./panel.ts"), import("pacing-core/forecast")]);
      await ready();
      body.replaceChildren(panel(session, assuming, link));
    } catch (error) {
      wanted = undefined;
      const reason = error instanceof Error ? error.message : String(error);
      const retry = h("button", { type: "button", class: "small", onclick: show }, strings.failed.retry);
      body.replaceChildren(h("p", { class: "trouble", role: "alert" }, text.failed(reason)), retry);
    }
  };
  toggle.addEventListener("click", () => assuming.turn(assuming.now === undefined));
  assuming.subscribe(show);
  session.subscribe(({ editable }, before) => editable !== before.editable && show());
  show();
  return h(
    "section",
    { class: "card forecast", "aria-labelledby": "forecast-title" },
    h("header", {}, h("h2", { id: "forecast-title" }, text.title), lead, toggle),
    body,
  );
}
