// `forecastDiagnostics` says what `pacing-apply check` says by the rule `forecast-above-cap`, byte for byte.

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { awkward, corpus } from "./lib/documents.mjs";
import { build, pacingApply } from "./lib/native.mjs";
import { folder as packageFolder, pacing } from "./lib/pacing.mjs";
import { inUtf16 } from "./lib/utf16.mjs";

const { forecastDiagnostics, PacingError } = createRequire(`${packageFolder}package.json`)("pacing-core/forecast");

const text = readFileSync(fileURLToPath(new URL("../../examples/outbound-sales.json", import.meta.url)), "utf8");
const USUAL = { answerRate: 0.2, handleTime: 180 };
const FLAGS = ["--answer-rate", "20%", "--handle-time", "180s"];

const SPELLED = ["25.0", "2.5e1", "250e-1", "24.999999999999999999999999", "1e400", '"25"', "-25", "null"].map((speed) => text.replace('"max_speed": 25', `"max_speed": ${speed}`));
const ODD = [
  text.replace('"max_speed": 25', '"max_speed": 3, "max_speed": 25'),
  text.replace('"max_speed": 25', '"max\\u005fspeed": 25'),
  text.replace('"agent_count_min": 6', '"agent_count_min": 60'),
  text.replace('"agent_count_min": 6', '"agent_count_min": 8'),
  text.replace('"agent_count_min": 1', '"agent_count_min": 3'),
  text.replace('"pacing_rules"', '"max_speed": 64, "pacing_rules"').replace(/,\s*"max_speed": 45/, "").replace('"agent_count_min": 1', '"agent_count_min": 3'),
  text.replace('"agent_count_max": 50', '"agent_count_max": 1000000'),
  `${text},`,
  "",
  "[]",
  "[".repeat(200),
];
const TEXTS = [text, ...awkward(text), ...SPELLED, ...ODD, ...corpus()].filter((text) => text.isWellFormed());

let folder;
before(() => {
  build();
  folder = mkdtempSync(join(tmpdir(), "pacing-"));
  TEXTS.forEach((text, index) => writeFileSync(join(folder, `${String(index).padStart(6, "0")}.json`), text));
});
after(() => rmSync(folder, { recursive: true }));

/** What the program says of every text by this rule alone. */
function native(flags) {
  const { status, stdout, stderr } = pacingApply(["check", folder, "--format", "json", ...flags]);
  assert.ok(status === 0 || status === 1, stderr);
  const reports = stdout.split("\n").slice(0, -1).map((line) => JSON.parse(line));
  assert.equal(reports.length, TEXTS.length);
  return reports.map(({ diagnostics, omitted = [] }, index) => ({
    diagnostics: inUtf16({ diagnostics: diagnostics.filter(({ code }) => code === "F001") }, TEXTS[index]).diagnostics,
    omitted: omitted.filter(({ code }) => code === "F001"),
  }));
}

const CASES = [
  [FLAGS, USUAL, undefined],
  [[...FLAGS, "--profile", "ca-crtc-utr"], { ...USUAL, profile: "ca-crtc-utr" }, undefined],
  [[...FLAGS, "--profile", "uk-ofcom-2016"], USUAL, { profile: "uk-ofcom-2016" }],
  [[...FLAGS, "--rule", "F001=error", "--connect-limit", "0", "--cap", "20%"], { ...USUAL, connectLimit: 0, cap: 0.2 }, { rules: { "forecast-above-cap": "error" } }],
  [["--answer-rate", "3%..25%", "--handle-time", "30.5s..4min", "--rule", "F001=info"], { answerRate: [0.03, 0.25], handleTime: [30.5, 240] }, { rules: { f001: "info" } }],
  [[...FLAGS, "--unit", "at-once"], { ...USUAL, unit: "at-once" }, { dialer: "outbound-sales" }],
  [[...FLAGS, "--unit", "per-hour"], { ...USUAL, unit: "per-hour" }, {}],
  [[...FLAGS, "--unit", "one-per-agent"], { ...USUAL, unit: "one-per-agent" }, {}],
];
for (const [flags, assumptions, options] of CASES) {
  test(`${TEXTS.length} texts with ${flags.join(" ")}`, () => {
    const expected = native(flags);
    const found = TEXTS.map((text) => forecastDiagnostics(text, assumptions, options));
    const plain = found.map(({ diagnostics, omitted = [] }) => ({ diagnostics, omitted }));
    for (const [index, report] of plain.entries()) assert.deepEqual(report, expected[index], TEXTS[index]);
    const any = found.some(({ diagnostics }) => diagnostics.length > 0);
    assert.equal(any, assumptions.unit !== "one-per-agent");
  });
}

test("the words of the tutorial's example", () => {
  const { diagnostics } = forecastDiagnostics(text, { ...USUAL, connectLimit: 0 });
  assert.match(diagnostics[1].message, /^with 6 agents about 63 of 100 answered calls would find nobody free, above the cap of 3 %$/);
  assert.match(diagnostics[1].help, /^write at most 4, which keeps it; predicted by Erlang B for a dialer that does not react/);
  assert.deepEqual(diagnostics.map(({ fix }) => fix?.edits[0].text), [undefined, "4", "24"]);
});

test("an editor's adapters and edits take the diagnostics, and a fix does away with its own", async () => {
  const found = forecastDiagnostics(text, USUAL);
  const { toCodeMirror } = createRequire(`${packageFolder}package.json`)("pacing-core/codemirror");
  const [, marked] = toCodeMirror(found, text);
  assert.deepEqual([text.slice(marked.from, marked.to), marked.actions[0].name], ["25", "lower the speed to 4"]);
  const mended = pacing.applyEdits(text, found.diagnostics[1].fix.edits);
  assert.deepEqual(forecastDiagnostics(mended, USUAL).diagnostics.map(({ path }) => path), [found.diagnostics[0].path, found.diagnostics[2].path]);
});

test("more than a hundred are counted", () => {
  const bands = Array.from({ length: 130 }, (_, index) => [index + 1, index + 1, 100]);
  const { text } = pacing.build({ dialer: "sales", bands, threshold: 0.02, maxSpeed: 100 });
  const { diagnostics, omitted } = forecastDiagnostics(text, { answerRate: 1, handleTime: 600 });
  assert.deepEqual([diagnostics.length, omitted], [100, [{ code: "F001", count: 30 }]]);
});

test("the weight is a caller's choice, and what cannot be is named", () => {
  assert.deepEqual(forecastDiagnostics(text, USUAL, { rules: { "forecast-above-cap": "off" } }), { diagnostics: [] });
  assert.deepEqual(forecastDiagnostics('"\ud800"', USUAL), { diagnostics: [] });
  const refused = (message) => (error) => error instanceof PacingError && error.code === "invalid-option" && message.test(error.message);
  assert.throws(() => forecastDiagnostics(text, USUAL, { rules: { F001: "loud" } }), refused(/`loud` is no level/));
  assert.throws(() => forecastDiagnostics(text, { ...USUAL, answerRate: 20 }), refused(/the answer rate is the share/));
  assert.throws(() => forecastDiagnostics(text, USUAL, { profile: "atlantis" }), refused(/`atlantis` is no profile/));
  assert.throws(() => forecastDiagnostics(7, USUAL), TypeError);
  assert.throws(() => forecastDiagnostics(text, null), TypeError);
  assert.throws(() => forecastDiagnostics(text, USUAL, "us"), TypeError);
});
