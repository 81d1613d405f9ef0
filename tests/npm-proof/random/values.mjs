// Values as programs hand them over: of every kind, right ones and hostile ones.

/** What a value of somebody else throws when it is read. */
export class Hostile extends Error {}

const KEYS = [
  "id", "type", "predictive_dialer_config", "pacing_rules", "agent_count_min", "agent_count_max", "max_speed",
  "abandon_rate_threshold", "reload_on_update", "toJSON", "__proto__", "constructor", "length", "", "a/b~c", "🙂", "\ud83d", "0",
];

/** Any value at all. */
export function value(chance) {
  const made = chance.once(3) ? anything(chance, 0, []) : bent(chance, document(chance));
  return chance.once(20) ? new Proxy(Object(made), chance.pick(TRAPS)) : made;
}

/** A value that JSON can hold as it is. */
export function plain(chance) {
  const made = document(chance);
  const config = made.predictive_dialer_config;
  if (chance.once(2)) chance.pick([made, config, ...config.pacing_rules])[chance.pick(KEYS.slice(0, 9))] = chance.pick(OF_JSON);
  return made;
}

const TRAPS = [
  "get", "ownKeys", "has", "getOwnPropertyDescriptor", "getPrototypeOf",
].map((trap) => ({
  [trap]: thrower,
}));

function document(chance) {
  let last = 0;
  const band = () => {
    const min = last + 1;
    last += 1 + chance.below(20);
    return { agent_count_min: min, agent_count_max: last, max_speed: 1 + chance.below(100) };
  };
  return {
    id: "outbound-sales",
    type: "PREDICTIVE",
    predictive_dialer_config: {
      pacing_rules: chance.list(6, band),
      max_speed: 100,
      abandon_rate_threshold: chance.pick([0.025, 0.03, 1e-7, 0.1 + 0.2, 2.5]),
      reload_on_update: true,
    },
  };
}

/** The document with something foreign somewhere in it. */
function bent(chance, made) {
  const places = [made, made.predictive_dialer_config, made.predictive_dialer_config.pacing_rules, ...made.predictive_dialer_config.pacing_rules];
  for (let left = chance.below(3); left > 0; left--) {
    const place = chance.pick(places);
    const key = chance.pick([...Object.keys(place), ...KEYS]);
    if (Array.isArray(place) && key === "length") place.length = 3 + chance.below(5);
    else if (chance.once(6)) define(place, key, { get: thrower });
    else define(place, key, { value: anything(chance, 0, places) });
  }
  return made;
}

function anything(chance, depth, around) {
  if (depth > 6 || !chance.once(3)) return chance.once(4) && around.length > 0 ? chance.pick(around) : scalar(chance);
  const inner = () => anything(chance, depth + 1, around);
  switch (chance.below(8)) {
    case 0: {
      const list = chance.list(5, inner);
      around.push(list);
      if (chance.once(3)) list.length += 3;
      return list;
    }
    case 1:
      return new Map([[inner(), inner()]]);
    case 2:
      return new Band(inner());
    case 3:
      return chance.pick([new Date(NaN), new Date(0), /x/, new Error("x"), new Uint8Array(3), Object(5), Object("x"), Object(7n), Promise.resolve(1)]);
    case 4: {
      // The same at each call: a value that changes between two calls has no one report.
      const made = inner();
      return { toJSON: chance.pick([() => made, thrower, () => undefined, 7]) };
    }
    case 5:
      return deep(chance);
    default: {
      const object = chance.once(4) ? Object.create(null) : {};
      around.push(object);
      for (const key of chance.list(4, () => chance.pick(KEYS))) define(object, key, { value: inner() });
      return object;
    }
  }
}

class Band {
  #speed = 1;

  constructor(min) {
    this.agent_count_min = min;
  }

  get max_speed() {
    return this.#speed;
  }
}

/** Not by assignment, which would mean something else for `__proto__`. */
function define(object, key, what) {
  Object.defineProperty(object, key, { enumerable: true, configurable: true, ...what });
}

function deep(chance) {
  let value = 1;
  for (let depth = chance.pick([100, 127, 128, 129, 5000]); depth > 0; depth--) value = depth % 2 ? [value] : { a: value };
  return value;
}

// prettier-ignore
const OF_JSON = [
  null, true, false, 0, -0, 1, 5, 50, 101, 0.5, 0.03, -1, 2 ** 53, 1e21, 1e-7, 1e308, 5e-324, "", "5", "0.02", "PREDICTIVE", "🙂", "\ud83d", "\0\n\"\\",
  "x".repeat(300),
];
const FOREIGN = [NaN, Infinity, -Infinity, 7n, 10n ** 30n, undefined, Symbol("s"), Symbol.iterator, () => 1, thrower, globalThis.Math];

function scalar(chance) {
  return chance.pick(chance.once(3) ? FOREIGN : OF_JSON);
}

function thrower() {
  throw new Hostile("not for you");
}
