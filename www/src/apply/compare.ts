import "./apply.css";
import { readDialer } from "pacing-core/apply";
import { applyEdits, edit } from "pacing-core/slim";
import { contentOf } from "../document/outline.ts";
import type { Session } from "../document/session.ts";
import { showCompare } from "../views/compare.ts";
import { connection } from "./connection.ts";
import { ConnectionForm } from "./connection-form.ts";
import { failureOf, isSettings, wasStopped } from "./failure.ts";
import { callout, Input, paragraph } from "./inputs.ts";
import { laidOut } from "./laid-out.ts";
import { ProgressView } from "./progress-view.ts";
import { failureView } from "./report-view.ts";
import { sentence } from "./sentence.ts";
import { action, formWith, Shell } from "./shell.ts";
import { strings } from "./strings.ts";

/** Reads the dialer, and shows how the text here differs from what it has now. The text may have errors. */
export function compareWithDialer(session: Session): void {
  const shell = new Shell(strings.compare.title, [], () => undefined);
  ask(shell, session, contentOf(session.now.outline.id));
}

function ask(shell: Shell, session: Session, dialer: string, problem?: string): void {
  const text = strings.compare;
  const form = new ConnectionForm({ receiver: false });
  let asked = dialer;
  const id = new Input({ label: text.dialer, value: dialer, mono: true, set: (value) => (asked = value.trim()) });
  const go = (): void => {
    id.complain(asked === "" ? strings.connect.missing.dialer : undefined);
    if (form.check() && asked !== "") void read(shell, session, asked);
  };
  const { form: fields, submit } = formWith(text.read, go, id.element, form.element);
  shell.show({
    title: text.lead,
    content: [problem === undefined ? undefined : callout("error", undefined, paragraph(sentence(problem))), fields],
    actions: [action(strings.cancel, () => shell.close()), submit],
  });
}

async function read(shell: Shell, session: Session, dialer: string): Promise<void> {
  const text = strings.compare;
  const progress = new ProgressView();
  const abort = new AbortController();
  shell.show({ title: strings.reading.title, content: [progress.element], hint: strings.reading.hint, actions: [action(strings.cancel, () => abort.abort())] });
  try {
    const live = await readDialer(dialer, { target: connection.target, signal: abort.signal, onProgress: (step) => progress.add(step) });
    if (shell.closed) return;
    shell.close();
    connection.hasAnswered();
    const { rest, pointers } = withoutOnlyStored(live.text, session.now.text);
    showCompare({ title: text.comparison, before: laidOut(rest), after: session.now.text, labels: text.labels, lead: leadOf(pointers) });
  } catch (error) {
    if (shell.closed) return;
    if (wasStopped(error) || isSettings(error)) return ask(shell, session, dialer, isSettings(error) ? failureOf(error).message : undefined);
    shell.show({ title: strings.failed.title, content: [failureView(failureOf(error)), progress.element], actions: [action(strings.failed.settings, () => ask(shell, session, dialer), "primary")] });
  } finally {
    progress.end();
  }
}

/** What the platform says of a dialer, and no configuration sets. */
const WRITTEN_BY_PLATFORM = ["/status", "/dateCreated", "/dateModified"];

/** The dialer's document without what it alone holds, which is no difference of the plan either; and where that stands. */
function withoutOnlyStored(live: string, here: string): { rest: string; pointers: readonly string[] } {
  try {
    const pointers = onlyStored(JSON.parse(live), JSON.parse(here), "");
    return { rest: pointers.reduce((text, pointer) => applyEdits(text, edit.remove(text, pointer)), live), pointers };
  } catch {
    // One of the two is no JSON: then the texts are compared as they are.
    return { rest: live, pointers: [] };
  }
}

/** JSON pointers (RFC 6901) of members that only the stored document has. */
function onlyStored(stored: unknown, here: unknown, at: string): string[] {
  if (!isObject(stored) || !isObject(here)) return [];
  return Object.entries(stored).flatMap(([name, value]) => {
    const pointer = `${at}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    return Object.hasOwn(here, name) ? onlyStored(value, here[name], pointer) : [pointer];
  });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What is to be said of what was left out. */
function leadOf(pointers: readonly string[]): HTMLElement[] {
  const named = (some: readonly string[]): string => some.map((pointer) => `\`${pointer}\``).join(", ");
  const written = pointers.filter((pointer) => WRITTEN_BY_PLATFORM.includes(pointer));
  const others = pointers.filter((pointer) => !WRITTEN_BY_PLATFORM.includes(pointer));
  return [
    ...(written.length === 0 ? [] : [paragraph(strings.compare.leftOut(named(written)), "hint")]),
    ...(others.length === 0 ? [] : [paragraph(strings.plan.onlyStored(named(others)), "hint")]),
  ];
}
