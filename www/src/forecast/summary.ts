import type { BandForecast, Forecast } from "pacing-core/forecast";
import { strings } from "../strings.ts";
import { percent, percents } from "./numbers.ts";
import { words as text } from "./strings.ts";

/** What a forecast comes to, in sentences: the worst of all teams that the matrix speaks of, whether a band covers them or not. */
export function summaryOf({ bands, uncovered, keepsCap }: Forecast, skipped: number, cap: number): string {
  const between = uncovered.filter(({ agent_count_max }) => agent_count_max !== undefined);
  const holes = between.flatMap(({ atGlobal }) => atGlobal ?? []);
  const [worst] = [...bands, ...holes].sort((one, other) => other.worst.abandonment.high - one.worst.abandonment.high);
  if (bands.length === 0 || !worst) return [text.noBands, skippedWords(skipped)].join(" ").trim();
  const rest = keepsCap && skipped === 0 ? text.keeps(percent(cap), closest(worst, holes.includes(worst))) : "";
  return [
    worst.aboveCap ? text.worst(whose(worst, holes.includes(worst)), percents(worst.worst.abandonment), worst.worst.agents) : rest,
    gapWords(between, cap),
    behind(uncovered.find(({ agent_count_max }) => agent_count_max === undefined)),
    skippedWords(skipped),
  ]
    .filter((part) => part !== "")
    .join(" ");
}

function whose({ agent_count_min: min, agent_count_max: max, max_speed }: BandForecast, hole: boolean): string {
  return hole ? text.whoseHole(strings.chart.range(min, max), max_speed) : text.whoseBand(strings.chart.range(min, max));
}

/** Which band comes nearest to the cap; nothing where none abandons any call. */
function closest(band: BandForecast, hole: boolean): string {
  return band.worst.abandonment.high === 0 ? "" : text.closest(whose(band, hole), percents(band.worst.abandonment), band.worst.agents);
}

/** Teams without a band, and what holds for them. */
function gapWords(between: Forecast["uncovered"], cap: number): string {
  if (between.length === 0) return "";
  const teams = between.map(({ agent_count_min: min, agent_count_max: max }) => strings.chart.range(min, max ?? min));
  const named = (teams.length > 3 ? [...teams.slice(0, 3), text.moreGaps(teams.length - 3)] : teams).join(", ");
  const global = between[0]?.atGlobal?.max_speed;
  return global === undefined ? text.uncoveredUnknown(named) : text.uncovered(named, global, between.some(({ atGlobal }) => atGlobal?.aboveCap), percent(cap));
}

/** Larger teams than the bands: only worth a sentence where the global speed is too fast for them. */
function behind(open: Forecast["uncovered"][number] | undefined): string {
  const band = open?.atGlobal;
  return band?.aboveCap ? text.behind(band.agent_count_min, band.max_speed, percents(band.worst.abandonment)) : "";
}

function skippedWords(skipped: number): string {
  return skipped === 0 ? "" : text.skipped(skipped);
}
