import { redo, undo } from "@codemirror/commands";
import type { StateEffect, Text } from "@codemirror/state";
import type { EditorView, ViewUpdate } from "@codemirror/view";
import { type Diagnostic, PacingError, type ProfileId, type Report, type TextEdit } from "pacing-core/slim";
import { check, type Checker, type Finder, loadChecker, loadEdits } from "./checker.ts";
import { EMPTY, type Outline, outlineOf } from "./outline.ts";
import { placeOf } from "./pointer.ts";

/** What the views show: made from the text and the profile, and from nothing else. */
export interface Snapshot {
  readonly text: string;
  readonly profile: ProfileId;
  readonly checker: Checker;
  /** How the module is that edits: it comes after the first verdict. */
  readonly edits: Checker;
  /** Whether the package can edit. */
  readonly editable: boolean;
  /** What is wrong, in the order of the text; of the last check that worked. */
  readonly problems: readonly Diagnostic[];
  /** Problems that were counted and not kept. */
  readonly omitted: number;
  /** The same by the pointer of the field that they belong to. */
  readonly byPlace: ReadonlyMap<string, readonly Diagnostic[]>;
  /** Why more problems could not be looked for, where somebody wants to know them. */
  readonly unknown: string | undefined;
  /** Why the text is no document: the form and the picture then show the last one that was. */
  readonly obstacle: Diagnostic | undefined;
  /** Where the fields stand, in the text or in the last one that was a document. */
  readonly outline: Outline;
}

type Listener = (now: Snapshot, before: Snapshot) => void;

/** The one state, which is the text in the editor, and those who show it. */
export class Session {
  readonly #listeners: Listener[] = [];
  #view: EditorView | undefined;
  #now: Snapshot;
  #foreseen: { doc: Text; text: string; report: Report | Checker } | undefined;
  #more: Finder | undefined;
  /** The module that checks is there; one that is not cannot be asked why. */
  #loaded = false;
  #unknown: string | undefined;
  #complaint: (message: string) => void = () => undefined;

  constructor(text: string, profile: ProfileId) {
    this.#now = {
      text,
      profile,
      checker: { state: "loading" },
      edits: { state: "loading" },
      editable: false,
      problems: [],
      omitted: 0,
      unknown: undefined,
      byPlace: new Map(),
      obstacle: undefined,
      outline: EMPTY,
    };
  }

  get now(): Snapshot {
    return this.#now;
  }

  get view(): EditorView {
    if (!this.#view) throw new Error("the editor is not there yet");
    return this.#view;
  }

  /** Calls `listener` after each change. */
  subscribe(listener: Listener): void {
    this.#listeners.push(listener);
  }

  /** Says where to tell a person that an edit is not possible. */
  onComplaint(complain: (message: string) => void): void {
    this.#complaint = complain;
  }

  /** Begins with an editor, and checks as soon as the module is there. */
  async start(view: EditorView): Promise<void> {
    this.#view = view;
    this.#check(this.#now.profile);
    await this.load();
  }

  /** Loads the modules, again where that has failed; what was typed meanwhile is in the editor. */
  async load(): Promise<void> {
    if (this.#now.checker.state !== "ready") {
      this.#set({ ...this.#now, checker: { state: "loading" } });
      const checker = await loadChecker();
      this.#loaded ||= checker.state === "ready";
      this.#set({ ...this.#now, checker });
      this.#check(this.#now.profile);
    }
    if (this.#now.checker.state !== "ready" || this.#now.editable) return;
    this.#set({ ...this.#now, edits: { state: "loading" } });
    const edits = await loadEdits();
    this.#set({ ...this.#now, edits, editable: edits.state === "ready" });
  }

  /** The problems of a text that the editor is about to have; nothing where it cannot be checked. */
  foresee(doc: Text): readonly Diagnostic[] | undefined {
    if (!this.#loaded) return undefined;
    const text = doc.toString();
    this.#foreseen = { doc, text, report: check(text, this.#now.profile, this.#more) };
    return "state" in this.#foreseen.report ? undefined : this.#foreseen.report.diagnostics;
  }

  /** For the editor: its text has changed. */
  updated(update: ViewUpdate): void {
    if (update.docChanged) this.#check(this.#now.profile, this.#foreseen);
  }

  setProfile(profile: ProfileId): void {
    this.#check(profile);
  }

  /** Looks for more problems from now on, or no longer; `unknown` says why that is not possible although it is wanted. */
  findMore(more: Finder | undefined, unknown?: string): void {
    if (more === undefined && this.#more === undefined && unknown === this.#unknown) return;
    this.#more = more;
    this.#unknown = unknown;
    this.#check(this.#now.profile);
  }

  /** Changes the text by edits that `make` finds, as one step of the history; says whether that was possible. */
  edit(make: (text: string) => readonly TextEdit[], userEvent: "input.form" | "input.type.form" | "input.fix"): boolean {
    try {
      const changes = make(this.#now.text).map(({ start, end, text }) => ({ from: start, to: end, insert: text }));
      if (changes.length > 0) this.view.dispatch({ changes, userEvent });
      return true;
    } catch (error) {
      if (!(error instanceof PacingError || error instanceof SyntaxError)) throw error;
      this.#complaint(error.message);
      return false;
    }
  }

  /** Puts another text in place of this one, with what the effects say; undo brings both back. */
  replace(text: string, ...effects: StateEffect<unknown>[]): void {
    const { length } = this.view.state.doc;
    this.view.dispatch({ changes: { from: 0, to: length, insert: text }, selection: { anchor: 0 }, effects, userEvent: "input.open" });
  }

  undo(): void {
    undo(this.view);
  }

  redo(): void {
    redo(this.view);
  }

  #check(profile: ProfileId, foreseen?: { doc: Text; text: string; report: Report | Checker }): void {
    const { state } = this.view;
    const known = foreseen?.doc === state.doc ? foreseen : undefined;
    this.#foreseen = undefined;
    const text = known?.text ?? state.doc.toString();
    const before = this.#now;
    if (!this.#loaded) return this.#set({ ...before, text, profile });
    const report = known?.report ?? check(text, profile, this.#more);
    if ("state" in report) return this.#set({ ...before, text, profile, checker: report });
    const problems = report.diagnostics;
    const obstacle = problems.find(isObstacle);
    this.#set({
      text,
      profile,
      checker: { state: "ready" },
      edits: before.edits,
      editable: before.editable,
      problems,
      unknown: this.#unknown,
      omitted: (report.omitted ?? []).reduce((sum, { count }) => sum + count, 0),
      byPlace: grouped(problems),
      obstacle,
      outline: obstacle ? before.outline : outlineOf(state, text),
    });
  }

  #set(now: Snapshot): void {
    const before = this.#now;
    this.#now = now;
    for (const listener of this.#listeners) listener(now, before);
  }
}

/** Whether a problem keeps the whole text from being a document. */
function isObstacle({ code, path }: Diagnostic): boolean {
  return code === "S001" || code === "S002" || (code === "S003" && path === "");
}

function grouped(problems: readonly Diagnostic[]): Map<string, Diagnostic[]> {
  const groups = new Map<string, Diagnostic[]>();
  for (const problem of problems) {
    const place = placeOf(problem);
    const group = groups.get(place);
    if (group) group.push(problem);
    else groups.set(place, [problem]);
  }
  return groups;
}
