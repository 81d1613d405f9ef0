import { type Child, h, setAttribute, setText, uniqueId } from "../ui/dom.ts";
import { showDialog } from "../views/dialog.ts";
import { strings } from "./strings.ts";

export type StepName = "connect" | "plan" | "run" | "report";
export type Tab = "apply" | "audit";

/** What the dialog shows at a time. */
export interface Scene {
  /** Where on the way it is; nothing beside the way. */
  readonly step?: StepName;
  readonly title: string;
  readonly content: readonly Child[];
  /** Said beside the buttons. */
  readonly hint?: Child;
  readonly actions: readonly HTMLElement[];
  /** The run ended otherwise than it was meant to. */
  readonly failed?: boolean;
  /** A run goes on: the dialog stays open, and the page warns who leaves it. */
  readonly busy?: boolean;
}

const STEPS: readonly StepName[] = ["connect", "plan", "run", "report"];

/** The dialog: title, tabs, steps, a scene, and its buttons below. */
export class Shell {
  readonly #dialog: HTMLDialogElement;
  readonly #body = h("div", { class: "apply-body" });
  readonly #hint = h("div", { class: "apply-hint" });
  readonly #actions = h("div", { class: "apply-actions" });
  readonly #stays = h("p", { class: "apply-stays", role: "status" });
  readonly #steps: readonly HTMLElement[];
  readonly #way: HTMLElement;
  readonly #tabs: readonly HTMLButtonElement[];
  readonly #close: HTMLButtonElement | null;
  #busy = false;
  #closed = false;

  /** @param go - Shows the first scene of a tab. */
  constructor(title: string, tabs: readonly Tab[], go: (tab: Tab) => void) {
    this.#steps = STEPS.map((name) => h("li", { "data-step": name }, strings.steps[name]));
    this.#way = h("ol", { class: "apply-way-steps", "aria-label": strings.steps.label }, ...this.#steps);
    this.#tabs = tabs.map((tab) => h("button", { type: "button", class: "small", "data-tab": tab, onclick: () => go(tab) }, strings.tabs[tab]));
    const nav = tabs.length < 2 ? undefined : h("nav", { class: "apply-tabs", "aria-label": strings.tabs.label }, ...this.#tabs);
    this.#dialog = showDialog(title, "apply", h("div", { class: "apply-head" }, nav, this.#way), this.#body, h("footer", { class: "apply-foot" }, this.#stays, this.#hint, this.#actions));
    this.#close = this.#dialog.querySelector<HTMLButtonElement>("header > button");
    this.#dialog.addEventListener("cancel", (event) => this.#keepOpen(event));
    this.#dialog.addEventListener("keydown", (event) => event.key === "Escape" && this.#keepOpen(event));
    // Some browsers close it nevertheless, by a gesture or a second key: a run must stay in sight.
    this.#dialog.addEventListener("close", () => {
      if (this.#busy) {
        document.body.append(this.#dialog);
        this.#dialog.showModal();
        return;
      }
      this.#closed = true;
    });
  }

  /** Whether nobody sees it any more. */
  get closed(): boolean {
    return this.#closed;
  }

  show({ step, title, content, hint, actions, failed = false, busy = false }: Scene): void {
    this.#setBusy(busy);
    const heading = h("h3", { tabindex: -1 }, title);
    this.#body.replaceChildren(heading, ...content.filter((child) => child !== undefined));
    this.hint(hint);
    this.#actions.replaceChildren(...actions);
    this.#way.hidden = step === undefined;
    const at = step === undefined ? -1 : STEPS.indexOf(step);
    for (const [index, element] of this.#steps.entries()) {
      setAttribute(element, "aria-current", index === at ? "step" : undefined);
      const broken = failed && index === STEPS.indexOf("run");
      setAttribute(element, "data-failed", broken ? "" : undefined);
      setAttribute(element, "data-done", index < at && !broken ? "" : undefined);
    }
    for (const tab of this.#tabs) {
      const shown: Tab = step === undefined ? "audit" : "apply";
      setAttribute(tab, "aria-pressed", String(tab.dataset["tab"] === shown));
      tab.disabled = busy;
    }
    this.#body.scrollTo(0, 0);
    heading.focus();
  }

  /** Changes what is said beside the buttons. */
  hint(hint: Child): void {
    if (typeof hint === "string") setText(this.#hint, hint);
    else this.#hint.replaceChildren(hint ?? "");
  }

  close(): void {
    this.#setBusy(false);
    this.#dialog.close();
  }

  /** Says why the dialog stays, and leads to the button that ends the run. */
  #keepOpen(event: Event): void {
    if (!this.#busy) return;
    event.preventDefault();
    setText(this.#stays, strings.run.stays);
    this.#actions.querySelector<HTMLButtonElement>("button:enabled")?.focus();
  }

  #setBusy(busy: boolean): void {
    setText(this.#stays, "");
    if (this.#close) setAttribute(this.#close, "aria-disabled", busy ? "true" : undefined);
    if (this.#close) this.#close.title = busy ? strings.run.stays : "";
    if (busy === this.#busy) return;
    this.#busy = busy;
    if (busy) addEventListener("beforeunload", warn);
    else removeEventListener("beforeunload", warn);
  }
}

/** A button of a scene. */
export function action(label: string, run: () => void, kind = ""): HTMLButtonElement {
  return h("button", { type: "button", class: kind, onclick: run }, label);
}

/** Fields that Enter sends off, and the button that does. */
export function formWith(label: string, run: () => void, ...fields: readonly HTMLElement[]): { form: HTMLFormElement; submit: HTMLButtonElement } {
  const form = h("form", { id: uniqueId("form"), novalidate: true }, ...fields);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    run();
  });
  return { form, submit: h("button", { type: "submit", form: form.id, class: "primary" }, label) };
}

function warn(event: BeforeUnloadEvent): void {
  event.preventDefault();
}
