import { PacingError } from "../error.js";
import type { Band } from "../types.js";
import { type Assumptions, number, numbersOf } from "./assumptions.js";
import { ask } from "./engine.js";
import { Cursor } from "./point.js";

/** What a matrix is wanted for: these bands, or these teams with as few bands as lose no more than a share of speed. */
export type Wanted =
  | { /** The bands as `[smallest team, largest team]`. */ readonly bands: readonly (readonly [min: number, max: number])[] }
  | {
      /** The smallest and the largest team. */
      readonly agents: readonly [min: number, max: number];
      /** The share of its possible speed that a team may lose, so that there are fewer bands; 0.2 where nothing is said. */
      readonly loss?: number;
    };

/** A matrix, and the teams for which there is none. */
export interface Suggestion {
  /** The bands, each with the largest speed that keeps the target for its smallest team: what `build` takes. */
  bands: Band[];
  /** Wanted teams for which even a speed of 1 abandons more than the target: dial them progressively, or join them to a larger one. */
  tooSmall: [from: number, to: number][];
  /** The smallest team for which a speed of 1 keeps the target, looking up to the largest wanted team. */
  smallestTeam?: number;
}

/**
 * The matrix with the largest whole speeds that keep `target`, the abandoned share, for every team.
 *
 * @example
 * ```ts
 * import { build } from "pacing-core";
 * import { suggest } from "pacing-core/forecast";
 * const { bands } = suggest({ agents: [1, 50] }, { answerRate: 0.2, handleTime: 180 }, 0.025);
 * const { text } = build({ dialer: "outbound-sales", bands, threshold: 0.025, maxSpeed: 100 });
 * ```
 *
 * @throws PacingError `invalid-option` for assumptions that no call centre can have, and a target that is above the cap.
 */
export function suggest(wanted: Wanted, assumptions: Assumptions, target = 0.025): Suggestion {
  if (typeof wanted !== "object" || wanted === null) throw new TypeError("`wanted` must be an object with `bands` or `agents`");
  const head = numbersOf(assumptions);
  const cap = head[head.length - 1] ?? 0;
  if (number(target, "target") > cap) {
    throw new PacingError("invalid-option", "the target is above the cap; it stands below, so that chance alone does not pass it");
  }
  const { pairs, loss } = "bands" in wanted ? { pairs: wanted.bands, loss: -1 } : { pairs: [wanted.agents], loss: share(wanted.loss ?? 0.2) };
  const counts = pairs.flatMap(([min, max]) => [number(min, "the smallest team"), number(max, "the largest team")]);
  const results = new Cursor(ask([...head, target, loss, ...counts], (wasm) => wasm.forecast_suggest()));
  const smallestTeam = results.next();
  const bands = Array.from({ length: results.next() }, () => ({
    agent_count_min: results.next(),
    agent_count_max: results.next(),
    max_speed: results.next(),
  }));
  const tooSmall: [number, number][] = [];
  while (results.more()) tooSmall.push([results.next(), results.next()]);
  return { bands, tooSmall, ...(smallestTeam > 0 && { smallestTeam }) };
}

function share(loss: unknown): number {
  const value = number(loss, "loss");
  if (value < 0 || value >= 1) throw new PacingError("invalid-option", "`loss` is a share: from 0 to less than 1");
  return value;
}
