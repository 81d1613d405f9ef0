/** Teams whose speed changes. */
export interface SpeedChange {
  readonly from: number;
  readonly to: number;
  readonly before: number | undefined;
  readonly after: number | undefined;
}

/** One value before and after. */
export interface Pair<T> {
  readonly before: T | undefined;
  readonly after: T | undefined;
}

/** What a change means for those who work with the dialer. */
export interface Effects {
  readonly threshold: Pair<number>;
  readonly maxSpeed: Pair<number>;
  /** Whether the dialer takes the new rules at once. */
  readonly reload: boolean;
  readonly speeds: readonly SpeedChange[];
}

/** Compares the dialer's document with the one to be sent, as it will be felt. */
export function effectsOf(before: string, after: string): Effects {
  const [then, now] = [pacingOf(before), pacingOf(after)];
  return {
    threshold: { before: then.threshold, after: now.threshold },
    maxSpeed: { before: then.maxSpeed, after: now.maxSpeed },
    reload: now.reload,
    speeds: speedsOf(then.bands, now.bands),
  };
}

/** The bands of a document that can be drawn. */
export function bandsOf(text: string): readonly Band[] {
  return pacingOf(text).bands;
}

/** Teams from `min` to `max` agents, and their speed. */
export interface Band {
  readonly min: number;
  readonly max: number;
  readonly speed: number;
}

interface Pacing {
  readonly threshold: number | undefined;
  readonly maxSpeed: number | undefined;
  readonly reload: boolean;
  readonly bands: readonly Band[];
}

function pacingOf(text: string): Pacing {
  const config = objectOf(objectOf(parsed(text))["predictive_dialer_config"]);
  const rules = config["pacing_rules"];
  const bands = (Array.isArray(rules) ? rules : []).map(objectOf).flatMap((band) => {
    const [min, max, speed] = [numberOf(band["agent_count_min"]), numberOf(band["agent_count_max"]), numberOf(band["max_speed"])];
    return min === undefined || max === undefined || speed === undefined ? [] : [{ min, max, speed }];
  });
  return {
    threshold: numberOf(config["abandon_rate_threshold"]),
    maxSpeed: numberOf(config["max_speed"]),
    reload: config["reload_on_update"] === true,
    bands,
  };
}

/** Between two of all ends of bands the speed is the same, so one team of each stretch tells. */
function speedsOf(before: readonly Band[], after: readonly Band[]): SpeedChange[] {
  const edges = new Set([...before, ...after].flatMap(({ min, max }) => [min, max + 1]));
  const starts = [...edges].sort((a, b) => a - b);
  const changes: SpeedChange[] = [];
  for (const [index, from] of starts.entries()) {
    const next = starts[index + 1];
    if (next === undefined) break;
    const [then, now] = [speedAt(before, from), speedAt(after, from)];
    const last = changes.at(-1);
    if (then === now) continue;
    if (last && last.to === from - 1 && last.before === then && last.after === now) changes[changes.length - 1] = { ...last, to: next - 1 };
    else changes.push({ from, to: next - 1, before: then, after: now });
  }
  return changes;
}

/** Of the first band that covers the team, as `speedFor` of the package says. */
function speedAt(bands: readonly Band[], agents: number): number | undefined {
  return bands.find(({ min, max }) => min <= agents && agents <= max)?.speed;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function objectOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

function numberOf(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}
