// The results for people.

/** Prints all of them. */
export function print({ warm, cold, memory }) {
  for (const engine of new Set(warm.map((row) => row.engine))) {
    const of = (kind) => warm.filter((row) => row.engine === engine && row.kind === kind);
    speed(`${engine}, from text to verdict, over JSON.parse alone: by the clock / of processor time`, of("text"));
    speed(`${engine}, from value to verdict, over Zod: by the clock / of processor time`, of("value"));
  }
  console.log("\nfrom a fresh Node process to the first verdict, in ms by the clock / of processor time: the whole process, and beyond an empty one");
  const both = (wall, cpu) => `${milli(wall)} / ${milli(cpu)}`;
  table(
    ["", "process", "beyond"],
    cold.map(({ name, wall, cpu }) => [name, both(wall.process, cpu.process), both(wall.beyond, cpu.beyond)]),
  );
  console.log("\nmemory in kB: highest use beyond the loaded program, and what stays after the last check");
  table(["", "bands", "highest", "stays"], memory.map(({ name, bands, peak, stays }) => [name, bands, kilo(peak), kilo(stays)]));
  console.log(`
ratio: the median over samples taken one after the other. Read within a call: the verdict, and of every problem code,
severity and range (pacing-core), these and the sentence (in words), or path and code (peers, which have no ranges).
pacing-core keeps the first 100 problems of a rule and counts the others; the peers keep all.`);
}

function speed(title, rows) {
  console.log(`\n${title}`);
  const [base, ...others] = Object.keys(rows[0].times);
  table(
    ["bands", "", base, ...others],
    rows.map(({ bands, flaw, times }) => [bands, flaw, time(times[base].wall), ...others.map((name) => ratios(times[name]))]),
  );
}

function table(head, rows) {
  const cells = [head, ...rows].map((row) => row.map(String));
  const widths = head.map((_, column) => Math.max(...cells.map((row) => row[column].length)));
  for (const row of cells) {
    console.log(row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join("  "));
  }
}

const ratios = ({ ratio, cpuRatio }) => `${ratio.toFixed(2)} / ${cpuRatio.toFixed(2)}`;
const milli = (seconds) => (seconds * 1000).toFixed(1);
const kilo = (bytes) => Math.round(bytes / 1000);

function time(seconds) {
  return seconds < 1e-3 ? `${(seconds * 1e6).toFixed(1)} µs` : `${(seconds * 1e3).toFixed(2)} ms`;
}
