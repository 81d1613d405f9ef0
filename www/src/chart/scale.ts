import type { Matrix } from "./matrix.ts";

/** From agents and speeds to pixels. */
export interface Scale {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly top: number;
  /** The largest team that is shown, and whether a band goes on beyond it. */
  readonly agents: number;
  readonly cut: boolean;
  readonly speed: number;
  readonly xTicks: readonly number[];
  readonly yTicks: readonly number[];
  /** The left edge of the column of a team. */
  x(agents: number): number;
  y(speed: number): number;
  /** The team whose column is at a place. */
  agentsAt(x: number): number;
}

const MARGIN = { left: 38, right: 14, top: 20, bottom: 34 };
/** A speed beyond this is wrong anyway, and would press all others flat. */
const FASTEST = 130;

export function scaleOf({ bands, global }: Matrix, width: number, height: number): Scale {
  const { agents, cut } = teamsShown(bands);
  const fastest = bands.reduce((most, { speed }) => Math.max(most, speed), global ?? 0);
  const yTicks = ticks(Math.max(Math.min(fastest * 1.12, FASTEST), 10), 4);
  const speed = yTicks.at(-1) ?? 10;
  const [inner, tall] = [width - MARGIN.left - MARGIN.right, height - MARGIN.top - MARGIN.bottom];
  return {
    width: inner,
    height: tall,
    left: MARGIN.left,
    top: MARGIN.top,
    agents,
    cut,
    speed,
    xTicks: ticks(agents, Math.max(Math.floor(inner / 70), 2)).filter((tick) => tick <= agents),
    yTicks,
    x: (team) => MARGIN.left + ((Math.min(Math.max(team, 1), agents + 1) - 1) / agents) * inner,
    y: (at) => MARGIN.top + tall - (Math.min(at, speed) / speed) * tall,
    agentsAt: (x) => Math.min(Math.max(Math.floor(((x - MARGIN.left) / inner) * agents) + 1, 1), agents),
  };
}

/** The last band is often open-ended, such as 51 to 9999: it is cut, so that the others stay visible. */
function teamsShown(bands: Matrix["bands"]): { agents: number; cut: boolean } {
  const most = bands.reduce((most, { max }) => Math.max(most, max), 0);
  const latest = bands.reduce((most, { min }) => Math.max(most, min), 0);
  const enough = latest * 4 + 50;
  return most > enough ? { agents: Math.ceil(latest * 1.5) + 20, cut: true } : { agents: Math.max(most, 10), cut: false };
}

/** Round numbers from 0 up to at least `most`, about `count` of them. */
function ticks(most: number, count: number): number[] {
  const rough = most / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max([1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= rough) ?? power * 10, 1);
  return Array.from({ length: Math.ceil(most / step) + 1 }, (_, index) => index * step);
}
