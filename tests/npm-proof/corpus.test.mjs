// The package says of every document exactly what the native program says.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { POLICIES, awkward, corpus, examples, seeds } from "./lib/documents.mjs";
import { build, pacingApply, reference } from "./lib/native.mjs";
import { folder as packageFolder, pacing } from "./lib/pacing.mjs";
import { inUtf16, lineAndColumn } from "./lib/utf16.mjs";

const { forecastDiagnostics } = createRequire(`${packageFolder}package.json`)("pacing-core/forecast");
const CORPUS = corpus();
/** A tenth of the corpus, with the emoji and line ends that it lacks, and what the fuzzer starts from. */
const SAMPLE = [...CORPUS.filter((_, index) => index % 10 === 0).flatMap(awkward), ...seeds()];

let folder;
before(() => {
  build();
  folder = mkdtempSync(join(tmpdir(), "pacing-proof-"));
});
after(() => rmSync(folder, { recursive: true }));

test("the corpus is whole", () => {
  assert.equal(CORPUS.length, 3371);
  assert.ok(SAMPLE.length > 1_700);
  const said = CORPUS.map((text) => pacing.validateText(text));
  assert.ok(said.filter(({ valid }) => valid).length === 0, "the tutorial's documents lack `id` and `type`");
});

test("every document of the corpus, its awkward forms and the seeds: equal to `pacing-apply check --format json`", () => {
  const documents = [...CORPUS, ...SAMPLE];
  const native = nativeReports(documents, ["--profile", "us"]);
  documents.forEach((text, index) => {
    assert.equal(JSON.stringify(pacing.validateText(text)), JSON.stringify(inUtf16(native[index], text)), JSON.stringify(text));
  });
});

test("valid documents of the corpus: its configurations, put into a document, are judged as the native program does", () => {
  const documents = CORPUS.map(wrapped);
  const native = nativeReports(documents, []);
  documents.forEach((text, index) => {
    assert.equal(JSON.stringify(pacing.validateText(text)), JSON.stringify(inUtf16(native[index], text)), JSON.stringify(text));
  });
  const valid = native.filter(({ valid }) => valid).length;
  assert.ok(valid > 250 && valid < native.length - 250, `${valid} of ${native.length} are valid`);
});

test("under every profile, with other weights and an addressed dialer: equal to the library with UTF-16 offsets", () => {
  const cases = POLICIES.flatMap((options, which) =>
    [...CORPUS.map(wrapped), ...SAMPLE].filter((_, index) => index % POLICIES.length === which).map((text) => ({ text, options })),
  );
  sameAsLibrary([...cases, ...examples(), ...examples().flatMap(({ text, options }) => awkward(text).map((text) => ({ text, options })))]);
});

test("the examples of the rules give exactly what their pages say", () => {
  for (const { code, bad, good } of pacing.rules()) {
    const said = ({ text, profile, dialer }) =>
      pacing.validateText(text, dialer ? { profile, dialer } : { profile }).diagnostics.map((diagnostic) => diagnostic.code);
    const predicted = ({ text, assumptions }) =>
      assumptions ? forecastDiagnostics(text, assumptions).diagnostics.map((diagnostic) => diagnostic.code) : [];
    assert.deepEqual([...said(bad), ...predicted(bad)], [code]);
    assert.ok(![...said(good), ...predicted(good)].includes(code), code);
  }
});

test("lines and columns are those of the text, and places are the report without its words", () => {
  for (const text of [...SAMPLE, ...CORPUS.map(wrapped)]) {
    const report = pacing.validateText(text);
    const places = pacing.places(text);
    const bare = report.diagnostics.map(({ code, name, severity, range }) => ({ code, name, severity, range }));
    assert.deepEqual(places, { valid: report.valid, places: bare });
    for (const { range } of bare) {
      for (const { offset, line, column } of [range.start, range.end]) {
        assert.deepEqual({ line, column }, lineAndColumn(text, offset), JSON.stringify(text));
      }
    }
  }
});

/** The native program's reports on documents, each a file of its own. */
function nativeReports(documents, args) {
  const name = (index) => join(folder, `${String(index).padStart(5, "0")}.json`);
  documents.forEach((text, index) => writeFileSync(name(index), text));
  const { stdout } = pacingApply(["check", "--format", "json", ...args, ...documents.map((_, index) => name(index))]);
  const reports = stdout.split("\n").slice(0, -1).map((line) => JSON.parse(line));
  assert.equal(reports.length, documents.length);
  return reports.map(({ file, ...report }, index) => {
    assert.equal(file, name(index));
    return report;
  });
}

function sameAsLibrary(cases) {
  const answers = reference(cases.map(({ text, options }) => ({ call: "check", text, ...options })));
  assert.equal(answers.length, cases.length);
  cases.forEach(({ text, options }, index) => {
    const said = JSON.stringify(pacing.validateText(text, options));
    assert.equal(said, JSON.stringify(JSON.parse(answers[index])), JSON.stringify({ text, options }));
  });
}

/** A configuration of the tutorial as a whole document; it may be no JSON at all. */
function wrapped(config) {
  return `{"id": "outbound-sales", "type": "PREDICTIVE", "predictive_dialer_config":\n${config}}\n`;
}
