import type { BandForecast, Forecast } from "pacing-core/forecast";
import { strings } from "../strings.ts";
import { h } from "../ui/dom.ts";
import { icon } from "../ui/icons.ts";
import { percents } from "./numbers.ts";
import { standing, type Standing } from "./predict.ts";
import { words as text } from "./strings.ts";

const ICONS = { keeps: "valid", partly: "warning", above: "error" } as const satisfies Record<Standing, string>;

/** The forecast as rows, a band each, and one for each range of teams that no band covers. */
export function forecastTable({ bands, uncovered, model }: Forecast): HTMLTableElement {
  const progressive = model === "progressive";
  const range = ({ agent_count_min: min, agent_count_max: max }: { agent_count_min: number; agent_count_max: number }): string => strings.chart.range(min, max);
  const rows = [
    ...bands.map((band) => ({ from: band.agent_count_min, row: rowOf(band, range(band), String(band.max_speed), progressive) })),
    ...uncovered.map(({ agent_count_min: from, agent_count_max: to, atGlobal }) => {
      const teams = to === undefined ? text.open(from) : strings.chart.range(from, to);
      const none = (): HTMLElement => h("tr", {}, h("th", { scope: "row" }, teams), h("td", { colspan: 5 }, text.uncoveredRow));
      return { from, row: atGlobal ? rowOf(atGlobal, teams, text.global(atGlobal.max_speed), progressive) : none() };
    }),
  ].sort((a, b) => a.from - b.from);
  const head = h("thead", {}, h("tr", {}, ...text.columns.map((column) => h("th", { scope: "col" }, column))));
  return h("table", { class: "plain" }, h("caption", { class: "hidden" }, strings.forecast.title), head, h("tbody", {}, ...rows.map(({ row }) => row)));
}

function rowOf(band: BandForecast, teams: string, speed: string, progressive: boolean): HTMLElement {
  const { worst, best, largestSpeed } = band;
  const stands = standing(band);
  const keeping = progressive || largestSpeed === 100 ? text.anySpeed : largestSpeed === undefined ? text.noSpeed : String(largestSpeed);
  const cells = [speed, percents(worst.abandonment), percents(best.abandonment), keeping];
  // The names stand beside the values where a row has no room for all of them.
  const cell = (value: string, index: number): HTMLElement => h("td", { "data-column": text.columns[index + 1] }, value);
  return h("tr", {}, h("th", { scope: "row" }, teams), ...cells.map(cell), h("td", { class: "stands", "data-column": text.columns[5] }, icon(ICONS[stands]), text.standing[stands]));
}
