import type { Severity } from "pacing-core/slim";
import type { Session, Snapshot } from "../document/session.ts";
import { strings } from "../strings.ts";
import { h, setText } from "../ui/dom.ts";
import { icon } from "../ui/icons.ts";
import { step } from "./navigation.ts";

/** The verdict with its counts, in the page and in its title, and the ways to the next and the previous problem. */
export function statusView(session: Session, nameOf: () => string): HTMLElement {
  const mark = h("span", { class: "mark" });
  const words = h("strong");
  const spoken = h("span", { class: "hidden", role: "status" });
  const before = h("button", { type: "button", class: "icon-only", "aria-label": strings.status.before, title: `${strings.status.before} (Shift+F8)` }, icon("up"));
  const next = h("button", { type: "button", class: "icon-only", "aria-label": strings.status.next, title: `${strings.status.next} (F8)` }, icon("down"));
  before.addEventListener("click", () => step(session, -1));
  next.addEventListener("click", () => step(session, 1));
  const element = h("div", { class: "status" }, mark, words, spoken, h("span", { class: "steps" }, before, next));

  let naming: ReturnType<typeof setTimeout> | undefined;
  let speaking: ReturnType<typeof setTimeout> | undefined;
  const show = (now: Snapshot): void => {
    const verdict = verdictOf(now);
    const text = wordsOf(now);
    if (element.dataset["verdict"] !== verdict) {
      element.dataset["verdict"] = verdict;
      mark.replaceChildren(icon(verdict === "loading" ? "info" : verdict === "failed" ? "error" : verdict));
    }
    setText(words, text);
    before.disabled = next.disabled = now.problems.length === 0;
    // Browsers take as long for a new title as for all else here.
    clearTimeout(naming);
    naming = setTimeout(() => (document.title = strings.status.title(text, nameOf())), 100);
    // Said once typing pauses: a screen reader has the keys to say meanwhile.
    clearTimeout(speaking);
    speaking = setTimeout(() => setText(spoken, text), 700);
  };
  session.subscribe(show);
  show(session.now);
  return element;
}

function verdictOf({ checker, problems, unknown }: Snapshot): "loading" | "failed" | "valid" | Severity {
  if (checker.state !== "ready") return checker.state;
  return (["error", "warning", "info"] as const).find((severity) => problems.some((problem) => problem.severity === severity)) ?? (unknown === undefined ? "valid" : "info");
}

function wordsOf(now: Snapshot): string {
  if (now.checker.state === "loading") return strings.status.loading;
  // What was found before the checks failed may be of another text.
  if (now.checker.state === "failed") return strings.status.failed;
  const count = (severity: Severity): number => now.problems.filter((problem) => problem.severity === severity).length;
  const [errors, warnings, infos] = [count("error"), count("warning"), count("info")];
  const counts = strings.status.counts(errors, warnings, infos);
  const verdict = errors > 0 ? counts : counts === "" ? strings.status.valid : strings.status.validWith(counts);
  return now.unknown === undefined ? verdict : strings.status.unknown(verdict);
}
