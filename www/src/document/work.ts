import { type Extension, Transaction } from "@codemirror/state";
import type { Assuming } from "../forecast/assumptions.ts";
import { type About, aboutInHistory, setAbout } from "./about.ts";
import type { Session } from "./session.ts";
import { keep, type Kept } from "./storage.ts";

/** How a document came here, which is also whether somebody has filled it in already. */
export type Origin = "whole" | "blank";

/** What belongs to the text beyond the text: its name, its saved version, and what it took the place of. All of it survives a reload. */
export class Work {
  readonly #session: Session;
  readonly #assuming: Assuming;
  readonly #listeners: (() => void)[] = [];
  readonly #onLost: () => void;
  /** For the editor. */
  readonly history: Extension;
  #about: About;
  #waiting: ReturnType<typeof setTimeout> | undefined;
  #lost = false;

  /** @param onLost - Called once where the browser keeps nothing. */
  constructor(session: Session, assuming: Assuming, about: About, onLost: () => void) {
    this.#session = session;
    this.#assuming = assuming;
    this.#about = about;
    this.#onLost = onLost;
    this.history = aboutInHistory(
      () => this.#about,
      (about) => {
        this.#about = about;
        this.#keep();
      },
    );
    session.subscribe((now, before) => {
      if (now.text !== before.text || now.profile !== before.profile) this.#later();
    });
    assuming.subscribe(() => this.#later());
    // The last keystrokes, when the page goes away before the pause.
    addEventListener("pagehide", () => this.#keep());
    document.addEventListener("visibilitychange", () => document.hidden && this.#keep());
  }

  get name(): string {
    return this.#about.name;
  }

  get saved(): string {
    return this.#about.saved;
  }

  get previous(): string | undefined {
    return this.#about.previous;
  }

  get edited(): boolean {
    return this.#session.now.text !== this.#about.saved;
  }

  subscribe(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** Puts another document in place of this one, which stays within reach. */
  open(text: string, name: string, lineEnd: Kept["lineEnd"] = "\n"): void {
    const { text: previous } = this.#session.now;
    this.#session.replace(text, setAbout.of({ name, saved: text, lineEnd, previous: previous === text ? this.#about.previous : previous }));
  }

  /** The text as the file had its lines. */
  asFile(): { name: string; text: string } {
    const { text } = this.#session.now;
    const name = this.#about.name === "" ? "dialer.json" : this.#about.name;
    return { name, text: this.#about.lineEnd === "\n" ? text : text.replaceAll("\n", this.#about.lineEnd) };
  }

  /** The text was saved as it is. */
  wasSaved(): void {
    const { text } = this.#session.now;
    this.#session.view.dispatch({ effects: setAbout.of({ ...this.#about, saved: text }), annotations: Transaction.addToHistory.of(false) });
  }

  #later(): void {
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => this.#keep(), 300);
    for (const listener of this.#listeners) listener();
  }

  #keep(): void {
    clearTimeout(this.#waiting);
    const { text, profile } = this.#session.now;
    const done = keep({ ...this.#about, text, profile, forecast: this.#assuming.now });
    if (!done && !this.#lost) this.#onLost();
    this.#lost = !done;
    for (const listener of this.#listeners) listener();
  }
}

