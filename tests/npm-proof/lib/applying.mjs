// `pacing-core/apply` of the built package, and the same by the native program.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { spawnSync, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { program } from "./native.mjs";
import { folder } from "./pacing.mjs";

export const applying = createRequire(`${folder}package.json`)("pacing-core/apply");

/** A document for the dialer of the sandbox. */
export const TEXT = readFileSync(fileURLToPath(new URL("../../../examples/outbound-sales.json", import.meta.url)), "utf8");

/** Patience for tests: own waits are short, told ones stay as they are, and a busy machine is no failure. In seconds. */
export const PATIENCE = { maxRetries: 3, baseDelay: 0.02, pollInterval: 0.05, pollLimit: 2, tokenTimeout: 60, getTimeout: 60, putTimeout: 60, webhookTimeout: 60, lockWait: 60 };

/** The same for the program. */
function flags(patience) {
  return Object.entries(patience).flatMap(([name, value]) => {
    const flag = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    return [flag, name === "maxRetries" ? `${value}` : `${value * 1000}ms`];
  });
}

/** Applies by the package; gives the report, the log, and what was told on the way. */
export async function byPackage(sandbox, { text = TEXT, log = applying.memoryLog(), ...more } = {}) {
  const steps = [];
  const { target, webhook } = sandbox;
  const onProgress = (step) => steps.push(step);
  const report = await applying.apply(text, { target, webhook, log, settings: PATIENCE, onProgress, ...more });
  return { report, log, steps };
}

/** Applies by the program; gives its JSON and its records. */
export async function byProgram(sandbox, patience = PATIENCE) {
  const place = mkdtempSync(join(tmpdir(), "pacing-apply-"));
  try {
    writeFileSync(join(place, "dialer.json"), TEXT);
    const args = ["apply", "dialer.json", "--yes", "--format", "json", "--audit", "audit.log", "--webhook-allow", "127.0.0.1", ...flags(patience)];
    const { stdout } = await ran(args, { cwd: place, env: { ...process.env, ...sandbox.environment, XDG_STATE_HOME: place } });
    const records = readFileSync(join(place, "audit.log"), "utf8").trim().split("\n").map((line) => JSON.parse(line));
    return { json: JSON.parse(stdout), records };
  } finally {
    rmSync(place, { recursive: true });
  }
}

/** Whether the program accepts an exported log, with its checkpoint beside it: its words where it does not. */
export async function refusedByProgram(log) {
  const place = mkdtempSync(join(tmpdir(), "pacing-log-"));
  try {
    const file = join(place, "audit.log");
    writeFileSync(file, await log.export());
    writeFileSync(`${file}.checkpoint`, await log.checkpoint());
    const { status, stdout, stderr } = spawnSync(program, ["audit", "verify", file, "--format", "json"]);
    return status === 0 ? undefined : `${stdout}${stderr}`;
  } finally {
    rmSync(place, { recursive: true });
  }
}

function ran(args, options) {
  const child = spawn(program, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  let stdout = "";
  child.stdout.on("data", (part) => (stdout += part));
  child.stderr.resume();
  return new Promise((ended) => child.once("close", (status) => ended({ status, stdout })));
}
