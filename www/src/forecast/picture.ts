import { type Matrix } from "../chart/matrix.ts";
import { type Scale, scaleOf } from "../chart/scale.ts";
import type { Link } from "../document/link.ts";
import { h, s, setAttribute, setChildren } from "../ui/dom.ts";
import { drawing, sharesOf } from "./draw.ts";
import type { Curve } from "./predict.ts";
import { words as text } from "./strings.ts";

const HEIGHT = 200;

interface Picture {
  readonly element: HTMLElement;
  /** Draws the bands; `curves` gives them for teams of up to some size. */
  draw(matrix: Matrix, curves: (agents: number) => Curve[], cap: number): void;
  /** Marks a team; `words` says what is predicted for it. */
  point(team: number | undefined, words: string | undefined): void;
  onResize(listener: () => void): void;
}

function summary(curves: readonly Curve[]): string {
  const [bands, holes] = [curves.filter(({ covered }) => covered), curves.filter(({ covered }) => !covered)];
  const above = (some: readonly Curve[]): number => some.filter(({ standing }) => standing !== "keeps").length;
  return text.summary(bands.length, above(bands), above(holes));
}

/** Abandonment by team size, with the same teams across as the picture of the speeds above it, and a slider below that goes through them. */
export function picture(link: Link): Picture {
  let width = 0;
  let matrix: Matrix | undefined;
  let scale: Scale | undefined;
  let resized = (): void => undefined;

  const still = s("g");
  const linked = s("path", { class: "linked" });
  const marker = s("path", { class: "marker" });
  const svg = s("svg", { class: "prediction", height: HEIGHT, role: "img" }, still, linked, marker);
  const slider = h("input", { type: "range", class: "team-slider", "aria-label": text.team, min: 1, max: 10, step: 1 });
  const legend = h("ul", { class: "legend", "aria-hidden": "true" }, ...(["keeps", "partly", "above", "uncovered"] as const).map((standing) => h("li", { class: standing }, text.legend[standing])));
  const element = h("div", { class: "frame" }, h("p", { class: "axis-title", "aria-hidden": "true" }, text.axis), svg, slider, legend);

  const bandAt = (team: number | undefined) => matrix?.bands.find(({ min, max }) => team !== undefined && min <= team && team <= max);
  svg.addEventListener("pointermove", ({ clientX }) => {
    const team = scale?.agentsAt(clientX - svg.getBoundingClientRect().left);
    link.point(bandAt(team)?.index);
    if (team !== undefined) link.pointTeam(team);
  });
  svg.addEventListener("pointerleave", () => link.point(undefined));
  slider.addEventListener("input", () => link.pointTeam(Number(slider.value)));
  const showLinked = (band: number | undefined): void => {
    const drawn = matrix?.bands.find(({ index }) => index === band);
    setAttribute(linked, "d", drawn && scale ? `M${scale.x(drawn.min)} ${scale.top}H${scale.x(drawn.max + 1)}V${scale.y(0)}H${scale.x(drawn.min)}Z` : "");
  };
  link.subscribe(showLinked);
  new ResizeObserver(([entry]) => {
    const wide = Math.floor(entry?.contentRect.width ?? 0);
    if (wide === width || wide === 0) return;
    width = wide;
    resized();
  }).observe(element);

  return {
    element,
    draw(now, curvesUpTo, cap) {
      matrix = now;
      // The first time the observer has not spoken yet.
      width ||= element.clientWidth;
      if (width === 0) return;
      scale = scaleOf(now, width, HEIGHT);
      const curves = curvesUpTo(scale.agents);
      setAttribute(svg, "width", String(width));
      setAttribute(svg, "viewBox", `0 0 ${width} ${HEIGHT}`);
      setChildren(still, drawing(curves, cap, scale, sharesOf(curves, cap, scale)));
      setAttribute(svg, "aria-label", summary(curves));
      setAttribute(slider, "max", String(scale.agents));
      showLinked(link.band);
    },
    point(team, words) {
      const at = team === undefined || !scale || team > scale.agents ? undefined : (scale.x(team) + scale.x(team + 1)) / 2;
      setAttribute(marker, "d", at === undefined || !scale ? "" : `M${at} ${scale.top}V${scale.y(0)}`);
      if (team !== undefined && slider.value !== String(team)) slider.value = String(team);
      setAttribute(slider, "aria-valuetext", words ?? text.noBand(team ?? 0));
    },
    onResize(listener) {
      resized = listener;
    },
  };
}
