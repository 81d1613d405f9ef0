// node --expose-gc flat.mjs CALLS: memory before and after that many calls, as JSON. Fails where the module was replaced.

const memories = [];
const { Instance } = WebAssembly;
WebAssembly.Instance = class extends Instance {
  constructor(...of) {
    super(...of);
    memories.push(this.exports.memory);
  }
};
// The package makes an instance of a module at its first call, and `WebAssembly.Instance` is this one by then.
const { pacing } = await import("../lib/pacing.mjs");
const { examples } = await import("../lib/documents.mjs");

const texts = examples().map(({ text }) => text);
const values = texts.flatMap(parsed);
const kinds = [
  (text) => pacing.places(text),
  (text) => pacing.validateText(text).diagnostics,
  (text) => pacing.applyFixes(text, "unsafe"),
  (text) => pacing.complete(text, 40),
  (text) => pacing.edit.set(text, "/id", "x"),
  (text) => pacing.format(text),
  (_, value) => pacing.validate(value),
  (_, value) => pacing.pacingSchema["~standard"].validate(value),
  (_, value) => pacing.diff(value, values[0]),
];

run(20_000);
const before = measure();
run(Number(process.argv[2]));
const after = measure();
// The module that checks and the one that edits, once each.
if (memories.length !== 2) throw new Error(`${memories.length} instances were made`);
console.log(JSON.stringify({ module: { before: before.module, after: after.module }, heap: { before: before.heap, after: after.heap } }));

function run(calls) {
  for (let at = 0; at < calls; at++) {
    // Neither factor divides the other, so that every kind meets every text.
    const call = kinds[at % kinds.length];
    try {
      call(texts[Math.floor(at / kinds.length) % texts.length], values[at % values.length]);
    } catch (error) {
      if (!(error instanceof pacing.PacingError) || error.code === "crashed") throw error;
    }
  }
}

function measure() {
  gc();
  gc();
  const { heapUsed, external } = process.memoryUsage();
  return { module: memories.reduce((bytes, memory) => bytes + memory.buffer.byteLength, 0), heap: heapUsed + external };
}

function parsed(text) {
  try {
    return [JSON.parse(text)];
  } catch {
    return [];
  }
}
