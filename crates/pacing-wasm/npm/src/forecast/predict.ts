import { MODELS, type ModelName, NOTICE } from "../generated/forecast.js";
import type { Band } from "../types.js";
import { type Assumptions, numbersOf } from "./assumptions.js";
import { bandsOf } from "./bands.js";
import { ask, words } from "./engine.js";
import { Cursor, type Point } from "./point.js";

/** What a configuration is predicted to do. */
export interface Forecast {
  /** The model that was used. */
  model: ModelName;
  /** The bands, sorted by their minimum; those that are no team of 1 to 1,000,000 agents and inverted ones are left out. */
  bands: BandForecast[];
  /** Ranges of agent counts, up to the largest band, that no band covers: nothing is predicted for them. */
  uncovered: [from: number, to: number][];
  /** What to show below every forecast. */
  notice: string;
}

/** What is predicted for a band. */
export interface BandForecast extends Band {
  /** The smallest team: the speed is the same over the band, so this is where most calls are abandoned. */
  worst: Point;
  /** The largest team. */
  best: Point;
  /** The largest speed from 1 to 100 at which the smallest team would keep the cap; nothing where even 1 is too fast. */
  largestSpeed?: number;
  /** Whether it may abandon more than the cap: at its smallest team, with the least favourable assumptions. */
  aboveCap: boolean;
  /** What its smallest team would see, in words. */
  words: string;
  /** Every point of the band, one agent count after the other: made by the call. */
  points(): Point[];
}

/**
 * Predicts how many answered calls would find nobody free, band by band: for a dialer that does not react to abandoned calls, under the stated
 * assumptions. No proof of compliance, no legal advice.
 *
 * The document may be text, a value, or an array of bands. It need not be valid: bands that cannot be read are left out, so an editor can draw while
 * someone types.
 *
 * @example
 * ```ts
 * import { forecast } from "pacing-core/forecast";
 * const { bands } = forecast([{ agent_count_min: 6, agent_count_max: 20, max_speed: 25 }], { answerRate: 0.2, handleTime: 180, connectLimit: 0 });
 * bands[0].words; // "with 6 agents about 63 of 100 answered calls would find nobody free"
 * ```
 *
 * @throws PacingError `invalid-option` for assumptions that no call centre can have, `unreadable-text` where the document is not JSON.
 */
export function forecast(document: unknown, assumptions: Assumptions): Forecast {
  const head = numbersOf(assumptions);
  const bands = bandsOf(document).flatMap(({ agent_count_min, agent_count_max, max_speed }) => [agent_count_min, agent_count_max, max_speed]);
  const results = new Cursor(ask([...head, ...bands], (wasm) => wasm.forecast_bands()));
  const model = MODELS[results.next()] as ModelName;
  const found = Array.from({ length: results.next() }, () => band(results, head));
  const uncovered: [number, number][] = [];
  while (results.more()) uncovered.push([results.next(), results.next()]);
  return { model, bands: found, uncovered, notice: NOTICE };
}

/** The band in which most calls are abandoned; nothing where there is no band. */
export function worstBand({ bands }: Forecast): BandForecast | undefined {
  const share = (band: BandForecast): number => band.worst.abandonment.high;
  return bands.reduce<BandForecast | undefined>((worst, band) => (worst && share(worst) > share(band) ? worst : band), undefined);
}

function band(results: Cursor, head: readonly number[]): BandForecast {
  const [agent_count_min, agent_count_max, max_speed, largest] = [results.next(), results.next(), results.next(), results.next()];
  const worst = results.point();
  return {
    agent_count_min,
    agent_count_max,
    max_speed,
    worst,
    best: results.point(),
    ...(largest > 0 && { largestSpeed: largest }),
    aboveCap: worst.margin.low < 0,
    words: words(worst.agents, worst.abandonment.high),
    points() {
      const all = new Cursor(ask([...head, agent_count_min, agent_count_max, max_speed], (wasm) => wasm.forecast_points()));
      const points: Point[] = [];
      while (all.more()) points.push(all.point());
      return points;
    },
  };
}

