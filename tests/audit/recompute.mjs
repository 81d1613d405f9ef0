// Recomputes the audit log's chain with nothing of this project but docs/audit-format.md: npm `canonicalize` makes
// the canonical JSON (RFC 8785), Node's own crypto the SHA-256 and Ed25519.
//
//   npm ci && npm test               the vectors of this folder
//   node recompute.mjs FILE...       logs of your own; PUBLIC_KEY names the key (PEM) that signed their checkpoints
import { createHash, createPublicKey, verify } from "node:crypto";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import canonicalize from "canonicalize";

const ZERO = "0".repeat(64);
const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest("hex");

/** The records of a log, each with the line that held it, behind `legacy`: the unchained lines, as bytes. */
function read(file) {
  const lines = readFileSync(file, "utf8").split("\n");
  if (lines.pop() !== "") throw new Error("the last line is torn");
  const parsed = lines.map((line) => [line, JSON.parse(line)]);
  const head = parsed.findIndex(([, record]) => "prev" in record);
  const legacy = lines.slice(0, head).map((line) => `${line}\n`).join("");
  return { legacy, lines: head, records: parsed.slice(head) };
}

/** Checks one log with its checkpoint; gives the lines `seq hash` that were computed. */
function recompute(file) {
  const { legacy, lines, records } = read(file);
  const [, first] = records[0];
  let { hash: prev, count: seq } = first.continues ?? { hash: ZERO, count: 0 };
  let computed = "";
  if (legacy !== "" || first.seals) {
    expect(file, "seals", first.seals, { lines, bytes: Buffer.byteLength(legacy), sha256: sha256(legacy) });
  }
  for (const [line, record] of records) {
    const { hash, ...rest } = record;
    seq += 1;
    expect(file, `seq of record ${seq}`, record.seq, seq);
    expect(file, `prev of record ${seq}`, record.prev, prev);
    expect(file, `hash of record ${seq}`, hash, sha256(prev, canonicalize(rest)));
    expect(file, `line of record ${seq}`, line, canonicalize(record));
    prev = hash;
    computed += `${seq} ${hash}\n`;
  }
  if (existsSync(`${file}.checkpoint`)) {
    const text = readFileSync(`${file}.checkpoint`, "utf8");
    const { timestamp } = records.at(-1)[1];
    const bytes = readFileSync(file).length;
    const { key_id, signature } = JSON.parse(text);
    const signed = canonicalize({ v: 1, count: seq, hash: prev, bytes, timestamp, ...(key_id && { key_id }) });
    const whole = { ...JSON.parse(signed), ...(signature && { signature }) };
    expect(file, "checkpoint", text, `${canonicalize(whole)}\n`);
    if (signature) checkSignature(file, key_id, signed, signature);
  }
  return computed;
}

/** Checks that the key has signed the text, and is called as it should be. */
function checkSignature(file, id, text, signature) {
  const key = createPublicKey(readFileSync(process.env.PUBLIC_KEY ?? join(here, "key.pub.pem")));
  const raw = key.export({ type: "spki", format: "der" }).subarray(-32);
  expect(file, "key_id", id, sha256(raw).slice(0, 32));
  if (!verify(null, Buffer.from(text), key, Buffer.from(signature, "base64"))) throw new Error(`${file}: the signature is not of this key`);
}

function expect(file, what, found, expected) {
  const [is, should] = [canonicalize(found ?? null), canonicalize(expected)];
  if (is !== should) throw new Error(`${file}: ${what} is ${is}, computed is ${should}`);
}

const here = dirname(fileURLToPath(import.meta.url));
const vectors = readdirSync(here).filter((name) => /^v1.*\.jsonl$/.test(name)).map((name) => join(here, name));
const files = process.argv.length > 2 ? process.argv.slice(2) : vectors;
for (const file of files) {
  const computed = recompute(file);
  const known = file.replace(/\.jsonl$/, ".hashes");
  if (known !== file && existsSync(known)) expect(file, "list of hashes", readFileSync(known, "utf8"), computed);
  console.log(`${file}: ${computed.split("\n").length - 1} records hold`);
}
if (files.length === 0) throw new Error("no logs to check");
