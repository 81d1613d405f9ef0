import assert from "node:assert/strict";
import { once } from "node:events";
import { test } from "node:test";
import { Worker } from "node:worker_threads";
import document from "../lib/document.mjs";

test("a thread of Node", async () => {
  const worker = new Worker(new URL("worker.js", import.meta.url), { workerData: document.text });
  const [lines] = await once(worker, "message");
  assert.deepEqual(lines, [document.shown]);
});
