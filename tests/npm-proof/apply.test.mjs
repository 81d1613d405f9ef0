// Applying from JavaScript against a platform over real sockets: the same faults by the package and by the program, and the same comes of them.

import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { byPackage, byProgram, PATIENCE, refusedByProgram } from "./lib/applying.mjs";
import { build } from "./lib/native.mjs";
import { withSandbox } from "./lib/sandbox.mjs";

before(build);

/** What goes wrong, and the outcome with its exit code. What else is the same is not said here but compared. */
const SCENARIOS = {
  "nothing": [[], "applied", 0],
  "token: 400 for the client": [[{ endpoint: "token", status: 400, body: '{"error":"invalid_client"}', times: 9 }], "notApplied", 3],
  "token: 401": [[{ endpoint: "token", status: 401, times: 9 }], "notApplied", 3],
  "token: 500 once": [[{ endpoint: "token", status: 500 }], "applied", 0],
  "token: HTML": [[{ endpoint: "token", content_type: "text/html", body: "<p>Sign in</p>", status: 200, times: 9 }], "notApplied", 3],
  "token: reset once": [[{ endpoint: "token", cut: "reset" }], "applied", 0],
  "read: 403": [[{ endpoint: "get", status: 403, times: 9 }], "notApplied", 3],
  "read: 404": [[{ endpoint: "get", status: 404, times: 9 }], "notApplied", 3],
  "read: reset always": [[{ endpoint: "get", cut: "reset", times: 99 }], "notApplied", 3],
  "read: another dialer": [[{ endpoint: "get", patch: { id: "other" }, times: 9 }], "notApplied", 3],
  "change: 400": [[{ endpoint: "put", status: 400, body: '{"message":"max_speed: too fast"}' }], "notApplied", 3],
  "change: the token is revoked": [[{ endpoint: "put", revoke: true }], "applied", 0],
  "change: 401 always": [[{ endpoint: "put", status: 401, times: 9 }], "notApplied", 3],
  "change: 403": [[{ endpoint: "put", status: 403 }], "notApplied", 3],
  "change: 404": [[{ endpoint: "put", status: 404 }], "notApplied", 3],
  "change: 409, then ACTIVE": [[{ endpoint: "put", reloading_ms: 300 }], "applied", 0],
  "change: 409, busy for longer than is waited": [[{ endpoint: "put", reloading_ms: 60_000 }], "notApplied", 7],
  "change: 429 with Retry-After": [[{ endpoint: "put", status: 429, retry_after: 1, enforced: true }], "applied", 0],
  "change: 429 without it, always": [[{ endpoint: "put", status: 429, times: 99 }], "notApplied", 7],
  "change: told longer than there is time": [[{ endpoint: "put", status: 429, retry_after: 1000 }], "notApplied", 7],
  "change: 500 once": [[{ endpoint: "put", status: 500 }], "applied", 0],
  "change: 503 after it was done": [[{ endpoint: "put", status: 503, after_work: true }], "applied", 0],
  "change: reset before it was done": [[{ endpoint: "put", cut: "reset" }], "applied", 0],
  "change: closed after it was done": [[{ endpoint: "put", cut: "close", after_work: true }], "applied", 0],
  "change: done, then the answer hangs": [[{ endpoint: "put", after_work: true, hang_ms: 600_000 }], "applied", 0, { putTimeout: 2 }],
  "change: done, and the answer drips": [[{ endpoint: "put", drip_ms: 50 }], "applied", 0],
  "change: 302": [[{ endpoint: "put", status: 302, headers: { location: "https://login.example/" } }], "notApplied", 3],
  "change: 202, and done": [[{ endpoint: "put", status: 202, after_work: true }], "applied", 0],
  "change: 202, and nothing": [[{ endpoint: "put", status: 202 }], "unknown", 4],
  "change: 200 with HTML, and nothing": [[{ endpoint: "put", status: 200, content_type: "text/html", body: "<p>Sign in</p>" }], "notApplied", 3],
  "change: something else is stored": [[{ endpoint: "put", store: { predictive_dialer_config: { max_speed: 40 } } }], "applied", 0],
  "change: somebody else was there": [[{ endpoint: "put", meanwhile: { predictive_dialer_config: { max_speed: 33 } } }], "notApplied", 3],
  "change: a new version of the same": [[{ endpoint: "put", meanwhile: {} }], "applied", 0],
  "event: 500 once": [[{ endpoint: "webhook", status: 500 }], "applied", 0],
  "event: 404 always": [[{ endpoint: "webhook", status: 404, times: 99 }], "applied", 5],
  "event: 410": [[{ endpoint: "webhook", status: 410 }], "applied", 5],
  "event: 302": [[{ endpoint: "webhook", status: 302, headers: { location: "https://elsewhere.example/" } }], "applied", 5],
  "event: reset always": [[{ endpoint: "webhook", cut: "reset", times: 99 }], "applied", 5],
};

describe("the package does what the program does", { concurrency: 4 }, () => {
  for (const [name, [faults, outcome, exit, impatience]] of Object.entries(SCENARIOS)) {
    test(`fault: ${name}`, async () => {
      const settings = { ...PATIENCE, ...impatience };
      const one = await withSandbox(async (sandbox) => {
        await sandbox.faults(...faults);
        const { report, log } = await byPackage(sandbox, { settings });
        return { report, log, records: await log.records(), ...(await left(sandbox)) };
      });
      const other = await withSandbox(async (sandbox) => {
        await sandbox.faults(...faults);
        const ran = await byProgram(sandbox, settings);
        return { ...ran, ...(await left(sandbox)) };
      });
      assert.equal(await refusedByProgram(one.log), undefined);
      assert.deepEqual([one.report.outcome, one.report.exit], [outcome, exit], one.report.message);
      assert.deepEqual(reported(one.report), reportedByProgram(other.json));
      assert.deepEqual(essences(one.records), essences(other.records));
      assert.deepEqual(one.counts, other.counts);
      assert.deepEqual(one.held, other.held);
    });
  }
});

/** What the platform and the receiver saw; a dialer that is busy is looked at as often as there is time. */
async function left(sandbox) {
  const { document } = await sandbox.shown();
  const { GET, ...counts } = await sandbox.counts();
  return { held: document.predictive_dialer_config, counts };
}

/** What both say of a run, without what differs each time. */
function reported({ outcome, exit, error, changes, differs, attempts, event, confirmed }) {
  return { outcome, exit, status: error?.status, changes: changes.length, differs: differs.length, attempts, event: event.state, confirmed };
}

function reportedByProgram({ outcome, exit, message, changes, differs, attempts, event, confirmed }) {
  const camel = (word) => word?.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());
  return {
    outcome: camel(outcome),
    exit,
    status: statusIn(message),
    changes: changes.length,
    differs: differs.length,
    attempts,
    event: camel(event.state),
    confirmed: camel(confirmed),
  };
}

/** The status that a sentence of the program names. */
function statusIn(message) {
  const found = /(?:: |\(|answered )(\d{3})\b/.exec(message);
  return found ? Number(found[1]) : undefined;
}

/** What the records say, without what differs each time: how often a busy dialer was looked at, and how a problem is worded. */
function essences(records) {
  const all = records.map(({ kind, outcome, class: of, status, retry_after, method, path, result, attempt, exit_code, action }) =>
    JSON.stringify({ kind, outcome, of, status, retry_after, method, path, result, attempt, exit_code, action }),
  );
  return all.filter((essence, index) => essence !== all[index - 1]);
}
