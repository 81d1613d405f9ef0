// Applying in Chromium: the log in IndexedDB, Web Locks, and what a browser shows less than a socket does.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { before, test } from "node:test";
import { PATIENCE, refusedByProgram, TEXT } from "./lib/applying.mjs";
import { build } from "./lib/native.mjs";
import { ready, withTabs } from "./lib/pages.mjs";
import { withSandbox } from "./lib/sandbox.mjs";

before(build);

const OTHER = TEXT.replace('"max_speed": 45', '"max_speed": 44');

/** Applies in a page, with the log of this origin. */
function apply(page, sandbox, { text = TEXT, ...more } = {}) {
  const { target, webhook } = sandbox;
  return page.evaluate(
    async ({ text, ...options }) => {
      const { apply, openLog } = globalThis.applying;
      const steps = [];
      globalThis.steps = steps;
      const report = await apply(text, { ...options, log: await openLog(), onProgress: (step) => steps.push(step) });
      return { report, steps };
    },
    { text, target, webhook, settings: PATIENCE, ...more },
  );
}

/** The log of the origin, as the program reads one. */
const logOf = (page) => ({
  export: () => page.evaluate(async () => (await globalThis.applying.openLog()).export()),
  checkpoint: () => page.evaluate(async () => (await globalThis.applying.openLog()).checkpoint()),
});

const openItems = (page) => page.evaluate(async () => (await globalThis.applying.openLog()).open());

async function records(page) {
  return (await logOf(page).export()).trim().split("\n").map((line) => JSON.parse(line));
}

test("a change is applied and its record outlives the page; the program accepts the exported log", () =>
  withTabs((tab) =>
    withSandbox(async (sandbox) => {
      const page = await tab();
      const { report, steps } = await apply(page, sandbox);
      assert.deepEqual([report.outcome, report.exit, report.event.state, report.notes], ["applied", 0, "delivered", []]);
      assert.ok(steps.some(({ kind, level, message }) => kind === "audit" && level === "info" && message.includes("intent")));
      await page.reload();
      await ready(page);
      const found = await page.evaluate(async () => {
        const log = await globalThis.applying.openLog();
        const { records, verify, durable } = { records: await log.records(), verify: await log.verify(), durable: log.durable };
        return { kinds: records.map(({ kind }) => kind), verify, durable };
      });
      assert.deepEqual(found.kinds, ["attempt", "attempt", "intent", "attempt", "attempt", "outcome", "webhook"]);
      assert.deepEqual([found.verify.holds, found.verify.records, found.durable], [true, 7, true]);
      const again = await apply(page, sandbox);
      assert.equal(again.report.outcome, "unchanged");
      assert.equal(await refusedByProgram(logOf(page)), undefined);
      const token = await sandbox.token();
      const stored = JSON.stringify([await logOf(page).export(), await page.evaluate(() => [location.href, { ...localStorage }, { ...sessionStorage }, document.cookie])]);
      for (const secret of [token.slice(0, 8), sandbox.target.auth.clientSecret]) assert.ok(!stored.includes(secret));
    }),
  ));

test("headers that CORS hides are told, and the change is made without them", () =>
  withTabs((tab) =>
    withSandbox(async (sandbox) => {
      const page = await tab();
      await sandbox.faults({ endpoint: "put", status: 429, retry_after: 3600 });
      const { report, steps } = await apply(page, sandbox);
      assert.deepEqual([report.outcome, report.attempts], ["applied", 2], report.message);
      assert.deepEqual(report.notes.map(({ header }) => header), ["etag", "retry-after"]);
      assert.deepEqual(steps.filter(({ kind }) => kind === "hidden").map(({ header, level }) => [header, level]), [["etag", "warning"], ["retry-after", "warning"]]);
      assert.match(report.notes[0].message, /Access-Control-Expose-Headers/);
      const wait = steps.find(({ kind }) => kind === "waiting");
      assert.ok(wait.reason === "later" && wait.seconds < 1, "the own back-off");
      const live = await page.evaluate(
        ([dialer, options]) => globalThis.applying.readDialer(dialer, options),
        [sandbox.dialer, { target: sandbox.target, settings: PATIENCE }],
      );
      assert.deepEqual([live.etag, live.notes.map(({ header }) => header)], [undefined, ["etag"]]);
      assert.equal(await refusedByProgram(logOf(page)), undefined);
    }, "--hide-headers"),
  ));

test("headers that are shown are heard: a wait is never shorter than told, a change depends on the version that was read", () =>
  withTabs((tab) =>
    withSandbox(async (sandbox) => {
      const page = await tab();
      await sandbox.faults({ endpoint: "put", status: 429, retry_after: 1, enforced: true });
      const { report } = await apply(page, sandbox);
      assert.deepEqual([report.outcome, report.attempts, report.notes], ["applied", 2, []]);
      const [refused, sent] = (await sandbox.requests()).filter(({ method }) => method === "PUT");
      assert.ok(sent.at_ms - refused.answered_ms >= 1000, `${sent.at_ms - refused.answered_ms} ms`);
      await sandbox.faults({ endpoint: "put", meanwhile: { predictive_dialer_config: { max_speed: 33 } } });
      const lost = await apply(page, sandbox, { text: OTHER });
      assert.deepEqual([lost.report.outcome, lost.report.error.code, lost.report.error.status], ["unknown", "conflict", 412], "a browser may have sent it once more");
    }),
  ));

test("a redirect is final, and nobody sees where it leads", () =>
  withTabs((tab) =>
    withSandbox(async (sandbox) => {
      const page = await tab();
      await sandbox.faults({ endpoint: "put", status: 307, headers: { location: `${sandbox.baseUrl}/api/v2/elsewhere` } });
      const { report } = await apply(page, sandbox);
      assert.deepEqual([report.outcome, report.error.code, report.error.status, report.attempts], ["notApplied", "redirected", undefined, 1]);
      const attempt = (await records(page)).filter(({ kind }) => kind === "attempt").at(-1);
      assert.deepEqual([attempt.method, attempt.class, attempt.status ?? null], ["PUT", "redirect", null]);
      await sandbox.faults({ endpoint: "webhook", status: 302, headers: { location: `${sandbox.baseUrl}/elsewhere` } });
      const { report: applied } = await apply(page, sandbox);
      assert.deepEqual([applied.outcome, applied.event.state, applied.exit], ["applied", "waiting", 5]);
      assert.equal((await sandbox.counts()).event, 1, "no redirect is followed or repeated");
    }),
  ));

test("a cut connection, before and after the change, is found out by reading", () =>
  withTabs((tab) =>
    withSandbox(async (sandbox) => {
      const page = await tab();
      await sandbox.faults({ endpoint: "put", cut: "reset" });
      const first = await apply(page, sandbox);
      assert.equal(first.report.outcome, "applied");
      // A browser sends a request again by itself where a connection that was kept open is reset, so the run may see one attempt.
      assert.deepEqual([(await sandbox.counts()).PUT, (await sandbox.shown()).puts], [2, 1]);
      await sandbox.faults({ endpoint: "put", cut: "close", after_work: true });
      const second = await apply(page, sandbox, { text: OTHER });
      assert.deepEqual([second.report.outcome, second.report.confirmed, second.report.attempts], ["applied", "reading", 1]);
      assert.equal((await sandbox.shown()).puts, 2);
    }),
  ));

test("a server whose CORS policy does not admit the page is told as such", () =>
  withTabs(async (tab) => {
    const page = await tab();
    const server = createServer((request, response) => response.end('{"access_token":"x","expires_in":60}'));
    await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
    try {
      const target = { baseUrl: `http://127.0.0.1:${server.address().port}`, auth: { accessToken: "token" } };
      const { report } = await apply(page, { target });
      assert.deepEqual([report.outcome, report.exit, report.error.code], ["notApplied", 3, "unreachable"]);
      assert.match(report.error.message, /its CORS policy does not admit this page/);
      assert.match(report.error.advice, /apply with the program `pacing-apply`/);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  }));

test("a page that is reloaded in the middle of a change leaves an intent, which the next run closes", () =>
  withTabs((tab) =>
    withSandbox(async (sandbox) => {
      const page = await tab();
      await sandbox.faults({ endpoint: "put", after_work: true, hang_ms: 600_000 });
      const lost = apply(page, sandbox).catch((error) => error);
      await page.waitForFunction(() => globalThis.steps?.some(({ kind }) => kind === "sending"));
      while ((await sandbox.shown()).puts === 0) await new Promise((soon) => setTimeout(soon, 20));
      await page.reload();
      assert.ok((await lost) instanceof Error);
      await ready(page);
      const { intents } = await openItems(page);
      assert.deepEqual(intents.map(({ dialer, server }) => [dialer, server]), [[sandbox.dialer, sandbox.baseUrl]]);
      const { report } = await apply(page, sandbox);
      assert.deepEqual([report.outcome, report.recovered.map(({ seq, outcome }) => [seq, outcome])], ["unchanged", [[intents[0].seq, "applied"]]]);
      assert.deepEqual([report.earlier.delivered.length, (await sandbox.events()).length], [1, 1], "its event arrived, once");
      assert.deepEqual(await openItems(page), { intents: [], events: [] });
      assert.equal((await sandbox.shown()).puts, 1);
      assert.equal(await refusedByProgram(logOf(page)), undefined);
    }),
  ));

test("two tabs: one changes a dialer at a time, both write one log, and a closed tab gives its right back", () =>
  withTabs((tab) =>
    withSandbox(async (sandbox) => {
      const [one, other] = [await tab(), await tab()];
      const begin = (page) =>
        page.evaluate(
          async ([text, options]) => {
            const { apply, openLog } = globalThis.applying;
            globalThis.asked = new Promise((asked) => {
              const confirm = () => new Promise((answer) => asked(answer));
              openLog().then((log) => (globalThis.done = apply(text, { ...options, log, confirm })));
            });
            globalThis.answer = await globalThis.asked;
          },
          [TEXT, { target: sandbox.target, settings: PATIENCE }],
        );
      await begin(one);
      const locked = await apply(other, sandbox, { settings: { ...PATIENCE, lockWait: 0.2 } });
      assert.deepEqual([locked.report.outcome, locked.report.exit, locked.report.error.code], ["notApplied", 7, "locked"]);
      assert.equal((await apply(other, sandbox, { text: "{}" })).report.outcome, "invalid", "the log itself is free");
      const applied = await one.evaluate(async () => {
        globalThis.answer(true);
        return (await globalThis.done).outcome;
      });
      assert.equal(applied, "applied");
      assert.equal((await apply(other, sandbox)).report.outcome, "unchanged");
      const kinds = (await records(other)).map(({ kind, outcome }) => outcome ?? kind);
      assert.ok(kinds.indexOf("refused") < kinds.indexOf("intent"), "both wrote, one after the other");
      assert.equal(await refusedByProgram(logOf(other)), undefined);

      const text = OTHER;
      await other.evaluate(
        async ([text, options]) => {
          const { apply, openLog } = globalThis.applying;
          const log = await openLog();
          await new Promise((asked) => void apply(text, { ...options, log, confirm: () => new Promise(asked) }));
        },
        [text, { target: sandbox.target, settings: PATIENCE }],
      );
      await other.close();
      assert.equal((await apply(one, sandbox, { text })).report.outcome, "applied");
    }),
  ));

test("without IndexedDB, without Web Locks and without room nothing is changed", () =>
  withTabs((tab) =>
    withSandbox(async (sandbox) => {
      const page = await tab();
      const refused = (name) =>
        page.evaluate(async (name) => {
          const [holder, property] = name === "locks" ? [navigator, "locks"] : [globalThis, "indexedDB"];
          const own = Object.getOwnPropertyDescriptor(holder, property);
          Object.defineProperty(holder, property, { value: undefined, configurable: true });
          try {
            return await globalThis.applying.openLog().then(() => "opened", ({ code, message }) => `${code}: ${message}`);
          } finally {
            delete holder[property];
            if (own) Object.defineProperty(holder, property, own);
          }
        }, name);
      assert.match(await refused("indexedDB"), /^log-unavailable: there is no durable place.*has no IndexedDB/);
      assert.match(await refused("locks"), /^log-unavailable: there are no Web Locks here/);
      const protocol = await page.context().newCDPSession(page);
      await protocol.send("Storage.overrideQuotaForOrigin", { origin: new URL(page.url()).origin, quotaSize: 1 });
      const { report } = await apply(page, sandbox);
      assert.deepEqual([report.outcome, report.exit, report.error.code], ["notApplied", 6, "audit"]);
      assert.match(report.error.message, /no room left for the audit log/);
      assert.equal((await sandbox.shown()).puts, 0);
    }),
  ));

test("a worker applies as well as a page", () =>
  withTabs((tab) =>
    withSandbox(async (sandbox) => {
      const page = await tab();
      const text = await page.evaluate(
        (message) =>
          new Promise((said, failed) => {
            const worker = new Worker("/worker.js", { type: "module" });
            worker.onmessage = ({ data }) => said(data);
            worker.onerror = ({ message }) => failed(new Error(message));
            worker.postMessage(message);
          }),
        [sandbox.dialer, { target: sandbox.target, settings: PATIENCE }],
      );
      assert.equal(JSON.parse(text).id, sandbox.dialer);
    }),
  ));
