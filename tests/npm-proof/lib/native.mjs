// The same answers without JavaScript: from the program `pacing-apply`, and from the library below it.

import { execFileSync, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../", import.meta.url));
export const program = `${root}target/debug/pacing-apply`;
const library = `${root}target/debug/examples/reference`;

/** Builds both, which takes no time where nothing has changed. */
export function build() {
  const cargo = (...args) => execFileSync("cargo", ["build", "--quiet", "--locked", ...args], { cwd: root, stdio: "inherit" });
  cargo("-p", "pacing-apply", "--bin", "pacing-apply", "--target-dir", "target");
  cargo("-p", "pacing-wasm", "--example", "reference", "--target-dir", "target");
}

/** What the program does: exit code, and both outputs as bytes. */
export function pacingApply(args, { cwd, input } = {}) {
  return ran(spawnSync(program, args, options(cwd, input)));
}

/** What the package's own program does. */
export function pacingCore(script, args, { cwd, input } = {}) {
  return ran(spawnSync(process.execPath, [script, ...args], options(cwd, input)));
}

/** The library's answers to requests, in order: `crates/pacing-wasm/examples/reference.rs`. */
export function reference(requests) {
  const input = requests.map((request) => `${JSON.stringify(request)}\n`).join("");
  const { status, stdout, stderr } = spawnSync(library, options(root, input));
  if (status !== 0) throw new Error(`the reference failed: ${stderr}`);
  return stdout.toString().split("\n").slice(0, -1);
}

function options(cwd, input) {
  // Settings of the person who runs the tests must not count.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(PACING|CXONE|WFM)_/.test(name)));
  return { cwd, input, env, maxBuffer: 1 << 30 };
}

function ran({ error, status, stdout, stderr }) {
  if (error) throw error;
  return { status, stdout: stdout.toString(), stderr: stderr.toString() };
}
