import { limitsOf, PacingError, suggest, type Suggestion } from "pacing-core/forecast";
import { validateText } from "pacing-core/slim";
import type { Session } from "../document/session.ts";
import { strings } from "../strings.ts";
import { type Child, h, prose, uniqueId } from "../ui/dom.ts";
import { Amount } from "./amount.ts";
import { type Assuming, BEGINNING } from "./assumptions.ts";
import { difference, withBands } from "./matrix-edit.ts";
import { percent } from "./numbers.ts";
import { bandsOf, globalOf } from "./predict.ts";
import { words } from "./strings.ts";

/** The way back: from a target to the matrix that keeps it, shown as a difference before it is taken. */
export function suggestView(session: Session, assuming: Assuming): HTMLElement {
  const text = words.suggest;
  const asked = { target: 0.025, agents: [1, 50] as readonly [number, number], loss: 0.2 };
  const note = h("p", { class: "hint", role: "status" });
  // What was said of other numbers is not to be taken for an answer to these.
  const heard = { onTrouble: () => note.replaceChildren() };
  const target = new Amount({ label: text.target, hint: text.targetHint, unit: "%", places: 2, range: false, limits: { least: 0.0001, most: 99.9999 }, ...heard, take: (ends) => ends && (asked.target = ends[0]) });
  const agents = new Amount({ label: text.agents, hint: text.agentsHint, unit: "", places: 0, range: true, limits: { least: 1, most: 1_000_000 }, ...heard, take: (ends) => ends && (asked.agents = ends) });
  const loss = new Amount({ label: text.loss, hint: text.lossHint, unit: "%", places: 2, range: false, limits: { least: 0, most: 99.9999 }, ...heard, take: (ends) => ends && (asked.loss = ends[0]) });
  target.show([asked.target, asked.target]);
  agents.show(asked.agents);
  loss.show([asked.loss, asked.loss]);

  const group = uniqueId("wanted");
  const choice = (value: "bands" | "agents", label: string): [HTMLInputElement, HTMLElement] => {
    const input = h("input", { type: "radio", name: group, value, id: uniqueId("wanted") });
    return [input, h("label", { for: input.id }, label)];
  };
  const [these, theseLabel] = choice("bands", text.theseBands);
  const [others, othersLabel] = choice("agents", text.otherBands);
  these.checked = true;
  const sizes = h("div", { class: "sizes", hidden: true }, agents.element, loss.element);
  for (const input of [these, others]) input.addEventListener("change", () => (sizes.hidden = !others.checked));

  const preview = h("button", { type: "button", class: "small" }, text.preview);
  const find = (global: number | undefined): Suggestion => {
    const pairs = bandsOf(session.now.outline).map(({ agent_count_min: min, agent_count_max: max }) => [min, max] as const).sort(([one], [other]) => one - other);
    const limit = global === undefined ? {} : { maxSpeed: global };
    const wanted = others.checked ? { agents: asked.agents, loss: asked.loss, ...limit } : { bands: pairs, ...limit };
    return suggest(wanted, { ...(assuming.now ?? BEGINNING), profile: session.now.profile }, asked.target);
  };
  const show = async (): Promise<void> => {
    note.replaceChildren();
    const { text: before, profile, outline, obstacle } = session.now;
    const trouble = [target, ...(others.checked ? [agents, loss] : [])].map((amount) => amount.trouble).find((trouble) => trouble !== undefined);
    if (trouble !== undefined) return note.replaceChildren(...prose(text.first(trouble)));
    if (assuming.doubt !== undefined) return note.replaceChildren(...prose(assuming.doubt));
    try {
      if (obstacle) throw new PacingError("unreadable-text", text.unreadable);
      const global = globalOf(outline);
      const suggestion = find(global);
      const none = nothing(suggestion, asked.target);
      if (none) return note.replaceChildren(...prose(none));
      const after = withBands(before, suggestion.bands);
      const errors = validateText(after, { profile }).diagnostics.filter(({ severity }) => severity === "error").length;
      const held = global !== undefined && global < 100 && suggestion.bands.some(({ max_speed }) => max_speed === global);
      const { showCompare } = await import("../views/compare.ts");
      const take = h("button", { type: "button", class: "primary" }, text.take);
      const leave = h("button", { type: "button" }, text.leave);
      const { cap } = limitsOf(profile);
      const lead: Child[] = [
        h("p", {}, text.lead(percent(asked.target), percent(assuming.now?.cap ?? cap))),
        ...left(suggestion),
        held ? h("p", { class: "hint" }, text.held(global ?? 0)) : undefined,
        h("p", { class: "hint" }, errors === 0 ? text.valid : text.invalid(errors)),
      ];
      const dialog = showCompare({ title: text.title, before, after, labels: [strings.compare.now, text.suggested], lead, foot: h("div", { class: "row take" }, take, leave) });
      take.addEventListener("click", () => {
        dialog.close();
        session.edit(() => [difference(before, after)], "input.form");
        note.replaceChildren(text.taken);
      });
      leave.addEventListener("click", () => dialog.close());
    } catch (error) {
      if (!(error instanceof PacingError)) throw error;
      note.replaceChildren(...prose(`${error.message}.`));
    }
  };
  preview.addEventListener("click", () => void show());
  const body = h(
    "div",
    { class: "suggest-body" },
    h("fieldset", { class: "wanted" }, h("legend", { class: "hidden" }, text.wanted), h("span", { class: "option" }, these, theseLabel), h("span", { class: "option" }, others, othersLabel)),
    h("div", { class: "targets" }, target.element, sizes),
    h("p", { class: "row" }, preview, note),
  );
  const progressive = h("p", { class: "hint" }, text.progressive);
  const offer = (): void => {
    progressive.hidden = assuming.now?.unit !== "one-per-agent";
    body.hidden = !progressive.hidden;
  };
  assuming.subscribe(offer);
  offer();
  return h("section", { class: "suggest", "aria-labelledby": "suggest-title" }, h("h3", { id: "suggest-title" }, text.title), progressive, body);
}

function nothing({ bands, smallestTeam }: Suggestion, target: number): string | undefined {
  return bands.length > 0 ? undefined : words.suggest.none(percent(target), smallestTeam);
}

/** The teams for which there is no speed. */
function left({ tooSmall }: Suggestion): Child[] {
  if (tooSmall.length === 0) return [];
  return [h("p", {}, words.suggest.tooSmall(joined(tooSmall).map(([from, to]) => strings.chart.range(from, to)).join(", ")))];
}

/** Ranges that adjoin or overlap as one. */
function joined(ranges: Suggestion["tooSmall"]): Suggestion["tooSmall"] {
  const all: Suggestion["tooSmall"] = [];
  for (const [from, to] of [...ranges].sort(([one], [other]) => one - other)) {
    const last = all.at(-1);
    if (last && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else all.push([from, to]);
  }
  return all;
}
