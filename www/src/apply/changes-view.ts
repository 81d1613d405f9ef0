import type { Change } from "pacing-core/apply";
import { type Child, h } from "../ui/dom.ts";
import { strings } from "./strings.ts";

/** As many as can be read; a document of a thousand bands can differ everywhere. */
const SHOWN = 200;
const LONGEST = 160;

/** Changes as a list: what, and its value before and after. */
export function changesView(changes: readonly Change[]): HTMLElement {
  const rows = changes.slice(0, SHOWN).map((change) => h("li", {}, h("span", { class: "what" }, change.what), h("span", { class: "values" }, ...sides(change))));
  const more = changes.length - rows.length;
  return h("ul", { class: "apply-changes" }, ...rows, more > 0 ? h("li", { class: "hint" }, strings.plan.more(more)) : undefined);
}

/** How many are added, changed and removed. */
export function countsOf(changes: readonly Change[]): { added: number; changed: number; removed: number } {
  const kinds = changes.map(kindOf);
  const count = (wanted: string): number => kinds.filter((kind) => kind === wanted).length;
  return { added: count("added"), changed: count("changed"), removed: count("removed") };
}

function kindOf({ before, after }: Change): "added" | "changed" | "removed" {
  return before === undefined ? "added" : after === undefined ? "removed" : "changed";
}

function sides({ before, after }: Change): Child[] {
  if (before === undefined) return [h("em", {}, strings.plan.added), " ", h("ins", {}, readable(after ?? ""))];
  if (after === undefined) return [h("em", {}, strings.plan.removed), " ", h("del", {}, readable(before))];
  return [h("del", {}, readable(before)), h("span", { class: "arrow", "aria-hidden": "true" }, "→"), h("ins", {}, readable(after))];
}

/** A band without its ends, which its name says already; anything else as it stands. */
function readable(json: string): string {
  const text = bandOf(json) ?? json;
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

function bandOf(json: string): string | undefined {
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value !== "object" || value === null || !("agent_count_min" in value)) return undefined;
    const rest = Object.entries(value).filter(([name]) => name !== "agent_count_min" && name !== "agent_count_max");
    return rest.map(([name, part]) => `${name} ${JSON.stringify(part)}`).join(", ");
  } catch {
    return undefined;
  }
}
