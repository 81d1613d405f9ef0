import { readFileSync } from "node:fs";
import { PacingError } from "../error.js";
import { type Offsets, reportOfBytes } from "../bytes.js";
import { policyOf } from "../options.js";
import type { Report } from "../types.js";
import type { CheckArguments } from "./arguments.js";
import { Human } from "./human.js";
import { Sarif } from "./sarif.js";

/** A checked document. */
export interface Checked {
  /** The name of its file; `-` for standard input. */
  file: string;
  /** The line that it is, where a file holds one a line. */
  line: number | undefined;
  /** The document. */
  bytes: Uint8Array;
  report: Report;
}

/** Shows documents as they come. */
export interface Renderer {
  /** What the offsets of its reports count. */
  readonly offsets: Offsets;
  document(document: Checked): string;
  finish(unread: readonly string[]): string;
}

/** Where the program writes. */
export interface Output {
  out(text: string): void;
  error(text: string): void;
}

/** Checks files and gives the exit code. */
export function checkFiles(asked: CheckArguments, output: Output): number {
  const renderer = rendererOf(asked);
  const policy = policyOf(asked.options);
  const unread: string[] = [];
  let invalid = false;
  for (const file of asked.files) {
    try {
      for (const { line, bytes } of documents(file, asked.lines)) {
        const report = reportOfBytes(bytes, policy, renderer.offsets);
        invalid ||= !report.valid;
        output.out(renderer.document({ file, line, bytes, report }));
      }
    } catch (error) {
      if (error instanceof PacingError && error.code === "invalid-option") {
        output.error(error.message);
        return 2;
      }
      const why = reason(file, error);
      output.error(why);
      unread.push(why);
    }
  }
  output.out(renderer.finish(unread));
  if (unread.length > 0) return 2;
  return invalid ? 1 : 0;
}

function rendererOf({ format, options, lines }: CheckArguments): Renderer {
  switch (format) {
    case "json":
      return { offsets: "bytes", document: jsonLine, finish: () => "" };
    case "sarif":
      return new Sarif(options.profile ?? "us");
    case "human":
      return new Human(lines);
  }
}

/** One object a line, as `pacing-apply check --format json` writes it. */
function jsonLine({ file, line, report }: Checked): string {
  return `${JSON.stringify({ file, line, ...report })}\n`;
}

/** The documents of a file: all of it, or each line that is not blank. */
function* documents(file: string, lines: boolean): Generator<{ line: number | undefined; bytes: Uint8Array }> {
  const bytes = readFileSync(file === "-" ? 0 : file);
  if (!lines) {
    yield { line: undefined, bytes };
    return;
  }
  for (let start = 0, line = 1; start < bytes.length; line += 1) {
    const found = bytes.indexOf(0x0a, start);
    const end = found < 0 ? bytes.length : found;
    const document = bytes.subarray(start, end);
    if (document.some((byte) => ![0x09, 0x0a, 0x0c, 0x0d, 0x20].includes(byte))) yield { line, bytes: document };
    start = end + 1;
  }
}

/** Why a file was not checked. */
function reason(file: string, error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  if (code === "ENOENT") return `there is no file \`${file}\``;
  // Node writes "EACCES: permission denied, open 'file'".
  const words = message?.replace(/^E[A-Z]+: /, "").replace(/, \w+( '.*)?$/s, "");
  return `cannot read ${file === "-" ? "standard input" : `\`${file}\``}: ${words ?? String(error)}`;
}
