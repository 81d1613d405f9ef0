import { number } from "./assumptions.js";
import { run } from "./engine.js";
import type { Interval } from "./point.js";

/**
 * The chance that a window of `calls` answered calls shows more than `cap` abandoned although the true rate is `rate`: what headroom is worth.
 *
 * @example
 * ```ts
 * chanceAbove(0.03, 0.025, 1000); // 0.13: in 13 of 100 windows
 * ```
 *
 * @throws RangeError for a cap or a rate that is no share from 0 to 1.
 */
export function chanceAbove(cap: number, rate: number, calls: number): number {
  const [a, b, c] = [share(cap, "cap"), share(rate, "rate"), count(calls, "calls")];
  return run((wasm) => wasm.forecast_chance(a, b, c));
}

/**
 * Wilson's interval for the true rate when `abandoned` of `calls` answered calls were: it holds the true rate in about 95 of 100 windows. Nothing
 * without calls.
 *
 * @example
 * ```ts
 * wilson(30, 1000); // 0.021 to 0.043: what 30 of 1,000 say of the true rate
 * ```
 *
 * @throws RangeError where more are abandoned than answered.
 */
export function wilson(abandoned: number, calls: number): Interval | undefined {
  const [a, c] = [count(abandoned, "abandoned"), count(calls, "calls")];
  if (a > c) throw new RangeError(`\`abandoned\` is ${a}, more than the ${c} answered \`calls\``);
  if (c === 0) return undefined;
  return run((wasm) => ({ low: wasm.forecast_wilson(a, c, 0), high: wasm.forecast_wilson(a, c, 1) }));
}

function share(value: unknown, name: string): number {
  const share = number(value, name);
  if (share < 0 || share > 1) throw new RangeError(`\`${name}\` is a share from 0 to 1, so 3 % is 0.03; this is ${share}`);
  return share;
}

function count(value: unknown, name: string): number {
  const whole = number(value, name);
  if (!Number.isInteger(whole) || whole < 0 || whole > 0xffff_ffff) throw new TypeError(`\`${name}\` must be a whole number from 0 to 4294967295`);
  return whole;
}
