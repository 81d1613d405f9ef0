// `pacing-core/forecast` says what the native program says, number for number.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { build, pacingApply } from "./lib/native.mjs";
import { folder, pacing } from "./lib/pacing.mjs";

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
    assert.equal(ours.keepsCap, !native.above_cap);
    assert.deepEqual(ours.uncovered.map(asUncovered), native.uncovered);
    assert.ok(ours.bands.length > 0 && ours.uncovered.length > 0);
    assert.deepEqual(ours.bands.map(asBand), native.bands);
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

const asBand = (band) => ({
  agent_count_min: band.agent_count_min,
  agent_count_max: band.agent_count_max,
  max_speed: band.max_speed,
  above_cap: band.aboveCap,
  largest_speed: band.largestSpeed ?? null,
  words: band.words,
  points: band.points().map(asNative),
});

const asUncovered = ({ agent_count_min, agent_count_max = null, atGlobal }) => ({ ...(atGlobal ? asBand(atGlobal) : { max_speed: null }), agent_count_min, agent_count_max });

test("teams that no band covers are at the global speed, and no all-clear is given while something is not known", () => {
  const { text } = pacing.build({ dialer: "x", bands: [[3, 5, 1], [9, 50, 2]], threshold: 0.025, maxSpeed: 64 });
  const { status, stdout, stderr } = pacingApply(["forecast", "-", "--answer-rate", "20%", "--handle-time", "180s", "--format", "json"], { input: text });
  assert.equal(status, 0, stderr);
  const ours = forecast(text, USUAL);
  assert.deepEqual(ours.uncovered.map(asUncovered), JSON.parse(stdout).uncovered);
  assert.deepEqual(ours.uncovered.map(({ agent_count_min, agent_count_max }) => [agent_count_min, agent_count_max]), [[1, 2], [6, 8], [51, undefined]]);
  assert.match(ours.uncovered[0].atGlobal.words, /^with 1 agent about 97 of 100/);
  assert.ok(ours.bands.every(({ aboveCap }) => !aboveCap) && !ours.keepsCap);
  const kept = { ...JSON.parse(text), predictive_dialer_config: { ...JSON.parse(text).predictive_dialer_config, pacing_rules: [[1, 50, 1]] } };
  const rare = { ...USUAL, answerRate: 0.005 };
  assert.equal(forecast(kept, rare).keepsCap, true);
  kept.predictive_dialer_config.pacing_rules.push({ agent_count_min: 51, agent_count_max: 60, max_speed: "5" });
  const { keepsCap, skipped } = forecast(kept, rare);
  assert.deepEqual([keepsCap, skipped], [false, [{ index: 1, why: "`pacing_rules[1].max_speed` must be a whole number from 1 to 100, this is a string" }]]);
  assert.equal(forecast([[3, 50, 1]], rare).keepsCap, false, "a list has no global speed for teams of 1 and 2");
  assert.equal(forecast([], rare).keepsCap, false);
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
    [["--agents", "1-200", "--max-speed", "45", "--loss", "0"], { agents: [1, 200], maxSpeed: 45, loss: 0 }],
  ]) {
    const { status, stdout, stderr } = pacingApply(["suggest", "--dialer", "x", ...flags, "--answer-rate", "20%", "--handle-time", "180s"]);
    assert.equal(status, 0, stderr);
    const ours = suggest(wanted, USUAL);
    assert.deepEqual(ours.bands, JSON.parse(stdout).predictive_dialer_config.pacing_rules);
    for (const { agents, abandonment } of forecast(ours.bands, USUAL).bands.flatMap((band) => band.points())) {
      assert.equal(abandonment.high <= 0.025, agents >= 3, `${agents} agents`);
    }
    assert.equal(ours.smallestTeam, 3);
  }
  assert.deepEqual(suggest({ bands: [[1, 5], [6, 20]] }, USUAL).tooSmall, [[1, 2]]);
});

test("noise", () => {
  assert.equal(chanceAbove(0.03, 0.025, 1000).toFixed(2), "0.13");
  const { low, high } = wilson(30, 1000);
  assert.equal(`${low.toFixed(4)} ${high.toFixed(4)}`, "0.0211 0.0425");
  assert.equal(wilson(0, 0), undefined);
  assert.throws(() => chanceAbove(3, 0.025, 1000), /^RangeError: `cap` is a share from 0 to 1, so 3 % is 0.03; this is 3$/);
  assert.throws(() => chanceAbove(0.03, -0.1, 1000), /^RangeError: `rate`/);
  assert.throws(() => chanceAbove(0.03, 0.1, 1.5), /^TypeError: `calls` must be a whole number/);
  assert.throws(() => wilson(11, 10), /^RangeError: `abandoned` is 11, more than the 10 answered `calls`$/);
});

test("what is no document or no band is named with its place", () => {
  const refused = [
    [undefined, /this is undefined$/],
    [42, /this is a number$/],
    [null, /this is null$/],
    ["42", /this is a number$/],
    [{}, /`predictive_dialer_config.pacing_rules` must be an array, this is undefined$/],
    ['{"predictive_dialer_config":{"pacing_rules":{}}}', /must be an array, this is an object$/],
    [[null], /`bands\[0\]` must be an object with `agent_count_min`, .* this is null$/],
    [[[6, 20]], /`bands\[0\]` must be .* or these as an array of three; this is an array of 2$/],
    [[[6, 20, 25], [6, "20", 25]], /`bands\[1\]\[1\]` must be a whole number from 1 to 1000000, this is a string$/],
    [[{ agent_count_min: "6", agent_count_max: 20, max_speed: 25 }], /`bands\[0\].agent_count_min` must be a whole number from 1 to 1000000, this is a string$/],
    [[{ agent_count_min: 6, agent_count_max: 20, max_speed: 2.5 }], /`bands\[0\].max_speed` must be a whole number from 1 to 100, this is 2.5$/],
    [[{ agent_count_min: 6, agent_count_max: 20 }], /`bands\[0\].max_speed` must be .* this is undefined$/],
  ];
  for (const [document, message] of refused) {
    assert.throws(() => forecast(document, USUAL), (error) => error instanceof TypeError && message.test(error.message), JSON.stringify(document));
  }
  assert.throws(() => forecast([[9, 6, 5]], USUAL), /^RangeError: `bands\[0\]` covers no team: its `agent_count_min` is 9, its `agent_count_max` 6$/);
  assert.deepEqual(forecast([[6, 20, 25]], USUAL).bands[0].words, forecast([{ agent_count_min: 6, agent_count_max: 20, max_speed: 25 }], USUAL).bands[0].words);
  const wanted = [
    [{}, /must have either `agents`, .* or `bands`, .* this has neither$/],
    [{ agents: [1, 50], bands: [[1, 5]] }, /this has both$/],
    [undefined, /`wanted` must be an object with `agents` or `bands`, this is undefined$/],
    [{ agents: 50 }, /`agents` must be `\[smallest team, largest team\]`, this is a number$/],
    [{ bands: [[1, 5], [6]] }, /`bands\[1\]` must be .* this is an array of 1$/],
    [{ bands: [[1, "5"]] }, /`bands\[0\]\[1\]` must be a number, this is a string$/],
    [{ bands: [[1, 5]], loss: 0.1 }, /`loss` goes with `agents`/],
    [{ agents: [1, 50], maxSpeed: "45" }, /`maxSpeed` must be a number, this is a string$/],
  ];
  for (const [value, message] of wanted) assert.throws(() => suggest(value, USUAL), (error) => error instanceof TypeError && message.test(error.message), JSON.stringify(value));
  assert.throws(() => suggest({ agents: [1, 50], maxSpeed: 101 }, USUAL), /the global speed goes from 1 to 100/);
  assert.throws(() => suggest({ agents: [1, 50] }, { ...USUAL, unit: "one-per-agent" }), /there is no speed to suggest/);
  assert.deepEqual(suggest({ agents: [1, 2] }, USUAL), { bands: [], tooSmall: [[1, 2]], smallestTeam: 3 });
});

test("what cannot be assumed is named", () => {
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
