import assert from "node:assert/strict";
import { test } from "node:test";
import * as pacing from "pacing-core";

const { text, report } = pacing.build({ dialer: "sales", bands: [[1, 5, 10], [6, 20, 25]], threshold: "0.025", maxSpeed: 45 });
const document = () => JSON.parse(text);

test("what is built is valid, and says so", () => {
  assert.deepEqual(report, { valid: true, diagnostics: [] });
  assert.equal(pacing.format(JSON.stringify(document())), text);
  assert.equal(pacing.build({ dialer: "a b", bands: [], threshold: NaN, maxSpeed: 45 }).report.valid, false);
});

test("a report is plain data and does not change when another text is checked", () => {
  const first = pacing.validateText('{"id": "🙂", "id": 5}');
  pacing.validateText(text, { profile: "us-ks" });
  pacing.validateText("[".repeat(500));
  const copy = JSON.parse(JSON.stringify(first));
  assert.deepEqual(structuredClone(first), copy);
  assert.deepEqual({ ...first }, copy);
  assert.deepEqual(copy, JSON.parse(JSON.stringify(pacing.validateText('{"id": "🙂", "id": 5}'))));
  assert.equal(copy.diagnostics.find(({ code }) => code === "S006").range.start.offset, 13);
});

test("places are the diagnostics without words", () => {
  for (const bad of ["", "{}", text.replace("6,", "4,"), '{"🙂":1}\r\n', "\u0000"]) {
    const { valid, diagnostics } = pacing.validateText(bad);
    const places = diagnostics.map(({ code, name, severity, range }) => ({ code, name, severity, range }));
    assert.deepEqual(pacing.places(bad), { valid, places });
  }
});

test("a text that cannot be UTF-8 is an error at its place, a long one is not copied", () => {
  const [lone] = pacing.validateText('{"é": "\ud83d"}').diagnostics;
  assert.deepEqual([lone.code, lone.range.start.offset, lone.range.end.offset], ["S001", 7, 8]);
  const [long] = pacing.validateText("é".repeat(25_000_000)).diagnostics;
  assert.equal(long.code, "S002");
  assert.equal(pacing.validateText("é".repeat(8 * 1024 * 1024 + 1)).diagnostics[0].code, "S002");
});

test("what JSON cannot hold is named at its path", () => {
  const value = document();
  const config = value.predictive_dialer_config;
  config.max_speed = NaN;
  config.pacing_rules[1] = undefined;
  Object.assign(value, { self: value, big: 10n, call() {} });
  Object.defineProperty(value, "broken", { enumerable: true, get: () => { throw new Error("no"); } });
  const { valid, diagnostics } = pacing.validate(value);
  const found = Object.fromEntries(diagnostics.filter(({ args }) => "found" in args).map(({ path, args }) => [path, args.found]));
  assert.equal(valid, false);
  assert.deepEqual(found, {
    "/predictive_dialer_config/pacing_rules/1": "undefined",
    "/predictive_dialer_config/max_speed": "NaN",
    "/self": "a cycle",
    "/big": "a BigInt",
    "/call": "a function",
    "/broken": "a value that throws when it is read",
  });
  assert.ok(diagnostics.every((diagnostic) => !("range" in diagnostic) && !("fix" in diagnostic)));
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  for (const odd of [undefined, null, 1n, Symbol("x"), revoked.proxy, () => 1, "text", NaN]) assert.equal(pacing.validate(odd).valid, false);
  assert.deepEqual(pacing.validate(document()), { valid: true, value: document(), diagnostics: [] });
});

test("a member that is undefined is left out, and called so where it is missed", () => {
  const value = { ...document(), note: undefined, toJSON: undefined };
  assert.deepEqual(pacing.validate(value), { valid: true, value, diagnostics: [] });
  value.predictive_dialer_config.reload_on_update = undefined;
  assert.deepEqual(pacing.validate(value).diagnostics.map(({ code }) => code), ["A001"]);
  assert.deepEqual(pacing.diff(text, { ...document(), id: undefined }).map(({ path, after }) => [path, after]), [["/id", null]]);
  const { diagnostics } = pacing.validate({ ...document(), id: undefined });
  assert.deepEqual(diagnostics.map(({ code, path, message, args }) => [code, path, message, args.found]), [["S004", "", "`id` is undefined", "undefined"]]);
});

test("a document with a duplicate key differs in nothing from itself", () => {
  const twice = text.replace('"max_speed": 45,', '"max_speed": 50, "max_speed": 45,');
  assert.deepEqual(pacing.diff(twice, pacing.format(twice)), []);
  assert.deepEqual(pacing.diff(twice, text), []);
});

test("fixes in rounds are edits of the first text", () => {
  for (const { bad } of pacing.rules()) {
    for (const which of ["safe", "unsafe"]) {
      const { text: fixed, edits } = pacing.applyFixes(`\ufeff${bad.text}`, which, { profile: bad.profile });
      assert.equal(pacing.applyEdits(`\ufeff${bad.text}`, edits), fixed);
      assert.ok(edits.every(({ start }, at) => at === 0 || edits[at - 1].end < start), JSON.stringify(edits));
    }
  }
});

test("an issue of the schema has the path of a field", () => {
  const value = document();
  delete value.predictive_dialer_config.pacing_rules[1].max_speed;
  const { issues } = pacing.pacingSchema["~standard"].validate(value);
  assert.deepEqual(issues, [{ message: "`max_speed` is missing", path: ["predictive_dialer_config", "pacing_rules", 1, "max_speed"] }]);
  assert.deepEqual(pacing.pacingSchema["~standard"].validate(document()), { value: document() });
});

test("edits and fixes are edits of the text", () => {
  const { edit, applyEdits, applyFixes } = pacing;
  const split = applyEdits(text, edit.splitBand(text, 1, 10));
  assert.equal(pacing.speedFor(split, 12), 25);
  assert.equal(applyEdits(split, edit.mergeBands(split, 1)), text);
  const more = applyEdits(text, edit.insertBand(text, { agent_count_min: 21, agent_count_max: 30, max_speed: 40 }));
  assert.equal(pacing.speedFor(more, 30), 40);
  assert.equal(applyEdits(more, edit.removeBand(more, 2)), text);
  const faster = applyEdits(text, edit.set(text, "/predictive_dialer_config/max_speed", 50));
  assert.equal(applyEdits(text.replace("{", '{"note": 1, '), edit.remove(text.replace("{", '{"note": 1, '), "/note")), text);
  assert.throws(() => edit.remove(text, "/note"), { code: "no-such-place" });
  assert.deepEqual(pacing.diff(text, faster).map(({ path, before, after }) => [path, before, after]), [
    ["/predictive_dialer_config/max_speed", "45", "50"],
  ]);
  const quoted = `\ufeff${text.replace("45", '"45"')}`;
  const fixed = applyFixes(quoted);
  assert.equal(fixed.text, text);
  assert.equal(applyEdits(quoted, fixed.edits), text);
  assert.throws(() => edit.removeBand(text, 9), { code: "no-such-place" });
  assert.throws(() => edit.removeBand(text, -1), TypeError);
  assert.throws(() => pacing.validateText(5), TypeError);
  assert.throws(() => pacing.validateText(text, { profile: "kansas" }), { code: "invalid-option" });
});

test("editors get fields, values and words", () => {
  const typed = '{"predictive_dialer_config": {"max_';
  assert.ok(pacing.complete(typed, typed.length).some(({ edit }) => pacing.applyEdits(typed, [edit]).endsWith('{"max_speed": 45')));
  assert.match(pacing.hover(text, text.indexOf("abandon") + 2).contents, /fraction/);
  assert.equal(pacing.hover(text, 0), undefined);
  assert.equal(pacing.explain("m003").name, "matrix-overlap");
  assert.equal(pacing.jsonSchema("us-ks").type, "object");
  assert.equal(pacing.profiles()[0].id, "us");
});
