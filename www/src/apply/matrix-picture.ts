import { scaleOf } from "../chart/scale.ts";
import { h, s } from "../ui/dom.ts";
import { type Band, bandsOf } from "./effects.ts";
import { strings } from "./strings.ts";

const [WIDTH, HEIGHT] = [380, 190];

/** The two speed matrices over each other; the table beside it says the same in words. */
export function matrixPicture(before: string, after: string): HTMLElement {
  const [then, now] = [bandsOf(before), bandsOf(after)];
  const drawn = (bands: readonly Band[]) => bands.map((band, index) => ({ ...band, index }));
  const scale = scaleOf({ bands: drawn([...then, ...now]), gaps: [], overlaps: [], global: undefined }, WIDTH, HEIGHT);
  const { left, top, width, height, xTicks, yTicks, x, y } = scale;
  const outline = (bands: readonly Band[]): string => bands.map(({ min, max, speed }) => `M${x(min)} ${y(0)}V${y(speed)}H${x(max + 1)}V${y(0)}`).join("");
  const teams = [1, ...xTicks.filter((tick) => tick > 1)];
  return h(
    "figure",
    { class: "apply-picture", "aria-hidden": "true" },
    s(
      "svg",
      { viewBox: `0 0 ${WIDTH} ${HEIGHT}` },
      s("path", { class: "grid", d: yTicks.map((tick) => `M${left} ${y(tick)}h${width}`).join("") }),
      ...yTicks.map((tick) => s("text", { class: "tick", x: left - 7, y: y(tick) + 3.5, "text-anchor": "end" }, String(tick))),
      ...teams.map((tick) => s("text", { class: "tick", x: x(tick), y: top + height + 15, "text-anchor": "middle" }, tick.toLocaleString("en"))),
      s("path", { class: "area", d: outline(now) }),
      s("path", { class: "after", d: outline(now) }),
      s("path", { class: "before", d: outline(then) }),
    ),
    h("figcaption", {}, h("span", { class: "key before" }, strings.plan.legend.now), h("span", { class: "key after" }, strings.plan.legend.then)),
  );
}
