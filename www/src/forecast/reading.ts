import { type BandForecast, chanceAbove, type Interval, wilson } from "pacing-core/forecast";
import { type Child, h, prose } from "../ui/dom.ts";
import { percent, percents, points, time } from "./numbers.ts";
import { words as text } from "./strings.ts";

/** What is predicted for one team, and what a measured rate would say of it. */
export function reading({ worst, words: sentence, max_speed, largestSpeed }: BandForecast, cap: number, calls: number, progressive: boolean): Child[] {
  const { abandonment, utilisation, idle, offeredLoad, margin } = worst;
  const row = (name: string, value: string | undefined): Child => (value === undefined ? undefined : h("div", {}, h("dt", {}, name), h("dd", {}, value)));
  const kept = margin.low >= 0 ? text.below(points(margin.low), percent(cap)) : text.above(points(margin.low), percent(cap));
  return [
    h("p", { class: "said" }, ...prose(`${capital(sentence)}.`)),
    h(
      "dl",
      {},
      row(text.abandoned, `${percents(abandonment)}; ${kept}`),
      row(text.atSpeed(max_speed), progressive ? text.noSpeedUsed : largestSpeed === undefined ? text.noSpeedKeeps(percent(cap)) : text.speedKeeps(largestSpeed, percent(cap))),
      row(text.busy, percents(utilisation)),
      row(text.idle, idle && text.idleFor(between(idle, time))),
      row(text.load, offeredLoad && text.erlangs(between(offeredLoad, (load) => load.toFixed(1)))),
      row(text.noise, noise(abandonment, cap, calls)),
    ),
  ];
}

/** How likely a window shows more than the cap, and how little one window says of the true rate. */
function noise(rate: Interval, cap: number, calls: number): string {
  const chance = { low: chanceAbove(cap, rate.low, calls), high: chanceAbove(cap, rate.high, calls) };
  const measured = Math.round(rate.high * calls);
  const span = wilson(measured, calls);
  return text.noiseSays(calls, percent(cap), percents(chance), measured, span === undefined ? "" : percents(span));
}

function between({ low, high }: Interval, words: (value: number) => string): string {
  const [one, other] = [words(low), words(high)];
  return one === other ? one : `${one}–${other}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
