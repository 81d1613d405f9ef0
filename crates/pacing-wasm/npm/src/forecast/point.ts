/** A number between two ends, both included; one value where they are equal. */
export interface Interval {
  low: number;
  high: number;
}

/** What is predicted for one number of agents. */
export interface Point {
  /** How many agents. */
  agents: number;
  /** The load that answered calls bring, in erlangs. Nothing where lines are dialled at once. */
  offeredLoad?: Interval;
  /** The share of answered calls that find nobody in time. */
  abandonment: Interval;
  /** The share of the agents that is busy. */
  utilisation: Interval;
  /** How long an agent waits from one call to the next, in seconds, on average. Nothing where lines are dialled at once. */
  idle?: Interval;
  /** The cap less the abandoned share: negative above the cap. */
  margin: Interval;
}

/** Reads what the module answered, one number after the other. */
export class Cursor {
  #at = 0;
  readonly #numbers: Float64Array;

  constructor(numbers: Float64Array) {
    this.#numbers = numbers;
  }

  more(): boolean {
    return this.#at < this.#numbers.length;
  }

  next(): number {
    return this.#numbers[this.#at++] ?? Number.NaN;
  }

  interval(): Interval {
    return { low: this.next(), high: this.next() };
  }

  point(): Point {
    const agents = this.next();
    const load = this.interval();
    const [abandonment, utilisation] = [this.interval(), this.interval()];
    const idle = this.interval();
    const margin = this.interval();
    const there = ({ low }: Interval): boolean => !Number.isNaN(low);
    return { agents, ...(there(load) && { offeredLoad: load }), abandonment, utilisation, ...(there(idle) && { idle }), margin };
  }
}
