import type { Step } from "pacing-core/apply";
import { h, prose, setText } from "../ui/dom.ts";
import { icon, type Icon } from "../ui/icons.ts";
import { capital, inWordsOfHere } from "./sentence.ts";
import { strings } from "./strings.ts";
import { timeOfDay } from "./time.ts";

/** How far a run has come. */
export type Reached = "before" | "sent" | "applied";

/** The steps of a run as they happen, each with its time; waits count down. */
export class ProgressView {
  readonly element: HTMLElement;
  /** How far the run has come. */
  reached: Reached = "before";
  /** The records that were written, in words. */
  readonly records: string[] = [];
  readonly #list: HTMLOListElement;
  readonly #clock = h("span", { class: "apply-clock", "aria-hidden": "true" });
  readonly #began = performance.now();
  readonly #ticking: ReturnType<typeof setInterval>;
  #wait: { until: number; left: HTMLElement; bar: HTMLProgressElement } | undefined;

  constructor() {
    this.#list = h("ol", { class: "apply-steps" });
    // Each new line is read out; the countdown, which changes all the time, is not.
    const log = h("div", { class: "apply-log", role: "log", "aria-relevant": "additions", "aria-label": strings.run.log, tabindex: 0 }, this.#list);
    this.element = h("div", { class: "apply-progress" }, log, this.#clock);
    this.#ticking = setInterval(() => this.#tick(), 200);
    this.#tick();
  }

  /** What a cancel can do now. */
  get cancellable(): Reached | "waiting" {
    return this.#wait !== undefined && this.reached === "sent" ? "waiting" : this.reached;
  }

  /** Whether nothing has happened yet. */
  get empty(): boolean {
    return this.#list.childElementCount === 0;
  }

  /** Says something that is no step. */
  note(words: string): void {
    this.#list.append(h("li", { class: "info" }, icon("wait"), h("time", {}, timeOfDay(new Date())), h("span", { class: "words" }, words)));
  }

  /** How long it has gone on, in seconds. */
  get seconds(): number {
    return (performance.now() - this.#began) / 1000;
  }

  add(step: Step): void {
    this.#endWait();
    if (step.kind === "sending" || step.kind === "confirming") this.reached = "sent";
    if (step.kind === "applied") this.reached = "applied";
    if (step.kind === "audit") this.records.push(strings.report.record(step.record, step.seq));
    const now = new Date();
    const words = h("span", { class: "words" }, ...prose(capital(inWordsOfHere(step.message))));
    const item = h("li", { class: step.level }, icon(iconOf(step)), h("time", { datetime: now.toISOString() }, timeOfDay(now)), words);
    this.#list.append(item);
    if (step.kind === "waiting") this.#beginWait(step.seconds, item);
    item.scrollIntoView({ block: "nearest" });
  }

  /** No further step comes. */
  end(): void {
    this.#endWait();
    clearInterval(this.#ticking);
    this.#clock.remove();
  }

  #beginWait(seconds: number, item: HTMLElement): void {
    const left = h("span", { class: "left" });
    const bar = h("progress", { max: seconds, value: 0 });
    item.append(h("span", { class: "wait", "aria-hidden": "true" }, bar, left));
    this.#wait = { until: performance.now() + seconds * 1000, left, bar };
    this.#tick();
  }

  #endWait(): void {
    this.#wait?.bar.parentElement?.remove();
    this.#wait = undefined;
  }

  #tick(): void {
    setText(this.#clock, strings.run.time(Math.floor(this.seconds)));
    if (!this.#wait) return;
    const left = Math.max(this.#wait.until - performance.now(), 0) / 1000;
    setText(this.#wait.left, strings.run.waiting(Math.ceil(left)));
    this.#wait.bar.value = this.#wait.bar.max - left;
  }
}

function iconOf({ kind, level }: Step): Icon {
  if (level === "warning") return kind === "waiting" ? "wait" : "warning";
  if (kind === "applied" || kind === "unchanged" || kind === "event") return "valid";
  return kind === "waiting" ? "wait" : kind === "sending" ? "apply" : "done";
}
