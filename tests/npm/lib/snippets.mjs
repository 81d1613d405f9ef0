// The examples of a README: blocks of code whose first line is a comment with a file's name, each perhaps followed by
// a block of `text` that says what the example prints.

import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const BLOCK = /^```(\w+)\n(.*?)^```$/gms;
const NAME = /^(?:\/\/|<!--) ([\w/.-]+\.\w+)(?: -->)?$/m;
const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

/** The README of the package, and that of the project. */
export const PACKAGE = join(ROOT, "crates/pacing-wasm/npm/README.md");
export const PROJECT = join(ROOT, "README.md");

/** The examples of a README in its order: language, name (where it has one), code, and what it prints (where it says). */
export async function snippets(readme) {
  const text = await readFile(readme, "utf8");
  const found = [];
  for (const { 1: language, 2: code, index, 0: whole } of text.matchAll(BLOCK)) {
    const before = found.at(-1);
    if (language === "text" && before && text.slice(before.end, index).trim() === "") before.prints = code;
    else found.push({ language, name: NAME.exec(code.split("\n", 1)[0])?.[1], code, end: index + whole.length });
  }
  return found;
}

/** Writes examples, by name, into an empty folder. */
export async function extract(readme, names, folder) {
  await rm(folder, { recursive: true, force: true });
  const all = await snippets(readme);
  for (const name of names) {
    const snippet = all.find((snippet) => snippet.name === name);
    if (!snippet) throw new Error(`${readme} has no example that begins with \`// ${name}\``);
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), snippet.code);
  }
}
