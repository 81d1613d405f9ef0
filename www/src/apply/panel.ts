import "./apply.css";
import { ready } from "pacing-core/apply";
import { contentOf } from "../document/outline.ts";
import type { Session } from "../document/session.ts";
import { h } from "../ui/dom.ts";
import { goTo } from "../views/navigation.ts";
import { auditLog } from "./audit-log.ts";
import { showAudit } from "./audit-view.ts";
import { ConnectionForm } from "./connection-form.ts";
import { callout, paragraph } from "./inputs.ts";
import { readAndPlan, type Subject } from "./run.ts";
import { sentence } from "./sentence.ts";
import { action, formWith, Shell, type Tab } from "./shell.ts";
import { strings } from "./strings.ts";

export { isChangeOpen } from "./audit-log.ts";

/** Opens the dialog at one of its tabs. */
export function openApply(session: Session, tab: Tab): void {
  // While somebody types: the first call then finds it compiled. A failure is met again, and told, by that call.
  void ready().catch(() => undefined);
  const go = (tab: Tab): void => (tab === "audit" ? void showAudit(shell) : showConnect(shell, session));
  const shell = new Shell(strings.title, ["apply", "audit"], go);
  go(tab);
}

/** The first step: the settings, or why this document cannot be applied. */
export function showConnect(shell: Shell, session: Session, problem?: string): void {
  const blocked = blockedBy(session, shell);
  if (blocked) return shell.show({ step: "connect", title: strings.blocked.title, ...blocked });
  const subject = subjectOf(session);
  const form = new ConnectionForm({ receiver: true });
  const read = (): void => {
    if (form.check()) void readAndPlan(shell, subject, (why) => showConnect(shell, session, why));
  };
  const { form: fields, submit } = formWith(strings.connect.read, read, form.element);
  // Before a secret is typed: without a log nothing will be applied.
  const noLog = h("div", { role: "status" });
  auditLog().catch(() => noLog.replaceChildren(callout("warning", undefined, paragraph(strings.connect.noLog))));
  shell.show({
    step: "connect",
    title: strings.connect.title,
    content: [paragraph(strings.connect.lead(subject.dialer)), problem === undefined ? undefined : callout("error", undefined, paragraph(sentence(problem))), noLog, fields],
    actions: [action(strings.cancel, () => shell.close()), submit],
  });
}

function blockedBy(session: Session, shell: Shell) {
  const { checker, problems } = session.now;
  const errors = problems.filter(({ severity }) => severity === "error");
  const [first] = errors;
  if (checker.state === "ready" && first === undefined) return undefined;
  const goThere = (): void => {
    shell.close();
    if (first) goTo(first, session);
  };
  const reason = checker.state === "ready" ? strings.blocked.errors(errors.length) : strings.blocked.unchecked;
  return {
    content: [callout("error", undefined, paragraph(reason)), first && paragraph(sentence(first.message))],
    actions: [action(strings.close, () => shell.close()), ...(first && checker.state === "ready" ? [action(strings.blocked.first, goThere, "primary")] : [])],
  };
}

function subjectOf(session: Session): Subject {
  const { text, profile, outline, problems } = session.now;
  return { text, profile, dialer: contentOf(outline.id), warnings: problems.filter(({ severity }) => severity === "warning") };
}
