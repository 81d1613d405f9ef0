import type { BandForecast, Forecast } from "pacing-core/forecast";
import { strings } from "../strings.ts";
import { h } from "../ui/dom.ts";
import { icon } from "../ui/icons.ts";
import { percents } from "./numbers.ts";
import { standing, type Standing } from "./predict.ts";
import { words as text } from "./strings.ts";

const ICONS = { keeps: "valid", partly: "warning", above: "error" } as const satisfies Record<Standing, string>;

/** The forecast as rows, a band each, and one for each range of teams that no band covers. */
export function forecastTable({ bands, uncovered }: Forecast): HTMLTableElement {
  const rows = [
    ...bands.map((band) => ({ from: band.agent_count_min, row: rowOf(band) })),
    ...uncovered.map(([from, to]) => ({
      from,
      row: h("tr", {}, h("th", { scope: "row" }, strings.chart.range(from, to)), h("td", { colspan: 5 }, text.uncoveredRow)),
    })),
  ].sort((a, b) => a.from - b.from);
  const head = h("thead", {}, h("tr", {}, ...text.columns.map((column) => h("th", { scope: "col" }, column))));
  return h("table", { class: "plain" }, h("caption", { class: "hidden" }, strings.forecast.title), head, h("tbody", {}, ...rows.map(({ row }) => row)));
}

function rowOf(band: BandForecast): HTMLElement {
  const { agent_count_min: min, agent_count_max: max, max_speed, worst, best, largestSpeed } = band;
  const stands = standing(band);
  return h(
    "tr",
    {},
    h("th", { scope: "row" }, strings.chart.range(min, max)),
    h("td", {}, String(max_speed)),
    h("td", {}, percents(worst.abandonment)),
    h("td", {}, percents(best.abandonment)),
    h("td", {}, largestSpeed === undefined ? text.noSpeed : String(largestSpeed)),
    h("td", { class: "stands" }, icon(ICONS[stands]), text.standing[stands]),
  );
}
