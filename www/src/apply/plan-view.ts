import type { Plan } from "pacing-core/apply";
import { type Diagnostic, type ProfileId, profiles } from "pacing-core/slim";
import { helpOf } from "../document/prose.ts";
import { shifted } from "../document/threshold.ts";
import { type Child, h, prose } from "../ui/dom.ts";
import { changesView, countsOf } from "./changes-view.ts";
import { connection } from "./connection.ts";
import { type Effects, effectsOf, type Pair, type SpeedChange } from "./effects.ts";
import { callout, paragraph } from "./inputs.ts";
import { laidOut } from "./laid-out.ts";
import { matrixPicture } from "./matrix-picture.ts";
import { sentence } from "./sentence.ts";
import { strings } from "./strings.ts";

const ROWS = 12;

/** What would change: in effect, and value by value. */
export function planView(plan: Plan): HTMLElement {
  const text = strings.plan;
  const { added, changed, removed } = countsOf(plan.changes);
  const compare = h("button", { type: "button", class: "small", onclick: () => void sideBySide(plan) }, text.texts);
  return h(
    "div",
    { class: "apply-plan" },
    h("p", { class: "hint" }, ...prose(text.on(plan.dialer, connection.server, plan.live.status))),
    effectsView(effectsOf(plan.live.text, plan.body), plan),
    h("section", { class: "apply-part" }, h("header", {}, h("h4", {}, text.changes), h("span", { class: "apply-counts" }, text.counts(added, changed, removed)), compare), changesView(plan.changes)),
    ...warnings(plan),
  );
}

/** Under which law the document was checked, and what was found. */
export function checkedView({ profile, warnings }: { readonly profile: ProfileId; readonly warnings: readonly Diagnostic[] }): HTMLElement {
  const { name } = profiles().find(({ id }) => id === profile) ?? { name: profile };
  const line = paragraph(strings.plan.checked(name, warnings.length));
  if (warnings.length === 0) return line;
  const items = warnings.slice(0, ROWS).map(({ message, help }) => h("li", {}, ...prose(`${sentence(message)} ${sentence(helpOf(help))}`)));
  const more = warnings.length - items.length;
  return callout("warning", undefined, line, h("ul", { class: "apply-errors" }, ...items, more > 0 ? h("li", {}, strings.plan.more(more)) : undefined));
}

async function sideBySide({ live, body }: Plan): Promise<void> {
  const { comparison: title, labels } = strings.compare;
  const { showCompare } = await import("../views/compare.ts");
  showCompare({ title, before: laidOut(live.text), after: laidOut(body), labels });
}

/** What is to be known before saying yes. */
function warnings({ onlyStored, live }: Plan): Child[] {
  const text = strings.plan;
  return [
    onlyStored.length > 0 ? callout("warning", undefined, paragraph(text.onlyStored(onlyStored.map((field) => `\`${field}\``).join(", ")))) : undefined,
    live.etag === undefined ? callout("warning", undefined, paragraph(text.unguarded), ...live.notes.map(({ message }) => paragraph(sentence(message), "hint"))) : undefined,
    paragraph(connection.webhook === undefined ? text.noEvent : text.event(connection.receiver), "hint"),
  ];
}

function effectsView(effects: Effects, plan: Plan): HTMLElement {
  const text = strings.plan;
  const { threshold, maxSpeed, speeds, reload } = effects;
  const percent = (value: number): string => text.percent(shifted(String(value), 2) ?? String(value));
  const direction = threshold.before === undefined || threshold.after === undefined || threshold.before === threshold.after ? undefined : threshold.after > threshold.before ? text.thresholdUp : text.thresholdDown;
  return h(
    "section",
    { class: "apply-part apply-effects" },
    h("h4", {}, text.effects),
    h(
      "dl",
      {},
      fact(text.threshold, ...pair(threshold, percent), direction === undefined ? undefined : h("span", { class: "hint" }, direction)),
      fact(text.global, ...pair(maxSpeed, String)),
      fact(text.reload, reload ? text.reloadNow : h("span", {}, ...prose(text.reloadLater))),
    ),
    h("h5", {}, text.speeds),
    speeds.length === 0 ? h("p", { class: "hint" }, text.same) : h("div", { class: "apply-speeds" }, matrixPicture(plan.live.text, plan.body), speedTable(speeds)),
  );
}

function speedTable(speeds: readonly SpeedChange[]): HTMLElement {
  const text = strings.plan;
  const cell = (speed: number | undefined): string => (speed === undefined ? text.none : String(speed));
  const rows = speeds.slice(0, ROWS).map(({ from, to, before, after }) => h("tr", {}, h("th", { scope: "row" }, text.range(from, to)), h("td", {}, h("del", {}, cell(before))), h("td", {}, h("ins", {}, cell(after)))));
  const more = speeds.length - rows.length;
  return h(
    "table",
    { "aria-label": text.speeds },
    h("thead", {}, h("tr", {}, ...text.columns.map((column) => h("th", { scope: "col" }, column)))),
    h("tbody", {}, ...rows),
    more > 0 ? h("tfoot", {}, h("tr", {}, h("td", { colspan: 3 }, text.more(more)))) : undefined,
  );
}

function fact(name: string, ...value: Child[]): HTMLElement {
  return h("div", {}, h("dt", {}, name), h("dd", {}, ...value));
}

function pair(values: Pair<number>, show: (value: number) => string): Child[] {
  const { before, after } = values;
  const word = (value: number | undefined): string => (value === undefined ? strings.plan.none : show(value));
  if (before === after) return [h("span", {}, word(after))];
  return [h("span", { class: "apply-pair-values" }, h("del", {}, word(before)), h("span", { class: "arrow", "aria-hidden": "true" }, "→"), h("ins", {}, word(after)))];
}
