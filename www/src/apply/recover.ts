import { type OpenIntent, recover, type Recovered } from "pacing-core/apply";
import { auditLog, isChangeOpen } from "./audit-log.ts";
import { connection } from "./connection.ts";
import { ConnectionForm } from "./connection-form.ts";
import { failureOf, isSettings, wasStopped } from "./failure.ts";
import { callout, paragraph } from "./inputs.ts";
import { whileRunning } from "./marker.ts";
import { ProgressView } from "./progress-view.ts";
import { failureView, unknownNext } from "./report-view.ts";
import { sentence } from "./sentence.ts";
import { action, formWith, type Shell } from "./shell.ts";
import { strings } from "./strings.ts";

/** Asks for what is needed to read the dialer of an interrupted change. */
export function showRecover(shell: Shell, intent: OpenIntent, done: () => void, problem?: string): void {
  const text = strings.recover;
  // The intent can be closed only by reading the platform that it was for.
  if (intent.server !== undefined && connection.server !== intent.server) connection.baseUrl = intent.server;
  const form = new ConnectionForm({ receiver: true });
  const read = (): void => {
    if (form.check()) void findOut(shell, intent, done);
  };
  const { form: fields, submit } = formWith(text.read, read, form.element);
  shell.show({
    title: text.title,
    content: [paragraph(text.lead(intent.dialer ?? "")), problem === undefined ? undefined : callout("error", undefined, paragraph(sentence(problem))), fields],
    actions: [action(strings.back, done), submit],
  });
}

async function findOut(shell: Shell, intent: OpenIntent, done: () => void): Promise<void> {
  const text = strings.recover;
  const progress = new ProgressView();
  const abort = new AbortController();
  shell.show({ title: text.reading, content: [progress.element], hint: strings.reading.hint, actions: [action(strings.cancel, () => abort.abort())], busy: true });
  try {
    const { target, webhook, actor } = connection;
    const log = await auditLog();
    const options = { target, log, signal: abort.signal, onProgress: progress.add.bind(progress), ...(webhook ? { webhook } : {}), ...(actor.trim() === "" ? {} : { actor: actor.trim() }) };
    const found = await whileRunning(() => recover(intent.dialer ?? "", options));
    await isChangeOpen();
    shell.show({ title: text.done, content: results(found), actions: [action(strings.close, () => shell.close()), action(strings.report.showAudit, done, "primary")] });
  } catch (error) {
    if (wasStopped(error) || isSettings(error)) return showRecover(shell, intent, done, isSettings(error) ? failureOf(error).message : undefined);
    const again = (): void => showRecover(shell, intent, done);
    shell.show({ title: strings.failed.title, content: [failureView(failureOf(error)), progress.element], actions: [action(strings.failed.settings, again, "primary")] });
  } finally {
    progress.end();
  }
}

function results(found: readonly Recovered[]): HTMLElement[] {
  if (found.length === 0) return [paragraph(strings.recover.none)];
  const tones = { applied: "valid", notApplied: "info", unknown: "warning" } as const;
  return found.map(({ outcome, message }) => callout(tones[outcome], strings.recover.outcome[outcome], paragraph(sentence(message)), ...(outcome === "unknown" ? unknownNext() : [])));
}
