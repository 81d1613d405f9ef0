import { h, prose } from "../ui/dom.ts";
import { connection } from "./connection.ts";
import { Input } from "./inputs.ts";
import { strings } from "./strings.ts";

/** Who and why, for the audit log. */
export class ConfirmForm {
  readonly element: HTMLElement;
  /** Why, as it was typed. */
  reason = "";
  readonly #actor: Input;

  constructor(dialer: string) {
    const text = strings.plan;
    this.#actor = new Input({ label: text.actor, hint: text.actorHint, value: connection.actor, set: (value) => (connection.actor = value) });
    const reason = new Input({ label: text.reason, hint: text.reasonHint, value: "", set: (value) => (this.reason = value) });
    this.element = h("section", { class: "apply-part" }, h("h4", {}, ...prose(text.confirm(dialer))), h("div", { class: "apply-pair" }, this.#actor.element, reason.element), h("p", { class: "hint" }, text.recorded));
  }

  /** Whether somebody is named; says so where not. */
  check(): boolean {
    const named = connection.actor.trim() !== "";
    this.#actor.complain(named ? undefined : strings.plan.actorMissing);
    if (named) connection.keep();
    else this.#actor.input.focus();
    return named;
  }
}
