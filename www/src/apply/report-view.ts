import { type Failure, readDialer, type Report } from "pacing-core/apply";
import { type Child, h, prose, setText } from "../ui/dom.ts";
import { type Icon, icon } from "../ui/icons.ts";
import { changesView } from "./changes-view.ts";
import { connection } from "./connection.ts";
import { callout, paragraph } from "./inputs.ts";
import { sentence } from "./sentence.ts";
import { strings } from "./strings.ts";
import { dayAndTime, timeOfDay } from "./time.ts";

type Run = Exclude<Report, { outcome: "invalid" }>;

/** What the panel knows beyond the report. */
interface Around {
  readonly records: readonly string[];
  readonly seconds: number;
  /** The steps, to be looked at again. */
  readonly story: HTMLElement;
}

/** How a run ended, and what to do next. */
export function reportView(report: Report, around: Around): HTMLElement {
  if (report.outcome === "invalid") return h("div", { class: "apply-report" }, verdict(report), h("ul", { class: "apply-errors" }, ...report.errors.map(({ message, help }) => h("li", {}, ...prose(`${sentence(message)} ${sentence(help)}`)))));
  return h(
    "div",
    { class: "apply-report" },
    verdict(report),
    next(report),
    ...differences(report),
    facts(report, around),
    report.notes.length > 0 ? callout("info", strings.report.notes, ...report.notes.map(({ message }) => paragraph(sentence(message)))) : undefined,
    h("details", { class: "apply-more" }, h("summary", {}, strings.report.story), around.story),
  );
}

/** Why something failed, and what to check. */
export function failureView(failure: Pick<Failure, "message"> & Partial<Failure>): HTMLElement {
  return callout("error", undefined, paragraph(sentence(failure.message)), ...advice(failure));
}

function verdict(report: Report): HTMLElement {
  const { outcome } = report;
  const tones: Record<Report["outcome"], Icon & ("valid" | "error" | "warning" | "info")> = { applied: "valid", unchanged: "valid", notApplied: "error", refused: "info", unknown: "warning", invalid: "error" };
  const failed = report.outcome === "notApplied" || report.outcome === "unknown" ? report.error.message : report.message;
  const lead = outcome === "unknown" ? h("strong", {}, strings.report.unknownLead) : undefined;
  return h("div", { class: `apply-verdict ${tones[outcome]}` }, icon(tones[outcome]), h("div", {}, lead, paragraph(sentence(failed))));
}

function next(report: Run): HTMLElement {
  const text = strings.report;
  const error = report.outcome === "notApplied" || report.outcome === "unknown" ? report.error : undefined;
  const lines: Child[] = error ? advice(error) : [];
  if (report.outcome === "unknown") lines.unshift(...unknownNext());
  else if (lines.length === 0) lines.push(paragraph(text.nextFor[report.outcome]));
  if (report.event.state === "waiting") lines.push(paragraph(text.nextEvent));
  if (report.audit) lines.push(paragraph(sentence(report.audit.message)), ...(report.audit.advice === undefined ? [] : [paragraph(sentence(report.audit.advice))]));
  return h("section", { class: "apply-part apply-next" }, h("h4", {}, text.next), ...lines);
}

/** What to do where nobody knows whether the change was made. */
export function unknownNext(): HTMLElement[] {
  const { nextFor, unknownEvent } = strings.report;
  return [paragraph(nextFor.unknown), ...(connection.webhook === undefined ? [] : [paragraph(unknownEvent)])];
}

function advice({ advice, comeBack, code }: Partial<Failure>): HTMLElement[] {
  const text = strings.report;
  if (code === "unreachable") return [paragraph(connection.answered ? text.silent : text.cors(location.origin))];
  // The package's advice names the time as well, in UTC.
  if (comeBack !== undefined) return [paragraph(text.comeBack(timeOrDay(comeBack)))];
  const own = code === undefined ? undefined : text.adviceFor[code];
  const words = own ?? (advice === undefined ? undefined : sentence(advice));
  return words === undefined ? [] : [paragraph(words)];
}

function differences(report: Run): Child[] {
  const text = strings.report;
  const part = (title: string, changes: Parameters<typeof changesView>[0]): Child => (changes.length === 0 ? undefined : h("section", { class: "apply-part" }, h("h4", {}, title), changesView(changes)));
  const differs = "differs" in report ? report.differs : [];
  return [
    part(report.outcome === "applied" ? text.differs : text.differsNow, differs),
    part(report.outcome === "applied" ? text.changed : text.wouldChange, report.outcome === "unchanged" || differs.length > 0 ? [] : report.changes),
  ];
}

function facts(report: Run, { records, seconds }: Around): HTMLElement {
  const text = strings.report;
  const { dialer, attempts, exchanges, event, earlier, recovered, runId, audit } = report;
  const row = (name: string, value: string): Child => (value === "" ? undefined : h("div", {}, h("dt", {}, name), h("dd", {}, value)));
  const trail = audit ? text.auditFailed(audit.message) : records.join(", ") || text.noRecords;
  const told = connection.receiver !== "" && event.state !== "none" ? `${text.event[event.state]} (${connection.receiver})` : text.event[event.state];
  return h(
    "dl",
    { class: "apply-facts" },
    row(text.facts.dialer, dialer),
    row(text.facts.platform, connection.server),
    row(text.facts.sent, text.sent(attempts)),
    row(text.facts.requests, String(exchanges)),
    row(text.facts.event, event.problem === undefined ? told : `${told}: ${event.problem}`),
    report.outcome === "applied" ? rulesRow(report) : undefined,
    row(text.facts.earlier, text.earlier(earlier.delivered.length, earlier.givenUp.length, earlier.waiting.length)),
    row(text.facts.recovered, recovered.map(({ message }) => message).join("; ")),
    row(text.facts.audit, trail),
    row(text.facts.run, runId ?? ""),
    row(text.facts.took, text.seconds(seconds.toFixed(1))),
  );
}

/** Whether the dialer runs with the new rules, as far as reading has shown; it can be read again. */
function rulesRow({ dialer, after }: Run): HTMLElement {
  const text = strings.report;
  const words = h("span", { role: "status" }, rulesIn(after));
  const look = h("button", { type: "button", class: "small" }, text.rules.look);
  look.addEventListener("click", async () => {
    look.disabled = true;
    const live = await readDialer(dialer, { target: connection.target }).catch(() => undefined);
    setText(words, live === undefined ? text.rules.unread : rulesIn(live.text));
    look.disabled = false;
  });
  return h("div", {}, h("dt", {}, text.facts.rules), h("dd", {}, words, " ", look));
}

function rulesIn(document: string | undefined): string {
  const text = strings.report.rules;
  const { status, predictive_dialer_config: config } = objectOf(document) as { status?: unknown; predictive_dialer_config?: { reload_on_update?: unknown } };
  if (config?.reload_on_update !== true) return text.cached;
  if (typeof status !== "string") return text.untold;
  return status === "ACTIVE" || status === "IDLE" ? text.inForce(status) : text.reloading(status);
}

function objectOf(json: string | undefined): object {
  try {
    const value: unknown = JSON.parse(json ?? "{}");
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}

/** The time of day; with the day where that is another one. */
function timeOrDay(timestamp: string): string {
  const time = new Date(timestamp);
  return time.toDateString() === new Date().toDateString() ? timeOfDay(time) : dayAndTime(timestamp);
}
