import { kind, PacingError } from "../error.js";
import type { Band } from "../types.js";
import { type Assumptions, number, numbersOf } from "./assumptions.js";
import { ask } from "./engine.js";
import { Cursor } from "./point.js";

/** What a matrix is wanted for: these bands, or these teams with as few bands as lose no more than a share of speed. */
export type Wanted = {
  /** The global speed, which no band passes; 100, the platform's limit, where nothing is said. */
  readonly maxSpeed?: number;
} & (
  | {
      /** The bands as `[smallest team, largest team]`. */
      readonly bands: readonly (readonly [min: number, max: number])[];
      readonly agents?: never;
      readonly loss?: never;
    }
  | {
      /** The smallest and the largest team. */
      readonly agents: readonly [min: number, max: number];
      /** The share of its possible speed that a team may lose, so that there are fewer bands; 0.2 where nothing is said. */
      readonly loss?: number;
      readonly bands?: never;
    }
);

/** A matrix, and the teams for which there is none that keeps the target. */
export interface Suggestion {
  /**
   * The bands, each with the largest speed that keeps the target for its smallest team, and with a speed of 1, the least that the platform takes, where
   * no speed does: a team without a band would be dialled for at the global speed. None where no wanted team has a speed that keeps the target. What
   * `build` takes.
   */
  bands: Band[];
  /** Wanted teams for which even a speed of 1 abandons more than the target: not to be dialled for predictively, but progressively or in preview mode. */
  tooSmall: [from: number, to: number][];
  /** The smallest team, wanted or not, for which a speed of 1 keeps the target. */
  smallestTeam?: number;
}

/**
 * The matrix with the largest whole speeds that keep `target`, the abandoned share, for every team for which a speed can.
 *
 * @example
 * ```ts
 * import { build } from "pacing-core";
 * import { suggest } from "pacing-core/forecast";
 * const { bands, tooSmall } = suggest({ agents: [1, 50], maxSpeed: 45 }, { answerRate: 0.2, handleTime: 180 }, 0.025);
 * const { text } = build({ dialer: "outbound-sales", bands, threshold: 0.025, maxSpeed: 45 });
 * ```
 *
 * @throws PacingError `invalid-option` for assumptions that no call centre can have, for the unit `one-per-agent`, which uses no speed, and for a target
 * that is above the cap.
 * @throws TypeError where it is not said what is wanted, or said twice.
 */
export function suggest(wanted: Wanted, assumptions: Assumptions, target = 0.025): Suggestion {
  const { pairs, loss, maxSpeed } = asked(wanted);
  const head = numbersOf(assumptions);
  const cap = head[head.length - 1] ?? 0;
  if (number(target, "target") > cap) {
    throw new PacingError("invalid-option", "the target is above the cap; it stands below, so that chance alone does not pass it");
  }
  const results = new Cursor(ask([...head, target, maxSpeed, loss, ...pairs.flat()], (wasm) => wasm.forecast_suggest()));
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

/** What is wanted, as the module takes it: a loss of -1 stands for wanted bands. */
function asked(wanted: unknown): { pairs: [number, number][]; loss: number; maxSpeed: number } {
  if (typeof wanted !== "object" || wanted === null) throw new TypeError(`\`wanted\` must be an object with \`agents\` or \`bands\`, this is ${kind(wanted)}`);
  const { agents, bands, loss, maxSpeed = 100 } = wanted as Readonly<Record<string, unknown>>;
  if ((agents === undefined) === (bands === undefined)) {
    throw new TypeError(`\`wanted\` must have either \`agents\`, as in \`{ agents: [1, 50] }\`, or \`bands\`, as in \`{ bands: [[1, 5], [6, 20]] }\`; this has ${agents === undefined ? "neither" : "both"}`);
  }
  const speed = number(maxSpeed, "maxSpeed");
  if (agents !== undefined) return { pairs: [pair(agents, "agents")], loss: share(loss ?? 0.2), maxSpeed: speed };
  if (!Array.isArray(bands)) throw new TypeError(`\`bands\` must be an array of \`[smallest team, largest team]\`, this is ${kind(bands)}`);
  if (loss !== undefined) throw new TypeError("`loss` goes with `agents`: wanted bands are taken as they are");
  return { pairs: bands.map((band, index) => pair(band, `bands[${index}]`)), loss: -1, maxSpeed: speed };
}

function pair(value: unknown, name: string): [number, number] {
  if (!Array.isArray(value) || value.length !== 2) throw new TypeError(`\`${name}\` must be \`[smallest team, largest team]\`, this is ${Array.isArray(value) ? `an array of ${value.length}` : kind(value)}`);
  return [number(value[0], `${name}[0]`), number(value[1], `${name}[1]`)];
}

function share(loss: unknown): number {
  const value = number(loss, "loss");
  if (value < 0 || value >= 1) throw new PacingError("invalid-option", "`loss` is a share: from 0 to less than 1");
  return value;
}
