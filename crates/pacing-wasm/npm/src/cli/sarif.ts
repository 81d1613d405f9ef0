import { isAbsolute, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { RULES } from "../generated/rules.js";
import { VERSION } from "../generated/version.js";
import type { RuleInfo } from "../tables.js";
import type { Diagnostic, Fix, Position, Range, Severity } from "../types.js";
import type { Checked, Renderer } from "./check.js";

/** SARIF 2.1.0 (OASIS), byte for byte as `pacing-apply check --format sarif` writes it. */
export class Sarif implements Renderer {
  readonly offsets = "utf16";
  private results = 0;

  constructor(private readonly profile: string) {}

  document({ file, line, bytes, report }: Checked): string {
    const place = new Place(uriOf(file), line ?? 1, bytes);
    return report.diagnostics.map((diagnostic) => this.open() + json(place.result(diagnostic, this.profile))).join("");
  }

  finish(unread: readonly string[]): string {
    const invocation = {
      executionSuccessful: unread.length === 0,
      toolExecutionNotifications: unread.map((text) => ({ level: "error", message: { text } })),
    };
    return `${this.results === 0 ? begin() : ""}\n],"invocations":[${json(invocation)}]}]}\n`;
  }

  /** What stands before the next result. */
  private open(): string {
    this.results += 1;
    return this.results === 1 ? `${begin()}\n` : ",\n";
  }
}

function begin(): string {
  const driver = { name: "pacing-apply", semanticVersion: VERSION, rules: RULES.map(descriptor) };
  return (
    '{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{' +
    `"columnKind":"utf16CodeUnits","tool":{"driver":${json(driver)}},"results":[`
  );
}

function descriptor({ code, name, severity, source, what, why }: RuleInfo): unknown {
  return {
    id: code,
    name,
    shortDescription: { text: what },
    fullDescription: { text: why },
    help: { text: `Run \`pacing-apply explain ${name}\` for an example and what to write instead.` },
    defaultConfiguration: { level: LEVEL[severity] },
    properties: { tags: [source.slice(0, source.indexOf(":"))] },
  };
}

const LEVEL: Record<Severity, string> = { error: "error", warning: "warning", info: "note" };

/** The results of one document. */
class Place {
  private text: string | undefined;

  constructor(
    private readonly uri: string,
    /** The line of the file that is the document's first. */
    private readonly first: number,
    private readonly bytes: Uint8Array,
  ) {}

  result({ code, severity, message, help, path, source, range, related, fix }: Diagnostic, profile: string): unknown {
    return {
      ruleId: code,
      ruleIndex: RULES.findIndex((rule) => rule.code === code),
      level: LEVEL[severity],
      message: { text: `${message}; ${help}` },
      locations: [this.location(range, path)],
      properties: { source, profile },
      ...(related ? { relatedLocations: [this.location(related.range, related.path)] } : {}),
      ...(fix ? { fixes: [this.fix(fix)] } : {}),
    };
  }

  private fix({ title, safety, edits }: Fix): unknown {
    const replacements = edits.map(({ start, end, text }) => ({
      deletedRegion: this.region({ start: this.position(start), end: this.position(end) }),
      insertedContent: { text },
    }));
    return {
      description: { text: `${title} (${safety})` },
      artifactChanges: [{ artifactLocation: { uri: this.uri }, replacements }],
    };
  }

  /** Line and column of an offset in UTF-16 units. Only a text that could be decoded has fixes. */
  private position(offset: number): Position {
    this.text ??= new TextDecoder("utf-8", { ignoreBOM: true }).decode(this.bytes);
    const before = this.text.slice(0, offset);
    // The LF of a CRLF belongs to the line that it ends.
    const ends = [...before.matchAll(/\r\n|\r|\n/g)].filter(({ index, 0: end }) => end !== "\r" || this.text?.[index + 1] !== "\n");
    const last = ends.at(-1);
    const start = last ? last.index + last[0].length : 0;
    return { offset, line: ends.length + 1, column: offset - start + 1 };
  }

  private location(range: Range, path: string): unknown {
    return {
      physicalLocation: { artifactLocation: { uri: this.uri }, region: this.region(range) },
      logicalLocations: [{ fullyQualifiedName: path, kind: "member" }],
    };
  }

  private region({ start, end }: Range): unknown {
    const line = (line: number): number => line + this.first - 1;
    return { startLine: line(start.line), startColumn: start.column, endLine: line(end.line), endColumn: end.column };
  }
}

/** A file as a URI reference (RFC 3986): relative to where the program runs, as code scanning wants it. */
function uriOf(file: string): string {
  if (file === "-") return "stdin";
  if (isAbsolute(file)) return pathToFileURL(file).href;
  const segments = file.split(sep).filter((segment) => segment !== "" && segment !== ".");
  return segments.map((segment) => encodeURI(segment).replace(/[?#;]/g, encodeURIComponent)).join("/");
}

/** JSON with the keys of every object in order, as `serde_json` writes its values. */
function json(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) => {
    if (typeof member !== "object" || member === null || Array.isArray(member)) return member;
    return Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
