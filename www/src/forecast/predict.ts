import { type BandForecast, type Forecast, forecast } from "pacing-core/forecast";
import type { Band, ProfileId } from "pacing-core/slim";
import { type Outline, numberOf, type Value } from "../document/outline.ts";
import type { Assumptions } from "./assumptions.ts";

/** How a band stands to the cap, as far as it is shown. */
export type Standing = "keeps" | "partly" | "above";

/** What the picture shows of a band, or of teams that no band covers. */
export interface Curve {
  /** Whether a band covers them, or only the global speed holds. */
  readonly covered: boolean;
  readonly standing: Standing;
  /** From the smallest team up; each stands for the teams up to the next one, of which it is the worst. */
  readonly steps: readonly BandForecast[];
}

/** At most that many steps are computed for a picture, however large the teams are: it has no more columns to show. */
const STEPS = 200;
const LARGEST_TEAM = 1_000_000;

/** The bands for which something can be predicted: of whole numbers within what the platform takes. */
export function bandsOf({ bands }: Outline): Band[] {
  return bands.flatMap((band) => {
    const [min, max, speed] = [whole(band.min, LARGEST_TEAM), whole(band.max, LARGEST_TEAM), whole(band.speed, 100)];
    return min === undefined || max === undefined || speed === undefined || min > max ? [] : [{ agent_count_min: min, agent_count_max: max, max_speed: speed }];
  });
}

/** The global speed, where the platform takes it. */
export function globalOf({ maxSpeed }: Outline): number | undefined {
  return whole(maxSpeed, 100);
}

/** What is predicted for all that can be read. */
export function forecastOf(outline: Outline, assumptions: Assumptions, profile: ProfileId): Forecast {
  return forecast({ predictive_dialer_config: { pacing_rules: bandsOf(outline), max_speed: globalOf(outline) } }, { ...assumptions, profile });
}

/** What is predicted for one team at a speed. */
export function forecastOfTeam(agents: number, max_speed: number, assumptions: Assumptions, profile: ProfileId): BandForecast | undefined {
  return forecast([{ agent_count_min: agents, agent_count_max: agents, max_speed }], { ...assumptions, profile }).bands[0];
}

/**
 * The curves of the bands, and of the gaps at the global speed, for teams of up to that many agents: each team where there is room for it, else the first of each
 * column. Bands that begin in the column of another one are left out, as nobody could see them.
 */
export function curvesOf(outline: Outline, agents: number, assumptions: Assumptions, profile: ProfileId): Curve[] {
  const width = Math.max(Math.ceil(agents / STEPS), 1);
  let free = 0;
  const bands = bandsOf(outline).map((band) => ({ ...band, covered: true }));
  return [...bands, ...gapsOf(bands, globalOf(outline)).map((band) => ({ ...band, covered: false }))]
    .filter(({ agent_count_min: min }) => min <= agents)
    .sort((one, other) => one.agent_count_min - other.agent_count_min)
    .filter(({ agent_count_min: min }) => {
      if (width > 1 && min < free) return false;
      free = min + width;
      return true;
    })
    .map(({ agent_count_min: min, agent_count_max: max, max_speed, covered }) => {
      const end = Math.min(max, agents);
      const starts = Array.from({ length: Math.floor((end - min) / width) + 1 }, (_, step) => min + step * width);
      const columns = starts.map((start) => ({ agent_count_min: start, agent_count_max: Math.min(start + width - 1, LARGEST_TEAM), max_speed }));
      const { bands: steps } = forecast(columns, { ...assumptions, profile });
      return { covered, standing: standingOf(steps), steps };
    });
}

/** The teams below and between the bands, at the global speed. */
function gapsOf(bands: readonly Band[], global: number | undefined): Band[] {
  const gaps: Band[] = [];
  let next = 1;
  if (global === undefined) return gaps;
  for (const { agent_count_min: min, agent_count_max: max } of [...bands].sort((one, other) => one.agent_count_min - other.agent_count_min)) {
    if (min > next) gaps.push({ agent_count_min: next, agent_count_max: min - 1, max_speed: global });
    next = Math.max(next, max + 1);
  }
  return gaps;
}

function whole(value: Value | undefined, most: number): number | undefined {
  const number = numberOf(value);
  return number !== undefined && Number.isInteger(number) && number >= 1 && number <= most ? number : undefined;
}

function standingOf(steps: readonly BandForecast[]): Standing {
  if (!steps.some(({ aboveCap }) => aboveCap)) return "keeps";
  return steps.every(({ aboveCap }) => aboveCap) ? "above" : "partly";
}

/** How a whole band stands to the cap: its smallest team is the worst one, its largest the best. */
export function standing({ aboveCap, best }: BandForecast): Standing {
  if (!aboveCap) return "keeps";
  return best.margin.low < 0 ? "above" : "partly";
}
