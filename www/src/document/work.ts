import { type Extension, Transaction } from "@codemirror/state";
import type { Assuming } from "../forecast/assumptions.ts";
import { type About, aboutInHistory, setAbout } from "./about.ts";
import type { Session } from "./session.ts";
import { keep, type Keeping, type Kept, onOtherTab } from "./storage.ts";

/** How a document came here, which is also whether somebody has filled it in already. */
export type Origin = "whole" | "blank";

/** How a person is told what becomes of the work. */
export interface Telling {
  /** The browser did not keep it, of so many characters. */
  notKept(why: Exclude<Keeping, "kept">, length: number): void;
  /** Another tab has kept another text since. */
  otherTab(): void;
}

/** What belongs to the text beyond the text: its name, its saved version, and what it took the place of. All of it survives a reload. */
export class Work {
  readonly #session: Session;
  readonly #assuming: Assuming;
  readonly #listeners: (() => void)[] = [];
  readonly #tell: Telling;
  /** For the editor. */
  readonly history: Extension;
  #about: About;
  #waiting: ReturnType<typeof setTimeout> | undefined;
  #keeping: Keeping = "kept";
  /** The text of another tab of which the person knows. */
  #told = false;

  constructor(session: Session, assuming: Assuming, about: About, tell: Telling) {
    this.#session = session;
    this.#assuming = assuming;
    this.#about = about;
    this.#tell = tell;
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
    addEventListener("pagehide", () => this.#keepChanges());
    document.addEventListener("visibilitychange", () => document.hidden && this.#keepChanges());
    onOtherTab(({ text }) => {
      const other = text !== session.now.text;
      if (other && !this.#told) tell.otherTab();
      this.#told = other;
    });
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

  /** Only what was changed here: a tab in which nothing was done must not write over the newer work of another one. */
  #keepChanges(): void {
    if (this.#waiting !== undefined) this.#keep();
  }

  #later(): void {
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => this.#keep(), 300);
    for (const listener of this.#listeners) listener();
  }

  #keep(): void {
    clearTimeout(this.#waiting);
    this.#waiting = undefined;
    const { text, profile } = this.#session.now;
    const before = this.#keeping;
    this.#keeping = keep({ ...this.#about, text, profile, forecast: this.#assuming.now });
    if (this.#keeping !== "kept" && this.#keeping !== before) this.#tell.notKept(this.#keeping, text.length);
    for (const listener of this.#listeners) listener();
  }
}

