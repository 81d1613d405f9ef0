import { apply, type Plan, plan, type ProfileId, type Report } from "pacing-core/apply";
import type { Diagnostic } from "pacing-core/slim";
import { auditLog, isChangeOpen } from "./audit-log.ts";
import { showAudit } from "./audit-view.ts";
import { ConfirmForm } from "./confirm-form.ts";
import { connection } from "./connection.ts";
import { failureOf, isSettings, wasStopped } from "./failure.ts";
import { callout, paragraph } from "./inputs.ts";
import { isDialerHeld, whileRunning } from "./marker.ts";
import { checkedView, planView } from "./plan-view.ts";
import { ProgressView } from "./progress-view.ts";
import { failureView, reportView } from "./report-view.ts";
import { action, type Shell } from "./shell.ts";
import { strings } from "./strings.ts";

/** What is to be applied: taken when the dialog opens, so that it is the same until the report. */
export interface Subject {
  readonly text: string;
  readonly profile: ProfileId;
  readonly dialer: string;
  /** What was found in it that keeps nobody from applying it. */
  readonly warnings: readonly Diagnostic[];
}

/** @param why - What is wrong with the settings, where that is why one is back there. */
type ToSettings = (why?: string) => void;

/**
 * Reads the dialer and shows what would change.
 *
 * @param doubt - Nobody knows what became of the last change.
 */
export async function readAndPlan(shell: Shell, subject: Subject, settings: ToSettings, doubt = false): Promise<void> {
  const progress = new ProgressView();
  const abort = new AbortController();
  shell.show({ step: "plan", title: strings.reading.title, content: [progress.element], hint: strings.reading.hint, actions: [action(strings.cancel, () => abort.abort())] });
  try {
    const { target } = connection;
    const found = await plan(subject.text, { target, profile: subject.profile, signal: abort.signal, onProgress: (step) => progress.add(step) });
    connection.hasAnswered();
    if (!shell.closed) showPlan(shell, subject, found, settings, doubt);
  } catch (error) {
    if (shell.closed) return;
    if (wasStopped(error)) return settings();
    if (isSettings(error)) return settings(failureOf(error).message);
    shell.show({
      step: "plan",
      title: strings.failed.title,
      content: [failureView(failureOf(error)), progress.element],
      actions: [action(strings.failed.settings, () => settings()), action(strings.failed.again, () => void readAndPlan(shell, subject, settings, doubt), "primary")],
    });
  } finally {
    progress.end();
  }
}

function showPlan(shell: Shell, subject: Subject, found: Plan, settings: ToSettings, doubt: boolean): void {
  const text = strings.plan;
  const count = found.changes.length;
  const back = action(strings.back, () => settings());
  const title = text.title(count);
  if (count === 0) {
    const close = action(strings.close, () => shell.close(), "primary");
    return shell.show({ step: "plan", title, content: [callout("valid", undefined, paragraph(text.nothing), ...(doubt ? [paragraph(text.doubtSettled)] : [])), checkedView(subject), planFoot(found)], actions: [back, close] });
  }
  const form = new ConfirmForm(found.dialer);
  const yes = (): void => {
    if (form.check()) void run(shell, subject, found, form.reason, settings);
  };
  shell.show({ step: "plan", title, content: [checkedView(subject), planView(found), form.element], actions: [back, action(text.apply(count), yes, "primary")] });
}

function planFoot({ dialer, live }: Plan): HTMLElement {
  return paragraph(strings.plan.on(dialer, connection.server, live.status), "hint");
}

/** Applies: what was shown is what is done, or it is shown again. */
async function run(shell: Shell, subject: Subject, shown: Plan, reason: string, settings: ToSettings): Promise<void> {
  const progress = new ProgressView();
  const abort = new AbortController();
  const cancel = action(strings.cancel, () => {
    abort.abort();
    cancel.disabled = true;
    shell.hint(strings.run.cancelling);
  });
  const showRun = (): void => shell.show({ step: "run", title: strings.run.title, content: [progress.element], hint: strings.run.mayCancel[progress.cancellable], actions: [cancel], busy: true });
  const confirm = async (now: Plan): Promise<boolean> => {
    if (isSame(shown, now)) return true;
    const yes = await asked(shell, subject, now);
    showRun();
    return yes;
  };
  showRun();
  const late = setTimeout(() => void sayWhoWaits(progress), 400);
  let report: Report;
  try {
    report = await whileRunning(async () => {
      const { target, webhook } = connection;
      return apply(subject.text, {
        target,
        profile: subject.profile,
        log: await auditLog(),
        actor: connection.actor.trim(),
        ...(reason.trim() === "" ? {} : { reason: reason.trim() }),
        ...(webhook === undefined ? {} : { webhook }),
        signal: abort.signal,
        confirm,
        onProgress(step) {
          progress.add(step);
          if (!abort.signal.aborted) shell.hint(strings.run.mayCancel[progress.cancellable]);
        },
      });
    });
  } catch (error) {
    if (isSettings(error)) return settings(failureOf(error).message);
    // Without a report only the log, and the dialer, can tell how far it came.
    const sent = progress.reached !== "before";
    return shell.show({
      step: "report",
      failed: true,
      title: sent ? strings.report.titles.unknown : strings.failed.title,
      content: [failureView(failureOf(error)), sent ? paragraph(strings.report.nextFor.unknown) : undefined, progress.element],
      actions: [action(strings.failed.settings, () => settings(), "primary")],
    });
  } finally {
    clearTimeout(late);
    progress.end();
    await isChangeOpen();
  }
  const { seconds, records, element } = progress;
  const again = action(strings.report.again, () => void readAndPlan(shell, subject, settings, report.outcome === "unknown"));
  const failed = report.outcome !== "applied" && report.outcome !== "unchanged";
  shell.show({
    step: "report",
    failed,
    title: strings.report.titles[report.outcome],
    content: [reportView(report, { seconds, records, story: element })],
    actions: [
      action(strings.report.showAudit, () => void showAudit(shell)),
      ...(failed ? [again] : []),
      action(strings.close, () => shell.close(), "primary"),
    ],
  });
}

/** Where nothing happens at first, another tab may have the dialer. */
async function sayWhoWaits(progress: ProgressView): Promise<void> {
  if (progress.empty && (await isDialerHeld()) && progress.empty) progress.note(strings.run.otherTab);
}

/** Shows a plan that is another one than was shown before, within the run. */
function asked(shell: Shell, subject: Subject, now: Plan): Promise<boolean> {
  const text = strings.plan;
  return new Promise((answer) => {
    shell.show({
      step: "plan",
      title: text.title(now.changes.length),
      content: [callout("warning", undefined, paragraph(text.moved)), checkedView(subject), planView(now)],
      actions: [action(strings.cancel, () => answer(false)), action(text.apply(now.changes.length), () => answer(true), "primary")],
      busy: true,
    });
  });
}

function isSame(shown: Plan, now: Plan): boolean {
  return JSON.stringify([shown.changes, shown.onlyStored]) === JSON.stringify([now.changes, now.onlyStored]);
}
