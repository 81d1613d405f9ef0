#!/usr/bin/env node
// The program `pacing-core`: `check` for Node tooling without Rust. It answers as `pacing-apply check` does.

import { writeSync } from "node:fs";
import { checkFiles } from "./cli/check.js";
import { readArguments, USAGE } from "./cli/arguments.js";
import { VERSION } from "./generated/version.js";

process.exitCode = main(process.argv.slice(2));

function main(args: string[]): number {
  const asked = readArguments(args);
  switch (asked.kind) {
    case "help":
      return say(USAGE);
    case "version":
      return say(`pacing-core ${VERSION}\n`);
    case "wrong":
      process.stderr.write(`error: ${asked.message}\n\n${USAGE}`);
      return 2;
    case "check":
      return checkFiles(asked, { out, error: (text) => process.stderr.write(`error: ${text}\n`) });
  }
}

function say(text: string): number {
  out(text);
  return 0;
}

/** Writes everything at once: output to a pipe would be cut off where the program ends. */
function out(text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(1, bytes, at);
    } catch (error) {
      const { code } = error as { code?: string };
      // A reader that has seen enough, as `head` has, needs no message.
      if (code === "EPIPE") process.exit(141);
      if (code !== "EAGAIN") throw error;
    }
  }
}
