import { limitsOf, PacingError, suggest, type Suggestion } from "pacing-core/forecast";
import { type Band, validateText } from "pacing-core/slim";
import { numberOf } from "../document/outline.ts";
import type { Session } from "../document/session.ts";
import { strings } from "../strings.ts";
import { type Child, h, prose, uniqueId } from "../ui/dom.ts";
import { Amount } from "./amount.ts";
import { type Assuming, BEGINNING } from "./assumptions.ts";
import { difference, withBands } from "./matrix-edit.ts";
import { percent } from "./numbers.ts";
import { bandsOf } from "./predict.ts";
import { words } from "./strings.ts";

/** The way back: from a target to the matrix that keeps it, shown as a difference before it is taken. */
export function suggestView(session: Session, assuming: Assuming): HTMLElement {
  const text = words.suggest;
  const asked = { target: 0.025, agents: [1, 50] as readonly [number, number], loss: 0.2 };
  const target = new Amount({ label: text.target, hint: text.targetHint, unit: "%", places: 2, range: false, take: (ends) => ends !== undefined && ((asked.target = ends[0]), true) });
  const agents = new Amount({ label: text.agents, hint: text.agentsHint, unit: "", places: 0, range: true, take: (ends) => ends !== undefined && ((asked.agents = ends), true) });
  const loss = new Amount({ label: text.loss, hint: text.lossHint, unit: "%", places: 2, range: false, take: (ends) => ends !== undefined && ((asked.loss = ends[0]), true) });
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

  const note = h("p", { class: "hint", role: "status" });
  const preview = h("button", { type: "button", class: "small" }, text.preview);
  const find = (): Suggestion => {
    const bands = bandsOf(session.now.outline).filter(({ agent_count_min: min, agent_count_max: max }) => min <= max);
    const pairs = bands.map(({ agent_count_min: min, agent_count_max: max }) => [min, max] as const).sort(([one], [other]) => one - other);
    const wanted = others.checked ? { agents: asked.agents, loss: asked.loss } : { bands: pairs };
    return suggest(wanted, { ...(assuming.now ?? BEGINNING), profile: session.now.profile }, asked.target);
  };
  const show = async (): Promise<void> => {
    note.replaceChildren();
    const { text: before, profile, outline, obstacle } = session.now;
    try {
      if (obstacle) throw new PacingError("unreadable-text", text.unreadable);
      const suggestion = find();
      const none = nothing(suggestion, asked.target);
      if (none) return note.replaceChildren(...prose(none));
      const global = numberOf(outline.maxSpeed);
      const bands = heldAt(suggestion.bands, global, others.checked);
      const after = withBands(before, bands);
      const errors = validateText(after, { profile }).diagnostics.filter(({ severity }) => severity === "error").length;
      const held = global !== undefined && suggestion.bands.some(({ max_speed }) => max_speed > global);
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
  return h(
    "section",
    { class: "suggest", "aria-labelledby": "suggest-title" },
    h("h3", { id: "suggest-title" }, text.title),
    h("fieldset", { class: "wanted" }, h("legend", { class: "hidden" }, text.wanted), h("span", { class: "option" }, these, theseLabel), h("span", { class: "option" }, others, othersLabel)),
    h("div", { class: "targets" }, target.element, sizes),
    h("p", { class: "row" }, preview, note),
  );
}

function nothing({ bands, smallestTeam }: Suggestion, target: number): string | undefined {
  return bands.length > 0 ? undefined : words.suggest.none(percent(target), smallestTeam);
}

/** The teams for which there is no speed. */
function left({ tooSmall }: Suggestion): Child[] {
  if (tooSmall.length === 0) return [];
  return [h("p", {}, words.suggest.tooSmall(tooSmall.map(([from, to]) => strings.chart.range(from, to)).join(", ")))];
}

/** Speeds that the dialer as a whole may not pass; bands that it makes alike are joined where their ends are free. */
function heldAt(bands: readonly Band[], global: number | undefined, join: boolean): Band[] {
  const held: Band[] = [];
  for (const band of bands) {
    const max_speed = global !== undefined && global >= 1 ? Math.min(band.max_speed, Math.floor(global)) : band.max_speed;
    const last = held.at(-1);
    if (join && last && last.max_speed === max_speed && last.agent_count_max + 1 === band.agent_count_min) last.agent_count_max = band.agent_count_max;
    else held.push({ ...band, max_speed });
  }
  return held;
}
