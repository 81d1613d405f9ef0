import { MODELS, type ModelName, NOTICE } from "../generated/forecast.js";
import type { Band } from "../types.js";
import { type Assumptions, numbersOf } from "./assumptions.js";
import { type Bands, read, type Skipped } from "./bands.js";
import { ask, words } from "./engine.js";
import { Cursor, type Point } from "./point.js";

/** What a configuration is predicted to do. */
export interface Forecast {
  /** The model that was used. */
  model: ModelName;
  /** The bands, sorted by their minimum. */
  bands: BandForecast[];
  /** The agent counts that no band covers, rising: those below the bands, between them, and behind the last one. */
  uncovered: Uncovered[];
  /** Bands of a document that cannot be read, for which nothing is predicted; a list of bands has none, as it is refused. */
  skipped: Skipped[];
  /**
   * Whether all is known to keep the cap: every band, and the global speed where no band covers a team below the largest band. It is `false` as
   * well where something is not known, since a band was skipped or a team has neither band nor global speed.
   */
  keepsCap: boolean;
  /** What to show below every forecast. */
  notice: string;
}

/** Agent counts that no band covers: only the global speed holds the dialer there. */
export interface Uncovered {
  agent_count_min: number;
  /** Nothing for all teams that are larger than the bands. */
  agent_count_max?: number;
  /**
   * What is predicted for them at the global speed, as for a band; of the teams behind the last band for the smallest one alone. Nothing for a list
   * of bands, which has no global speed, and for a document without one from 1 to 100.
   */
  atGlobal?: BandForecast;
}

/** What is predicted for a band. */
export interface BandForecast extends Band {
  /** The smallest team: the speed is the same over the band, so this is where most calls are abandoned. */
  worst: Point;
  /** The largest team. */
  best: Point;
  /** The largest speed from 1 to 100, the platform's limit, at which the smallest team would keep the cap; nothing where even 1 is too fast. */
  largestSpeed?: number;
  /** Whether it may abandon more than the cap: at its smallest team, with the least favourable assumptions. */
  aboveCap: boolean;
  /** What its smallest team would see, in words. */
  words: string;
  /** Every point of the band, one agent count after the other: made by the call. */
  points(): Point[];
}

/**
 * Predicts how many answered calls would find nobody free, band by band, and at the global speed where no band covers a team: for a dialer that does
 * not react to abandoned calls, under the stated assumptions. No proof of compliance, no legal advice.
 *
 * The document may be text or a value, or an array of bands, as objects or as `[min, max, speed]`. A document need not be valid: bands that cannot be
 * read are {@link Forecast.skipped}, so an editor can draw while someone types.
 *
 * @example
 * ```ts
 * import { forecast } from "pacing-core/forecast";
 * const { bands } = forecast([[6, 20, 25]], { answerRate: 0.2, handleTime: 180, connectLimit: 0 });
 * bands[0].words; // "with 6 agents about 63 of 100 answered calls would find nobody free"
 * ```
 *
 * @throws PacingError `invalid-option` for assumptions that no call centre can have, `unreadable-text` where the document is not JSON.
 * @throws TypeError where it is no document at all, and for a list in which something is no band; the message names the place.
 */
export function forecast(document: string | Bands | object, assumptions: Assumptions): Forecast {
  const head = numbersOf(assumptions);
  const { numbers, skipped, global } = read(document);
  const results = new Cursor(ask([...head, global, ...numbers], (wasm) => wasm.forecast_bands()));
  const model = MODELS[results.next()] as ModelName;
  const bands = Array.from({ length: results.next() }, () => band(results, head));
  const uncovered: Uncovered[] = [];
  while (results.more()) uncovered.push(hole(results, head));
  const between = uncovered.filter(({ agent_count_max }) => agent_count_max !== undefined);
  const keeps = (band: BandForecast | undefined): boolean => band?.aboveCap === false;
  const keepsCap = bands.length > 0 && skipped.length === 0 && bands.every(keeps) && between.every(({ atGlobal }) => keeps(atGlobal));
  return { model, bands, uncovered, skipped, keepsCap, notice: NOTICE };
}

/** The band in which most calls are abandoned; nothing where there is no band. */
export function worstBand({ bands }: Pick<Forecast, "bands">): BandForecast | undefined {
  const share = (band: BandForecast): number => band.worst.abandonment.high;
  return bands.reduce<BandForecast | undefined>((worst, band) => (worst && share(worst) > share(band) ? worst : band), undefined);
}

function hole(results: Cursor, head: readonly number[]): Uncovered {
  const [agent_count_min, end, max_speed] = [results.next(), results.next(), results.next()];
  const open = end === 0;
  const range = { agent_count_min, ...(!open && { agent_count_max: end }) };
  return max_speed === 0 ? range : { ...range, atGlobal: rest(results, head, { agent_count_min, agent_count_max: open ? agent_count_min : end, max_speed }) };
}

function band(results: Cursor, head: readonly number[]): BandForecast {
  const [agent_count_min, agent_count_max, max_speed] = [results.next(), results.next(), results.next()];
  return rest(results, head, { agent_count_min, agent_count_max, max_speed });
}

/** What stands behind the three numbers of a band. */
function rest(results: Cursor, head: readonly number[], band: Band): BandForecast {
  const largest = results.next();
  const worst = results.point();
  return {
    ...band,
    worst,
    best: results.point(),
    ...(largest > 0 && { largestSpeed: largest }),
    aboveCap: worst.margin.low < 0,
    words: words(worst.agents, worst.abandonment.high),
    points() {
      const all = new Cursor(ask([...head, band.agent_count_min, band.agent_count_max, band.max_speed], (wasm) => wasm.forecast_points()));
      const points: Point[] = [];
      while (all.more()) points.push(all.point());
      return points;
    },
  };
}
