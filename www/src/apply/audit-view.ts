import { type AuditLog, type AuditRecord, deliver, type OpenItems } from "pacing-core/apply";
import { saveFile } from "../document/files.ts";
import { type Child, h, prose } from "../ui/dom.ts";
import { auditLog } from "./audit-log.ts";
import { connection } from "./connection.ts";
import { failureOf } from "./failure.ts";
import { callout, paragraph } from "./inputs.ts";
import { isRunning } from "./marker.ts";
import { recordView } from "./record-view.ts";
import { showRecover } from "./recover.ts";
import { failureView } from "./report-view.ts";
import { sentence } from "./sentence.ts";
import { action, type Shell } from "./shell.ts";
import { strings } from "./strings.ts";
import { dayAndTime } from "./time.ts";

const AT_A_TIME = 100;
const FILE = "pacing_audit.jsonl";

/** What was done from this browser: to be read, checked and saved. */
export async function showAudit(shell: Shell): Promise<void> {
  const text = strings.audit;
  const close = action(strings.close, () => shell.close(), "primary");
  try {
    const log = await auditLog();
    const [records, open, busy] = [await log.records(), await log.open(), await isRunning()];
    const answer = h("div", { class: "apply-verified", role: "status" });
    const none = records.length === 0;
    const title = none ? text.title : `${text.title}: ${text.count(records.length)}`;
    shell.show({
      title,
      content: [paragraph(text.lead, "hint"), ...openItems(shell, log, open, busy), answer, none ? h("p", { class: "empty" }, text.empty) : list(records)],
      hint: none ? undefined : paragraph(text.exportHint, "hint"),
      actions: none ? [close] : [action(text.verify, () => void verify(log, answer)), action(text.exportLog, () => void save(log)), action(text.exportCheckpoint, () => void saveCheckpoint(log)), close],
    });
  } catch (error) {
    shell.show({ title: text.title, content: [callout("warning", undefined, paragraph(text.unavailable)), failureView(failureOf(error))], actions: [close] });
  }
}

function list(records: readonly AuditRecord[]): HTMLElement {
  const element = h("ol", { class: "apply-records", "aria-label": strings.audit.tableLabel });
  const newest = [...records].reverse();
  const more = h("button", { type: "button", class: "small" }, strings.audit.more);
  let shown = 0;
  const show = (): void => {
    element.append(...newest.slice(shown, shown + AT_A_TIME).map(recordView));
    shown += AT_A_TIME;
    more.hidden = shown >= newest.length;
  };
  more.addEventListener("click", show);
  show();
  return h("div", {}, element, more);
}

/** Changes without an outcome, and events that wait. */
function openItems(shell: Shell, log: AuditLog, { intents, events }: OpenItems, busy: boolean): Child[] {
  const text = strings.audit;
  const back = (): void => void showAudit(shell);
  const items = intents.map((intent) => h("li", {}, h("span", {}, ...prose(text.openIntent(intent.dialer ?? "", intent.server ?? "", dayAndTime(intent.timestamp)))), busy ? undefined : action(text.lookInto, () => showRecover(shell, intent, back), "small")));
  const waiting = events.map(({ dialer, target, attempts }) => h("li", {}, h("span", {}, ...prose(text.event(dialer ?? "", target, attempts)))));
  const answer = h("p", { class: "hint", role: "status" });
  return [
    intents.length === 0 ? undefined : callout(busy ? "info" : "warning", busy ? text.running : text.openIntents(intents.length), h("ul", { class: "apply-open" }, ...items)),
    events.length === 0 ? undefined : callout("info", text.events(events.length), h("ul", { class: "apply-open" }, ...waiting), action(text.deliver, () => void send(shell, log, answer), "small"), answer),
  ];
}

async function send(shell: Shell, log: AuditLog, answer: HTMLElement): Promise<void> {
  const { webhook } = connection;
  if (!webhook) return answer.replaceChildren(strings.audit.deliverNeeds);
  try {
    await deliver({ webhook, log, ...(connection.actor.trim() === "" ? {} : { actor: connection.actor.trim() }) });
    await showAudit(shell);
  } catch (error) {
    answer.replaceChildren(sentence(failureOf(error).message));
  }
}

async function verify(log: AuditLog, answer: HTMLElement): Promise<void> {
  const text = strings.audit;
  const { holds, records, applied, tail, problem = "" } = await log.verify();
  const words = holds ? text.holds(records, applied, sentence(tail)) : text.broken(records, sentence(problem));
  answer.replaceChildren(callout(holds ? "valid" : "error", undefined, paragraph(words)));
}

async function save(log: AuditLog): Promise<void> {
  saveFile(FILE, await log.export());
}

async function saveCheckpoint(log: AuditLog): Promise<void> {
  const checkpoint = await log.checkpoint();
  if (checkpoint !== undefined) saveFile(`${FILE}.checkpoint`, checkpoint);
}
