// Contenders take turns, so that a busy machine slows them alike; the ratio is taken of samples that follow one another.

/** A sample: seconds for one call, by the clock and of processor time. */

/**
 * Medians of every contender in seconds, and of the ratio to the first one.
 *
 * `sample(name, calls)` makes calls and gives seconds for one, `{ wall, cpu }`.
 */
export async function takeTurns(names, sample, { seconds, shortest, rounds }) {
  const calls = {};
  for (const name of names) {
    calls[name] = await enoughCalls((calls) => sample(name, calls), shortest);
  }
  const samples = names.map(() => []);
  const start = performance.now();
  while (samples[0].length < rounds || performance.now() - start < seconds * 1000) {
    for (const [index, name] of names.entries()) samples[index].push(await sample(name, calls[name]));
  }
  return Object.fromEntries(names.map((name, index) => [name, summary(samples[index], samples[0])]));
}

/** As many calls as take `shortest` seconds: doubled until they do, which also shows them to the compiler. */
async function enoughCalls(sample, shortest) {
  let calls = 1;
  // By both clocks: one runs on while another program has the processor, the other may count what is not the call's.
  for (let last = await sample(calls); Math.min(last.wall, last.cpu) * calls < shortest; last = await sample(calls)) calls *= 2;
  return calls;
}

export function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

function summary(samples, base) {
  const ratio = (clock) => median(samples.map((sample, round) => sample[clock] / base[round][clock]));
  const [wall, cpu] = ["wall", "cpu"].map((clock) => median(samples.map((sample) => sample[clock])));
  return { wall, cpu, ratio: ratio("wall"), cpuRatio: ratio("cpu"), samples: samples.length };
}
