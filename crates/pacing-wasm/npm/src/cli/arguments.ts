import { parseArgs } from "node:util";
import type { Options } from "../types.js";

/** How the result is shown. */
export type Format = "human" | "json" | "sarif";

/** What `check` is asked to do. */
export interface CheckArguments {
  kind: "check";
  files: string[];
  format: Format;
  lines: boolean;
  options: Options;
}

/** What the program is asked to do. */
export type Arguments = CheckArguments | { kind: "help" } | { kind: "version" } | { kind: "wrong"; message: string };

/** What `--help` says. */
export const USAGE = `Check pacing configurations

Usage: pacing-core check [OPTIONS] FILE...

Arguments:
  FILE...              Files, or - for standard input

Options:
  --profile ID         The regulatory profile [default: us]
  --dialer ID          The dialer that the documents are meant for
  --rule NAME=LEVEL    Gives a rule another weight: off, info, warning or error. May be repeated
  --format FORMAT      human, json (one object a line, offsets in bytes) or sarif [default: human]
  --lines              Read one document a line
  --help, --version

Exit code 0 when every document is valid, 1 when one has an error, 2 when something cannot be read.
`;

/** Reads the arguments of the program. */
export function readArguments(args: string[]): Arguments {
  try {
    return asked(args);
  } catch (error) {
    return { kind: "wrong", message: error instanceof Error ? error.message : String(error) };
  }
}

function asked(args: string[]): Arguments {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      profile: { type: "string" },
      dialer: { type: "string" },
      rule: { type: "string", multiple: true },
      format: { type: "string" },
      lines: { type: "boolean" },
      help: { type: "boolean", short: "h" },
      version: { type: "boolean", short: "V" },
    },
  });
  if (values.help) return { kind: "help" };
  if (values.version) return { kind: "version" };
  const [command, ...files] = positionals;
  if (command !== "check") return wrong(command === undefined ? "a command is missing" : `there is no command \`${command}\``);
  if (files.length === 0) return wrong("a file is missing");
  const format = values.format ?? "human";
  if (format !== "human" && format !== "json" && format !== "sarif") {
    return wrong(`there is no format \`${format}\`: use human, json or sarif`);
  }
  const rules: Record<string, string> = {};
  for (const rule of values.rule ?? []) {
    const at = rule.indexOf("=");
    if (at < 0) return wrong("write it as NAME=LEVEL, such as `matrix-gap=error`");
    rules[rule.slice(0, at)] = rule.slice(at + 1);
  }
  const profile = values.profile ?? process.env["PACING_PROFILE"];
  // The module says what is wrong with a name.
  const options = {
    ...(profile === undefined ? {} : { profile }),
    ...(values.dialer === undefined ? {} : { dialer: values.dialer }),
    rules,
  } as Options;
  return { kind: "check", files: [...new Set(files)], format, lines: values.lines ?? false, options };
}

function wrong(message: string): Arguments {
  return { kind: "wrong", message };
}
