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
    // The first calls are slower than the others: the compiler has not seen them yet.
    let warm = (await sample(name, 1)).wall;
    for (let spent = warm; spent < shortest * 5; spent += warm * 3) warm = (await sample(name, 3)).wall;
    calls[name] = Math.max(1, Math.ceil(shortest / warm));
  }
  const samples = names.map(() => []);
  const start = performance.now();
  while (samples[0].length < rounds || performance.now() - start < seconds * 1000) {
    for (const [index, name] of names.entries()) samples[index].push(await sample(name, calls[name]));
  }
  return Object.fromEntries(names.map((name, index) => [name, summary(samples[index], samples[0])]));
}

export function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

function summary(samples, base) {
  const ratio = (clock) => median(samples.map((sample, round) => sample[clock] / base[round][clock]));
  const [wall, cpu] = ["wall", "cpu"].map((clock) => median(samples.map((sample) => sample[clock])));
  return { wall, cpu, ratio: ratio("wall"), cpuRatio: ratio("cpu"), samples: samples.length };
}
