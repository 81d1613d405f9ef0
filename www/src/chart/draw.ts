import { grouped, strings } from "../strings.ts";
import { type Child, s } from "../ui/dom.ts";
import { type DrawnBand, isAbove, type Matrix, type Teams } from "./matrix.ts";
import type { Scale } from "./scale.ts";

/** The picture without what moves with the pointer. A few paths, however many bands there are. */
export function drawing(matrix: Matrix, scale: Scale): Child[] {
  return [patterns(), ...axes(scale), ...steps(matrix, scale), ...teams(matrix, scale), ...globalLine(matrix, scale)];
}


/** The outline of one band, for what is pointed at. */
export function bandShape({ min, max, speed }: DrawnBand, scale: Scale): string {
  return box(scale.x(min), scale.y(speed), scale.x(max + 1), scale.y(0));
}

function patterns(): SVGElement {
  const pattern = (id: string): SVGElement =>
    s("pattern", { id, class: id, width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, s("path", { d: "M0 0v6" }));
  return s("defs", {}, pattern("hatch-gap"), pattern("hatch-overlap"));
}

function axes({ left, top, width, height, xTicks, yTicks, x, y, agents }: Scale): Child[] {
  const grid = yTicks.map((tick) => `M${left} ${y(tick)}h${width}`).join("");
  const teams = [1, ...xTicks.filter((tick) => tick > 1)].filter((tick, index, all) => index === 0 || tick - 1 > (all[1] ?? 0) / 3);
  const column = width / agents;
  return [
    s("path", { class: "grid", d: grid }),
    ...yTicks.map((tick) => s("text", { class: "tick", x: left - 7, y: y(tick) + 3.5, "text-anchor": "end" }, String(tick))),
    ...teams.map((tick) => s("text", { class: "tick", ...tickPlace(x(tick) + column / 2, grouped(tick), left + width), y: top + height + 15 }, grouped(tick))),
    s("text", { class: "axis", x: left + width, y: top + height + 30, "text-anchor": "end" }, strings.chart.agents),
    s("text", { class: "axis", x: left - 30, y: top - 8 }, strings.chart.speed),
  ];
}

/** Below its column; where the picture ends, beside it, so that no digit is cut. */
function tickPlace(middle: number, word: string, right: number): { x: number; "text-anchor": string } {
  const half = word.length * 3.4;
  return middle + half > right + 12 ? { x: right + 12, "text-anchor": "end" } : { x: middle, "text-anchor": "middle" };
}

function steps({ bands, global }: Matrix, scale: Scale): Child[] {
  const above = bands.filter((band) => isAbove(band, global));
  const tops = (some: readonly DrawnBand[]): string => some.map(({ min, max, speed }) => `M${scale.x(min)} ${scale.y(speed)}H${scale.x(max + 1)}`).join("");
  const [low, high] = [bands.filter((band) => !isAbove(band, global)), scale.y(global ?? 0)];
  return [
    s("path", { class: "area", d: bands.map((band) => bandShape(band, scale)).join("") }),
    s("path", { class: "area-above", d: above.map(({ min, max, speed }) => box(scale.x(min), scale.y(speed), scale.x(max + 1), high)).join("") }),
    s("path", { class: "sides", d: bands.map(({ min, max, speed }) => `M${scale.x(min)} ${scale.y(0)}V${scale.y(speed)}M${scale.x(max + 1)} ${scale.y(0)}V${scale.y(speed)}`).join("") }),
    s("path", { class: "top", d: tops(low) }),
    s("path", { class: "top above", d: tops(above) }),
  ];
}

function teams({ gaps, overlaps }: Matrix, scale: Scale): Child[] {
  const columns = (some: readonly Teams[]): string => some.map(({ from, to }) => box(scale.x(from), scale.top, scale.x(to + 1), scale.y(0))).join("");
  return [s("path", { class: "gap", d: columns(gaps) }), s("path", { class: "overlap", d: columns(overlaps) })];
}

function globalLine({ global }: Matrix, { left, width, y, speed }: Scale): Child[] {
  if (global === undefined || global < 0 || global > speed) return [];
  return [
    s("path", { class: "global", d: `M${left} ${y(global)}h${width}` }),
    s("text", { class: "global-label", x: left + width, y: y(global) - 5, "text-anchor": "end" }, strings.chart.global(global)),
  ];
}

/** Words where there is room for them, to be drawn above all lines. */
export function words({ bands, gaps, overlaps, global }: Matrix, scale: Scale): Child[] {
  const middle = (from: number, to: number): number => (scale.x(from) + scale.x(to + 1)) / 2;
  const room = (from: number, to: number): number => scale.x(to + 1) - scale.x(from);
  const word = (text: string, kind: string) => ({ from, to }: Teams): Child =>
    room(from, to) < 56 ? undefined : s("text", { class: `word ${kind}`, x: middle(from, to), y: scale.y(0) - 10, "text-anchor": "middle" }, text);
  const speeds = bands.map((band) => {
    const { min, max, speed } = band;
    if (room(min, max) < 24) return undefined;
    const kind = isAbove(band, global) ? "speed above" : "speed";
    return s("text", { class: kind, x: middle(min, max), y: Math.max(scale.y(speed) + 15, scale.top + 12), "text-anchor": "middle" }, String(speed));
  });
  return [...speeds, ...gaps.map(word(strings.chart.gap, "gap-word")), ...overlaps.map(word(strings.chart.overlap, "overlap-word"))];
}

function box(left: number, top: number, right: number, bottom: number): string {
  return `M${left} ${top}H${right}V${bottom}H${left}Z`;
}
