// What each kilobyte of the module is spent on: `node spent.mjs NAMED.wasm`, where the module still has the names of
// its functions. Prints a table in Markdown.
//
// What the compiler built into its caller counts there. The compressed size of a row is that of its bytes alone, so the
// rows add up to a little more than the module.

import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

/** The parts of a module by their number, as the WebAssembly specification (5.5.2) has it. */
const CUSTOM = 0;
const CODE = 10;
const DATA = 11;

const wasm = readFileSync(process.argv[2]);
const named = new WebAssembly.Module(wasm);
/** What JavaScript can call. */
const calls = new Set(WebAssembly.Module.exports(named).map(({ name }) => name));
const rows = new Map();
for (const { id, bytes } of sections(wasm)) {
  if (id === CODE) for (const { name, body } of functions(bytes)) add(owner(name), body);
  else if (id === DATA) add("data: sentences, keys, tables", bytes);
  else if (id !== CUSTOM) add("types, imports, exports, function table", bytes);
}
print();

function add(row, bytes) {
  rows.set(row, [...(rows.get(row) ?? []), bytes]);
}

function print() {
  const table = [...rows].map(([name, parts]) => {
    const bytes = Buffer.concat(parts);
    return { name, raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length };
  });
  table.sort((one, other) => other.raw - one.raw);
  console.log("| part of the module | bytes | gzip -9 |\n|---|---:|---:|");
  for (const { name, raw, gzip } of table) console.log(`| ${name} | ${raw} | ${gzip} |`);
}

function* sections(wasm) {
  const reader = readerOf(wasm, 8);
  while (!reader.atEnd()) {
    const id = reader.byte();
    yield { id, bytes: reader.take(reader.number()) };
  }
}

function* functions(code) {
  const reader = readerOf(code, 0);
  const names = functionNames();
  const count = reader.number();
  for (let i = 0; i < count; i++) yield { name: names.get(imported() + i) ?? "", body: reader.take(reader.number()) };
}

/** Functions that are imported come first in the numbering. */
function imported() {
  return WebAssembly.Module.imports(named).filter(({ kind }) => kind === "function").length;
}

function functionNames() {
  const [section] = WebAssembly.Module.customSections(named, "name");
  const reader = readerOf(new Uint8Array(section), 0);
  while (!reader.atEnd()) {
    const id = reader.byte();
    const part = readerOf(reader.take(reader.number()), 0);
    if (id !== 1) continue;
    const count = part.number();
    const names = new Map();
    for (let i = 0; i < count; i++) names.set(part.number(), new TextDecoder().decode(part.take(part.number())));
    return names;
  }
  throw new Error("the module has no names");
}

/** The module path that a function belongs to: two levels of ours, the crate of others. */
function owner(name) {
  if (calls.has(name)) return "pacing_wasm: the calls";
  const path = /[a-z_]\w*(?:::\w+)*/i.exec(name.replace(/^[<&\s]*(?:dyn |mut |\[)?/, ""))?.[0] ?? "";
  const [crate, module] = path.split("::");
  if (crate === "pacing_core" || crate === "pacing_wasm") return `${crate}::${module}`;
  if (["core", "alloc", "std", "hashbrown", "dlmalloc", "compiler_builtins"].includes(crate)) return `library: ${crate}`;
  return "other";
}

function readerOf(bytes, start) {
  let at = start;
  return {
    atEnd: () => at >= bytes.length,
    byte: () => bytes[at++],
    /** An unsigned LEB128 number. */
    number() {
      let value = 0;
      for (let shift = 0; ; shift += 7) {
        const byte = bytes[at++];
        value += (byte & 0x7f) * 2 ** shift;
        if (byte < 0x80) return value;
      }
    },
    take: (length) => bytes.subarray(at, (at += length)),
  };
}
