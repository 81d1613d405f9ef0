import { type BandForecast, forecast } from "pacing-core/forecast";
import type { Band, ProfileId } from "pacing-core/slim";
import { type Outline, numberOf } from "../document/outline.ts";
import type { Assumptions } from "./assumptions.ts";

/** How a band stands to the cap, as far as it is shown. */
export type Standing = "keeps" | "partly" | "above";

/** What the picture shows of a band. */
export interface Curve {
  /** The band's place in the list. */
  readonly index: number;
  readonly standing: Standing;
  /** From the smallest team up; each stands for the teams up to the next one, of which it is the worst. */
  readonly steps: readonly BandForecast[];
}

/** At most that many steps are computed for a picture, however large the teams are: it has no more columns to show. */
const STEPS = 200;

/** The bands whose three fields are numbers, with their places in the list. */
export function bandsOf({ bands }: Outline): (Band & { index: number })[] {
  return bands.flatMap((band, index) => {
    const [min, max, speed] = [numberOf(band.min), numberOf(band.max), numberOf(band.speed)];
    return min === undefined || max === undefined || speed === undefined ? [] : [{ agent_count_min: min, agent_count_max: max, max_speed: speed, index }];
  });
}

/**
 * The curves of the bands for teams of up to that many agents: each team where there is room for it, else the first of each column. Bands that begin in the column
 * of another one are left out, as nobody could see them.
 */
export function curvesOf(outline: Outline, agents: number, assumptions: Assumptions, profile: ProfileId): Curve[] {
  const width = Math.max(Math.ceil(agents / STEPS), 1);
  let free = 0;
  return bandsOf(outline)
    .filter(({ agent_count_min: min, agent_count_max: max }) => 1 <= min && min <= max && min <= agents)
    .sort((one, other) => one.agent_count_min - other.agent_count_min)
    .filter(({ agent_count_min: min }) => {
      if (width > 1 && min < free) return false;
      free = min + width;
      return true;
    })
    .map(({ agent_count_min: min, agent_count_max: max, max_speed, index }) => {
      const end = Math.min(max, agents);
      const starts = Array.from({ length: Math.floor((end - min) / width) + 1 }, (_, step) => min + step * width);
      const columns = starts.map((start) => ({ agent_count_min: start, agent_count_max: start + width - 1, max_speed }));
      const { bands: steps } = forecast(columns, { ...assumptions, profile });
      return { index, standing: standingOf(steps), steps };
    });
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
