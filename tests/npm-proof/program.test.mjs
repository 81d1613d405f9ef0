// The package's program and its functions that change or make documents answer as the native program does, byte for byte.

import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { awkward, corpus, examples, seeds } from "./lib/documents.mjs";
import { build, pacingApply, pacingCore } from "./lib/native.mjs";
import { folder as dist, pacing } from "./lib/pacing.mjs";

const CLI = join(dist, JSON.parse(readFileSync(join(dist, "package.json"), "utf8")).bin["pacing-core"]);
const TEXTS = [
  ...examples().flatMap(({ text }) => [text, ...awkward(text)]),
  ...seeds(),
  ...corpus().filter((_, index) => index % 20 === 0).map((config) => `{"id": "x", "type": "PREDICTIVE", "predictive_dialer_config":\n${config}}\n`),
];

let folder;
let files;
before(() => {
  build();
  folder = mkdtempSync(join(tmpdir(), "pacing-proof-"));
  mkdirSync(join(folder, "documents"));
  files = TEXTS.map((text, index) => {
    const name = join("documents", `${String(index).padStart(4, "0")} é.json`);
    writeFileSync(join(folder, name), text);
    return name;
  });
});
after(() => rmSync(folder, { recursive: true }));

for (const format of ["json", "sarif"]) {
  const both = (args, input) => [
    pacingCore(CLI, ["check", "--format", format, ...args], { cwd: folder, input }),
    pacingApply(["check", "--format", format, ...args], { cwd: folder, input }),
  ];
  const same = (args, input) => {
    const [core, apply] = both(args, input);
    assert.equal(core.stdout, apply.stdout);
    assert.equal(core.status, apply.status);
    return core;
  };

  test(`check --format ${format}: all documents at once, and each way to ask`, () => {
    assert.equal(same(files).status, 1);
    for (const args of [["--profile", "uk-ofcom-2016"], ["--dialer", "x"], ["--rule", "matrix-gap=error", "--rule", "M008=off"]]) {
      same([...args, ...files.slice(0, 60)]);
    }
    for (const [text, status] of [[pacing.explain("S001").good.text, 0], [pacing.explain("M003").bad.text, 1]]) {
      assert.equal(same(["-"], text).status, status);
    }
  });

  test(`check --format ${format} --lines: a document a line, blank lines and CRLF among them`, () => {
    const lines = corpus().filter((text) => !text.includes("\n")).slice(0, 300);
    assert.ok(lines.length > 100);
    assert.equal(same(["--lines", "-"], `\n${lines.join("\r\n")}\n \n{`).status, 1);
  });

  test(`check --format ${format}: bytes that are no UTF-8, and what cannot be read or asked`, () => {
    writeFileSync(join(folder, "latin.json"), Buffer.from('{"id": "\xe9", "x": "\xf0\x9f"}', "latin1"));
    assert.equal(same(["latin.json"]).status, 1);
    for (const args of [["missing.json"], ["--profile", "nowhere", files[0]], ["--rule", "matrix-overlap=off", files[0]]]) {
      const [core, apply] = both(args);
      assert.equal(core.status, 2);
      assert.equal(apply.status, 2);
    }
  });
}

test("applyFixes gives what `check --fix` and `--unsafe-fixes` write", () => {
  for (const [which, flags] of [["safe", ["--fix"]], ["unsafe", ["--fix", "--unsafe-fixes"]]]) {
    const copy = join(folder, which);
    cpSync(join(folder, "documents"), copy, { recursive: true });
    pacingApply(["check", ...flags, which], { cwd: folder });
    let mended = 0;
    readdirSync(copy).sort().forEach((name, index) => {
      const written = readFileSync(join(copy, name), "utf8");
      const fixed = pacing.applyFixes(TEXTS[index], which);
      assert.equal(fixed.text, written, JSON.stringify(TEXTS[index]));
      mended += Number(fixed.text !== TEXTS[index]);
    });
    assert.ok(mended > 50, `${mended} texts were mended`);
  }
});

test("build gives what `pacing-apply build` prints", () => {
  const inputs = [
    { dialer: "outbound-sales", bands: [[1, 5, 10], [6, 20, 25]], threshold: 0.025, maxSpeed: 45 },
    { dialer: "a", bands: [["1", "5", "10"]], threshold: "0.0250", maxSpeed: "50", reloadOnUpdate: false },
    { dialer: "x.~-_9", bands: Array.from({ length: 500 }, (_, at) => [at * 2 + 1, at * 2 + 2, 1 + (at % 40)]), threshold: "1e-2", maxSpeed: 100 },
  ];
  for (const input of inputs) {
    const { dialer, bands, threshold, maxSpeed, reloadOnUpdate = true } = input;
    const args = bands.flatMap(([min, max, speed]) => ["--band", `${min}-${max}:${speed}`]);
    const more = ["--dialer", dialer, "--threshold", threshold, "--max-speed", maxSpeed, ...(reloadOnUpdate ? [] : ["--no-reload"])];
    const { status, stdout } = pacingApply(["build", ...args, ...more.map(String)]);
    const built = pacing.build(input);
    assert.equal(status, 0);
    assert.ok(built.report.valid);
    assert.equal(built.text, stdout);
  }
});
