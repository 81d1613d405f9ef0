// Every document that the proof starts from: the corpus, the fuzzer's seeds, the examples of the rules, and awkward ones.

import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { pacing } from "./pacing.mjs";

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** The 3,371 texts of `tests/corpus`. */
export function corpus() {
  return ["hand", "random"].flatMap((name) =>
    lines(`${root}tests/corpus/${name}.jsonl`).map((line) => JSON.parse(line).text),
  );
}

/** What the fuzz target `check` starts from, as far as it is UTF-8. */
export function seeds() {
  const folder = `${root}tests/fuzz-corpus/check/`;
  return readdirSync(folder).flatMap((name) => decoded(readFileSync(folder + name)));
}

/** The bad and the good example of every rule, with what each is checked against. */
export function examples() {
  return pacing.rules().flatMap(({ bad, good }) =>
    [bad, good].map(({ text, profile, dialer }) => ({ text, options: { profile, ...(dialer ? { dialer } : {}) } })),
  );
}

/** Any text with an emoji before everything, with other line ends, with each, and with a byte order mark. */
export function awkward(text) {
  const emoji = text.replace("{", '{"note 🙂": "é€🙂",');
  return [emoji, emoji.replace(/\r\n|\r|\n/g, "\r\n"), emoji.replace(/\r\n|\r|\n/g, "\r"), `\ufeff${text}`, `${text}🙂`];
}

/** Profiles and weights that the documents are checked against, beside the default. */
export const POLICIES = [
  {},
  ...pacing.profiles().map(({ id }) => ({ profile: id })),
  { dialer: "outbound-sales" },
  { rules: { "matrix-gap": "error", M008: "off", "unknown-field": "info" } },
  { profile: "uk-ofcom-2016", dialer: "a1b2c3d4-e5f6-7890-abcd-ef1234567890", rules: { "falling-speed": "error", "reload-missing": "off" } },
];

function lines(file) {
  return readFileSync(file, "utf8").split("\n").filter((line) => line !== "");
}

function decoded(bytes) {
  try {
    return [new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes)];
  } catch {
    return [];
  }
}
