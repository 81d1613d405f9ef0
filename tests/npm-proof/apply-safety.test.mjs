// What must hold whatever is done with `pacing-core/apply`: secrets stay inside, a word to stop is heard, a crash is told, two calls do not meet.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { before, test } from "node:test";
import { inspect } from "node:util";
import { applying, byPackage, PATIENCE, refusedByProgram, TEXT } from "./lib/applying.mjs";
import { build } from "./lib/native.mjs";
import { withSandbox } from "./lib/sandbox.mjs";

const { apply, deliver, memoryLog, plan, readDialer, recover } = applying;
const settings = PATIENCE;

before(build);

test("a dialer is read and planned for; nothing is recorded or changed", () =>
  withSandbox(async (sandbox) => {
    const { target } = sandbox;
    const live = await readDialer(sandbox.dialer, { target, settings });
    assert.equal(JSON.parse(live.text).id, sandbox.dialer);
    assert.match(live.etag, /^"/);
    assert.deepEqual([live.status, live.notes], ["ACTIVE", []]);
    const planned = await plan(TEXT, { target, settings });
    assert.equal(planned.live.text, live.text);
    assert.ok(planned.changes.some(({ path, before, after }) => path.endsWith("/max_speed") && before !== after));
    assert.deepEqual((await sandbox.counts()).PUT, 0);
  }));

test("an access token serves as well, and there is no other one when it is refused", () =>
  withSandbox(async (sandbox) => {
    const target = { baseUrl: sandbox.baseUrl, auth: { accessToken: await sandbox.token() } };
    const { report } = await byPackage(sandbox, { target });
    assert.equal(report.outcome, "applied");
    assert.equal((await sandbox.counts()).token, 1, "the one of the test");
    await fetch(`${sandbox.baseUrl}/_sandbox/revoke`, { method: "POST" });
    const refused = await readDialer(sandbox.dialer, { target, settings }).catch((error) => error);
    assert.ok(refused instanceof applying.ApplyError);
    assert.deepEqual([refused.code, refused.status, refused.exit], ["unauthorized", 401, 3]);
    assert.match(refused.advice, /^get a new access token/);
  }));

test("no secret is in a report, a record, a step or an error, whatever the servers say", async () => {
  const secrets = { token: "canary-token-7A", clientSecret: "canary-secret/+=%", hook: "canary-path-3c", signing: "whsec_Y2FuYXJ5LWNhbmFyeS1jYW5hcnktY2FuYXJ5" };
  const auths = [
    [{ accessToken: secrets.token }, secrets.token],
    [{ clientId: "client", clientSecret: secrets.clientSecret }, secrets.clientSecret],
  ];
  for (const status of [400, 401, 403, 409, 429, 500]) {
    for (const [auth, secret] of auths) {
      const spellings = [secret, encodeURIComponent(secret)];
      const said = JSON.stringify({ message: `you said ${spellings.join(" and ")}` });
      await serving(
        (request, response) => response.writeHead(status, { "content-type": "application/json" }).end(said),
        async (baseUrl) => {
          const webhook = { url: `${baseUrl}/${secrets.hook}`, secrets: [secrets.signing] };
          const seen = [];
          const log = memoryLog();
          const target = { baseUrl, auth };
          const patience = { ...settings, pollLimit: 0.1 };
          const report = await apply(TEXT, { target, webhook, log, settings: patience, onProgress: (step) => seen.push(step) });
          assert.equal(report.outcome, "notApplied", report.message);
          const error = await readDialer("d-1", { target, settings: patience }).catch((error) => error);
          seen.push(report, await log.export(), await log.checkpoint(), log, error, error.stack);
          const text = inspect(seen, { depth: 20, maxStringLength: null, showHidden: true });
          assert.ok(status === 429 || text.includes("you said [hidden] and [hidden]"), text);
          for (const canary of [...spellings, secrets.hook, "Y2FuYXJ5LWNhbmFyeS1"]) {
            assert.ok(!text.includes(canary), `${status}: ${canary} in ${text}`);
          }
        },
      );
    }
  }
});

test("options that cannot be used are told without their secrets, before anything is asked", async () => {
  const target = { baseUrl: "https://platform.example", auth: { accessToken: "canary" } };
  const log = memoryLog();
  const wrong = [
    [{ log }, /`target` must be an object/],
    [{ target }, /`log` must be what `openLog`/],
    [{ target: { ...target, baseUrl: "http://platform.example" }, log }, /`baseUrl` is http, which anyone/],
    [{ target: { ...target, auth: "canary" }, log }, /`auth` must be an object, this is a string/],
    [{ target: { ...target, auth: {} }, log }, /`auth` is either/],
    [{ target: { ...target, auth: { accessToken: "canary\n\u00e9" } }, log }, /the access token is empty, or holds/],
    [{ target: { ...target, auth: { clientId: "x", clientSecret: 5 } }, log }, /`clientSecret` must be a string/],
    [{ target, log, settings: { deadline: -1 } }, /`deadline` is `-1`; it is a number of seconds/],
    [{ target, log, settings: { maxRetries: 1.5 } }, /`maxRetries` is `1.5`/],
    [{ target, log, confrim: () => true }, /`options` has no member `confrim`/],
    [{ target, log, profile: "moon" }, /there is no profile `moon`/],
    [{ target, log, rules: { M003: "off" } }, /errors can be neither lowered nor turned off/],
    [{ target, log, webhook: { url: "http://wfm.example/canary" } }, /`webhook.url` is http/],
    [{ target, log, webhook: { url: "https://wfm.example/x", secrets: ["canary"] } }, /a secret of `webhook`/],
  ];
  for (const [options, expected] of wrong) {
    const error = await apply(TEXT, options).then(
      () => assert.fail(`${inspect(options)} was taken`),
      (error) => error,
    );
    assert.match(error.message, expected);
    assert.ok(error instanceof TypeError || error.code === "invalid-option", error.stack);
    assert.doesNotMatch(inspect(error), /canary/);
  }
  await assert.rejects(apply('{"id": "\ud83d"}', { target, log }), { code: "unreadable-text" });
  await assert.rejects(plan("{}", { target }), { code: "invalid-document", message: /^the document has errors: `id` is missing \(and 2 more\)$/ });
  assert.equal(await log.export(), "");
});

test("a document with errors is refused, and that is recorded", () =>
  withSandbox(async (sandbox) => {
    const { report, log } = await byPackage(sandbox, { text: TEXT.replace("0.025", "2.5"), actor: "ann", reason: "a try" });
    assert.deepEqual([report.outcome, report.exit, report.errors[0].name], ["invalid", 1, "threshold-as-percent"]);
    const { range } = report.errors[0];
    assert.equal(TEXT.replace("0.025", "2.5").slice(range.start.offset, range.end.offset), "2.5");
    const [record] = await log.records();
    assert.deepEqual([record.outcome, record.actor, record.reason, record.exit_code], ["refused", "ann", "a try", 1]);
    assert.deepEqual(await sandbox.requests(), []);
    assert.equal(await refusedByProgram(log), undefined);
  }));

test("a plan that is not confirmed sends nothing, and what `confirm` throws comes out when that is recorded", () =>
  withSandbox(async (sandbox) => {
    const asked = [];
    const refused = await byPackage(sandbox, { confirm: (plan) => asked.push(plan) && false });
    assert.deepEqual([refused.report.outcome, refused.report.exit], ["refused", 3]);
    assert.equal(asked[0].changes.length, refused.report.changes.length);
    const log = memoryLog();
    const slip = new Error("a slip of the caller");
    const thrown = byPackage(sandbox, { log, confirm: () => Promise.reject(slip) });
    await assert.rejects(thrown, (error) => error === slip);
    assert.equal((await log.records()).at(-1).outcome, "refused");
    assert.equal((await sandbox.counts()).PUT, 0);
  }));

test("a listener that throws changes nothing", () =>
  withSandbox(async (sandbox) => {
    const uncaught = console.error;
    const told = [];
    console.error = (error) => told.push(error);
    try {
      const { report } = await byPackage(sandbox, {
        onProgress: () => {
          throw new Error("a slip of the caller");
        },
      });
      assert.equal(report.outcome, "applied");
      assert.ok(told.length > 3);
    } finally {
      console.error = uncaught;
    }
  }));

test("a word to stop ends a wait, and the change that was sent is still read back", () =>
  withSandbox(async (sandbox) => {
    const waits = new AbortController();
    await sandbox.faults({ endpoint: "put", status: 429, retry_after: 60 });
    const one = await byPackage(sandbox, { signal: waits.signal, onProgress: ({ kind }) => kind === "waiting" && waits.abort() });
    assert.deepEqual([one.report.outcome, one.report.exit, one.report.error.code], ["notApplied", 130, "stopped"]);
    assert.equal((await one.log.records()).at(-1).outcome, "not_applied");

    const sends = new AbortController();
    await sandbox.faults({ endpoint: "put", hang_ms: 300 });
    const other = await byPackage(sandbox, { signal: sends.signal, onProgress: ({ kind }) => kind === "sending" && sends.abort() });
    assert.deepEqual([other.report.outcome, other.report.exit, other.report.confirmed], ["applied", 130, "answerAndReading"]);
    assert.equal(other.report.event.state, "waiting", "nothing new is begun");
    assert.equal(await refusedByProgram(other.log), undefined);

    const before = AbortSignal.abort();
    const read = await readDialer(sandbox.dialer, { target: sandbox.target, settings, signal: before }).catch((error) => error);
    assert.deepEqual([read.code, read.exit], ["stopped", 130]);
  }));

test("an event that waits is delivered later, and a change that was interrupted is closed", () =>
  withSandbox(async (sandbox) => {
    await sandbox.faults({ endpoint: "webhook", status: 404, times: 1 });
    const { report, log } = await byPackage(sandbox);
    assert.deepEqual([report.event.state, report.exit], ["waiting", 5]);
    assert.equal((await log.open()).events.length, 1);
    const [event] = (await log.open()).events;
    const sent = await deliver({ log, webhook: sandbox.webhook, settings });
    assert.deepEqual([sent.delivered, sent.waiting], [[event.id], []]);
    assert.deepEqual(await log.open(), { intents: [], events: [] });

    // The log of a run that ended between its intent and its outcome.
    const lines = (await log.export()).split("\n");
    const upto = lines.findIndex((line) => line.includes('"kind":"intent"')) + 1;
    const cut = memoryLog({ lines: `${lines.slice(0, upto).join("\n")}\n` });
    assert.deepEqual((await cut.open()).intents.map(({ seq, dialer, server }) => [seq, dialer, server]), [[upto, sandbox.dialer, sandbox.baseUrl]]);
    const closed = await recover(sandbox.dialer, { log: cut, target: sandbox.target, settings, webhook: sandbox.webhook });
    assert.deepEqual(closed.map(({ seq, outcome }) => [seq, outcome]), [[upto, "applied"]]);
    assert.equal((await cut.open()).events.length, 1, "its event waits");
    const again = await byPackage(sandbox, { log: cut });
    assert.deepEqual([again.report.outcome, again.report.earlier.delivered.length], ["unchanged", 1]);
    assert.equal(await refusedByProgram(cut), undefined);
  }));

test("two calls for one dialer come one after the other, in one log", () =>
  withSandbox(async (sandbox) => {
    const log = memoryLog();
    const other = TEXT.replace('"max_speed": 45', '"max_speed": 44');
    assert.notEqual(other, TEXT);
    const both = await Promise.all([byPackage(sandbox, { log }), byPackage(sandbox, { log, text: other })]);
    assert.deepEqual(both.map(({ report }) => report.outcome), ["applied", "applied"]);
    const kinds = (await log.records()).filter(({ kind }) => kind === "intent" || kind === "outcome").map(({ kind }) => kind);
    assert.deepEqual(kinds, ["intent", "outcome", "intent", "outcome"]);
    assert.equal(await refusedByProgram(log), undefined);
    assert.equal((await log.verify()).holds, true);

    let answered;
    const held = byPackage(sandbox, { log, text: TEXT, confirm: () => new Promise((answer) => (answered = answer)) });
    while (!answered) await new Promise((soon) => setTimeout(soon, 5));
    const { report } = await byPackage(sandbox, { log, settings: { ...settings, lockWait: 0.05 } });
    assert.deepEqual([report.outcome, report.exit, report.error.code, report.runId], ["notApplied", 7, "locked", undefined]);
    answered(true);
    assert.equal((await held).report.outcome, "applied");
  }));

test("a log that does not hold is not written to, and nothing is changed", () =>
  withSandbox(async (sandbox) => {
    const { log } = await byPackage(sandbox);
    const lines = (await log.export()).replace('"actor":"unknown"', '"actor":"nobody!"');
    const forged = memoryLog({ lines, checkpoint: await log.checkpoint() });
    assert.equal((await forged.verify()).holds, false);
    const shorter = memoryLog({ lines: `${lines.split("\n").slice(0, 3).join("\n")}\n`, checkpoint: await log.checkpoint() });
    const { report } = await byPackage(sandbox, { log: shorter, text: TEXT.replace('"max_speed": 45', '"max_speed": 44') });
    assert.deepEqual([report.outcome, report.exit, report.error.code], ["notApplied", 6, "audit"]);
    assert.match(report.error.message, /its end was cut off or replaced/);
    assert.equal((await sandbox.counts()).PUT, 1);
  }));

test("a module that traps is told as one error; nothing hangs, and the next call works", () =>
  withSandbox(async (sandbox) => {
    const real = globalThis.fetch;
    const log = memoryLog();
    // The bindings take for granted that an answer is a Response with headers.
    globalThis.fetch = async (request) => {
      if (request.method !== "PUT") return real(request);
      await real(request);
      return Object.create(Response.prototype);
    };
    try {
      const crashed = await byPackage(sandbox, { log }).catch((error) => error);
      assert.deepEqual([crashed.name, crashed.code], ["PacingError", "crashed"], inspect(crashed));
      assert.match(crashed.message, /the next `apply` or `recover` for its dialer finds out/);
    } finally {
      globalThis.fetch = real;
    }
    assert.equal((await log.open()).intents.length, 1);
    const { report } = await byPackage(sandbox, { log });
    assert.deepEqual([report.outcome, report.recovered.map(({ outcome }) => outcome)], ["unchanged", ["applied"]]);
    assert.equal(await refusedByProgram(log), undefined);
  }));

test("a server that cannot be reached is ambiguous to a browser, and no change is claimed", async () => {
  const nobody = await serving(() => {}, async (baseUrl) => baseUrl);
  const target = { baseUrl: nobody, auth: { accessToken: "token" } };
  const log = memoryLog();
  const report = await apply(TEXT, { target, log, settings });
  assert.deepEqual([report.outcome, report.exit, report.error.code], ["notApplied", 3, "unreachable"]);
  assert.match(report.error.message, /no answer from `http:\/\/127\.0\.0\.1:\d+` in 4 attempts: fetch failed \(ECONNREFUSED\)/);
  assert.match(report.error.advice, /CORS policy may not admit this page/);
  assert.deepEqual(new Set((await log.records()).slice(0, -1).map((record) => record.class)), new Set(["ambiguous"]));
});

test("an answer is read no further than its limit, and no longer than its time", async () => {
  const endless = (request, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    const more = () => response.destroyed || response.write(Buffer.alloc(1 << 20, " "), () => setImmediate(more));
    more();
  };
  const silent = (request, response) => response.writeHead(200).flushHeaders();
  const patience = { ...settings, maxRetries: 0 };
  for (const [server, more, expected] of [
    [endless, {}, /the answer is longer than 16777216 bytes/],
    [silent, { getTimeout: 0.3 }, /no whole answer within 0.3 s/],
  ]) {
    await serving(server, async (baseUrl) => {
      const target = { baseUrl, auth: { accessToken: "token" } };
      await assert.rejects(readDialer("d-1", { target, settings: { ...patience, ...more } }), { code: "unreachable", message: expected });
    });
  }
});

/** A server for as long as `use` runs. */
async function serving(answer, use) {
  const server = createServer(answer);
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  try {
    return await use(`http://127.0.0.1:${server.address().port}`);
  } finally {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  }
}
