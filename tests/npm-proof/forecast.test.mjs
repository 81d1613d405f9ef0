// `pacing-core/forecast` says what the native program says, number for number.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { build, pacingApply } from "./lib/native.mjs";
import { folder } from "./lib/pacing.mjs";

const { chanceAbove, forecast, limitsOf, PacingError, suggest, wilson, worstBand } = createRequire(`${folder}package.json`)("pacing-core/forecast");

const EXAMPLE = fileURLToPath(new URL("../../examples/outbound-sales.json", import.meta.url));
const text = readFileSync(EXAMPLE, "utf8");
const USUAL = { answerRate: 0.2, handleTime: 180 };

before(build);

const CASES = [
  [["--connect-limit", "0"], { connectLimit: 0 }],
  [[], {}],
  [["--profile", "uk-ofcom-2016"], { profile: "uk-ofcom-2016" }],
  [["--unit", "per-hour", "--cap", "1%"], { unit: "per-hour", cap: 0.01 }],
  [["--unit", "at-once"], { unit: "at-once" }],
  [["--unit", "one-per-agent", "--answer-delay", "10s..20s", "--ring-time", "30s"], { unit: "one-per-agent", answerDelay: [10, 20], ringTime: 30 }],
  [["--answer-rate", "15%..25%", "--handle-time", "2min..4min", "--connect-limit", "1s..3s"], { answerRate: [0.15, 0.25], handleTime: [240, 120], connectLimit: [1, 3] }],
];
for (const [flags, assumptions] of CASES) {
  test(`the same numbers with ${flags.join(" ") || "the profile's limit"}`, () => {
    const usual = flags.includes("--answer-rate") ? [] : ["--answer-rate", "20%", "--handle-time", "180s"];
    const { status, stdout, stderr } = pacingApply(["forecast", EXAMPLE, ...usual, ...flags, "--format", "json"]);
    assert.equal(status, 0, stderr);
    const native = JSON.parse(stdout);
    const ours = forecast(text, { ...USUAL, ...assumptions });
    assert.equal(ours.model, native.model);
    assert.equal(ours.notice, native.notice);
    assert.deepEqual(ours.uncovered, native.uncovered);
    assert.ok(ours.bands.length > 0);
    const plain = ours.bands.map((band) => ({
      agent_count_min: band.agent_count_min,
      agent_count_max: band.agent_count_max,
      max_speed: band.max_speed,
      above_cap: band.aboveCap,
      largest_speed: band.largestSpeed ?? null,
      words: band.words,
      points: band.points().map(asNative),
    }));
    assert.deepEqual(plain, native.bands);
    for (const [index, band] of ours.bands.entries()) {
      const { points } = native.bands[index];
      assert.deepEqual([asNative(band.worst), asNative(band.best)], [points[0], points.at(-1)]);
    }
  });
}

test("the limits of a profile are those that a prediction takes from it", () => {
  assert.deepEqual(limitsOf("us"), { cap: 0.03, connectLimit: 2 });
  for (const profile of ["us", "ca-crtc-utr", "us-ks", "uk-ofcom-2016"]) {
    const shares = (assumptions) => forecast(text, assumptions).bands.map(({ worst }) => [worst.abandonment, worst.margin]);
    assert.deepEqual(shares({ ...USUAL, profile }), shares({ ...USUAL, ...limitsOf(profile) }));
  }
  assert.throws(() => limitsOf("mars"), PacingError);
});

const asNative = ({ agents, offeredLoad, abandonment, utilisation, idle, margin }) => ({
  agents,
  offered_load: offeredLoad ?? null,
  abandonment,
  utilisation,
  idle_s: idle ?? null,
  margin,
});

test("the tutorial's example, in per cent", () => {
  const per = (limit) => forecast(text, { ...USUAL, ...(limit === 0 && { connectLimit: 0 }) }).bands.map(({ worst }) => Math.round(worst.abandonment.high * 100));
  assert.deepEqual(per(0), [86, 63, 23]);
  assert.deepEqual(per(), [86, 63, 22]);
  assert.equal(worstBand(forecast(text, USUAL)).agent_count_min, 1);
  assert.equal(worstBand(forecast([], USUAL)), undefined);
});

test("a suggested matrix is the program's", () => {
  for (const [flags, wanted] of [
    [["--agents", "1-50"], { agents: [1, 50] }],
    [["--agents", "10-200", "--loss", "5%"], { agents: [10, 200], loss: 0.05 }],
    [["--band", "1-5", "--band", "6-20"], { bands: [[1, 5], [6, 20]] }],
  ]) {
    const { status, stdout, stderr } = pacingApply(["suggest", "--dialer", "x", ...flags, "--answer-rate", "20%", "--handle-time", "180s"]);
    assert.equal(status, 0, stderr);
    const ours = suggest(wanted, USUAL);
    assert.deepEqual(ours.bands, JSON.parse(stdout).predictive_dialer_config.pacing_rules);
    assert.ok(forecast(ours.bands, { ...USUAL, cap: 0.025 }).bands.every(({ aboveCap }) => !aboveCap));
    assert.equal(ours.smallestTeam, 3);
  }
  assert.deepEqual(suggest({ bands: [[1, 5], [6, 20]] }, USUAL).tooSmall, [[1, 2]]);
});

test("noise", () => {
  assert.equal(chanceAbove(0.03, 0.025, 1000).toFixed(2), "0.13");
  const { low, high } = wilson(30, 1000);
  assert.equal(`${low.toFixed(4)} ${high.toFixed(4)}`, "0.0211 0.0425");
  assert.equal(wilson(0, 0), undefined);
});

test("what cannot be read is left out, and what cannot be is named", () => {
  const bands = [null, 7, {}, { agent_count_min: "1", agent_count_max: 5, max_speed: 1 }, ...[-1, 1.5, 2e9].map((agent_count_min) => ({ agent_count_min, agent_count_max: 9, max_speed: 9 }))];
  assert.deepEqual(forecast(bands, USUAL).bands, []);
  assert.deepEqual(forecast({ predictive_dialer_config: [] }, USUAL).bands, []);
  assert.throws(() => forecast("{", USUAL), (error) => error instanceof PacingError && error.code === "unreadable-text");
  const wrong = [
    [{ answerRate: 20, handleTime: 180 }, /the answer rate is the share/],
    [{ answerRate: 0.2, handleTime: 0 }, /the handling time is/],
    [{ ...USUAL, connectLimit: -1 }, /the connect limit is/],
    [{ ...USUAL, ringTime: 1e9 }, /a ring time is/],
    [{ ...USUAL, cap: 3 }, /a cap or target is a share/],
    [{ ...USUAL, unit: "per-day" }, /`per-day` is no unit: `per-minute`/],
    [{ ...USUAL, profile: "atlantis" }, /`atlantis` is no profile/],
  ];
  for (const [assumptions, message] of wrong) {
    assert.throws(() => forecast(text, assumptions), (error) => error instanceof PacingError && error.code === "invalid-option" && message.test(error.message));
  }
  assert.throws(() => forecast(text, { ...USUAL, answerRate: Number.NaN }), /`answerRate` must be a number, this is NaN/);
  assert.throws(() => forecast(text, undefined), TypeError);
  assert.throws(() => suggest({ agents: [1, 50] }, USUAL, 0.04), /the target is above the cap/);
  assert.throws(() => suggest({ agents: [50, 1] }, USUAL), /agent counts go from 1/);
  assert.throws(() => suggest({ agents: [1, 50], loss: 1 }, USUAL), /`loss` is a share/);
});
