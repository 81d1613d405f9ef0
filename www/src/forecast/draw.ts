import type { Scale } from "../chart/scale.ts";
import { strings } from "../strings.ts";
import { type Child, s } from "../ui/dom.ts";
import { percent, predicted } from "./numbers.ts";
import type { Curve, Standing } from "./predict.ts";
import { words } from "./strings.ts";

const STANDINGS: readonly Standing[] = ["keeps", "partly", "above"];

/** From shares to pixels. A scale of squares: a cap of 3 % would lie on the axis of an even one. */
export interface Shares {
  readonly ticks: readonly number[];
  y(share: number): number;
}

export function sharesOf(curves: readonly Curve[], cap: number, { top, height }: Pick<Scale, "top" | "height">): Shares {
  const most = curves.reduce((most, { steps: [worst] }) => Math.max(most, worst?.worst.abandonment.high ?? 0), cap * 1.5);
  const end = [0.05, 0.1, 0.25, 0.5, 1].find((end) => most <= end) ?? 1;
  const ticks = [0, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 1].filter((tick) => tick <= end && (tick >= end / 30 || tick === 0) && (tick === 0 || Math.abs(tick - cap) > end / 200));
  return { ticks, y: (share) => top + height - Math.sqrt(Math.min(share, end) / end) * height };
}

/** The picture without what moves with the pointer. A few paths, however many bands there are. */
export function drawing(curves: readonly Curve[], cap: number, scale: Scale, shares: Shares): Child[] {
  const groups = STANDINGS.flatMap((standing) => [true, false].map((covered) => ({ standing, covered })));
  const drawn = groups.flatMap(({ standing, covered }) => {
    const some = curves.filter((curve) => curve.standing === standing && curve.covered === covered);
    return some.length === 0 ? [] : areas(some, covered ? standing : `${standing} uncovered`, cap, scale, shares);
  });
  return [...patterns(), ...axes(scale, shares), ...drawn, ...capLine(curves, cap, scale, shares), ...labels(curves, scale, shares)];
}

function patterns(): Child[] {
  const hatch = (standing: Standing): SVGElement =>
    s("pattern", { id: `over-${standing}`, class: `over-${standing}`, width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: `rotate(${standing === "above" ? 45 : 135})` }, s("path", { d: "M0 0v6" }));
  return [s("defs", {}, hatch("partly"), hatch("above"))];
}

function axes({ left, top, width, height, xTicks, x, agents }: Scale, { ticks, y }: Shares): Child[] {
  const teams = [1, ...xTicks.filter((tick) => tick > 1)].filter((tick, index, all) => index === 0 || tick - 1 > (all[1] ?? 0) / 3);
  const column = width / agents;
  return [
    s("path", { class: "grid", d: ticks.map((tick) => `M${left} ${y(tick)}h${width}`).join("") }),
    ...ticks.map((tick) => s("text", { class: "tick", x: left - 5, y: y(tick) + 3.5, "text-anchor": "end" }, percent(tick).replace(" %", ""))),
    ...teams.map((tick) => s("text", { class: "tick", x: x(tick) + column / 2, y: top + height + 15, "text-anchor": "middle" }, tick.toLocaleString("en"))),
    s("text", { class: "axis", x: left + width, y: top + height + 30, "text-anchor": "end" }, strings.chart.agents),
  ];
}

/** What bands of one standing abandon: an area, its upper edge, the range where the assumptions are ranges, and hatched what is above the cap. */
function areas(curves: readonly Curve[], standing: string, cap: number, scale: Scale, { y }: Shares): Child[] {
  const steps = curves.flatMap((curve) => curve.steps);
  const columns = (from: (low: number, high: number) => number, to: (low: number, high: number) => number, some = steps): string =>
    some
      .map(({ agent_count_min: min, agent_count_max: max, worst: { abandonment: { low, high } } }) => `M${scale.x(min)} ${y(from(low, high))}H${scale.x(max + 1)}V${y(to(low, high))}H${scale.x(min)}Z`)
      .join("");
  const edge = steps.map(({ agent_count_min: min, agent_count_max: max, worst }) => `M${scale.x(min)} ${y(worst.abandonment.high)}H${scale.x(max + 1)}`).join("");
  const over = steps.filter(({ aboveCap }) => aboveCap);
  return [
    s("path", { class: `curve-area ${standing}`, d: columns(() => 0, (_, high) => high) }),
    s("path", { class: `curve-range ${standing}`, d: columns((low) => low, (_, high) => high, steps.filter(({ worst: { abandonment } }) => abandonment.low < abandonment.high)) }),
    s("path", { class: `curve-over ${standing}`, d: columns(() => cap, (_, high) => high, over) }),
    s("path", { class: `curve-edge ${standing}`, d: edge }),
  ];
}

/** The line, and its name where the curves leave most room for it. */
function capLine(curves: readonly Curve[], cap: number, { left, width, x }: Scale, { y }: Shares): Child[] {
  const name = words.capLine(percent(cap));
  const long = name.length * 7;
  const edges = curves.flatMap(({ steps }) => steps).map(({ agent_count_min: min, agent_count_max: max, worst }) => ({ from: x(min), to: x(max + 1), y: y(worst.abandonment.high) }));
  const room = (end: number, middle: number): number =>
    edges.filter(({ from, to }) => from < end + 4 && to > end - long - 4).reduce((least, edge) => Math.min(least, Math.abs(edge.y - middle)), Number.POSITIVE_INFINITY);
  const places = [left + width, left + (width + long) / 2, left + long + 4].flatMap((end) => [-5, 13].map((below) => ({ end, below, room: Math.min(room(end, y(cap) + below - 4), 24) })));
  const best = places.reduce((best, place) => (place.room > best.room ? place : best));
  return [s("path", { class: "cap", d: `M${left} ${y(cap)}h${width}` }), s("text", { class: "cap-label", x: best.end, y: y(cap) + best.below, "text-anchor": "end" }, name)];
}

/** What the smallest team of each band abandons, where there is room for it. */
function labels(curves: readonly Curve[], scale: Scale, { y }: Shares): Child[] {
  let free = Number.NEGATIVE_INFINITY;
  return curves.map(({ steps: [first], standing, covered }) => {
    if (!first) return undefined;
    const x = scale.x(first.agent_count_min);
    if (x < free) return undefined;
    const words = `${predicted(first.worst.abandonment.high)}${covered ? "" : " *"}`;
    free = x + words.length * 7 + 6;
    return s("text", { class: `share ${standing}${covered ? "" : " uncovered"}`, x: x + 2, y: Math.max(y(first.worst.abandonment.high) - 5, 11) }, words);
  });
}
