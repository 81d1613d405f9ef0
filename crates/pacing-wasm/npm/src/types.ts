import type { ProfileId, RuleCode, RuleName } from "./generated/codes.js";

export type { ProfileId, RuleCode, RuleName } from "./generated/codes.js";

/** One band of the speed matrix: from this many agents to that many, at most this speed. */
export interface Band {
  /** The smallest team, from 1. */
  agent_count_min: number;
  /** The largest team, itself included. */
  agent_count_max: number;
  /** The speed, from 1 to 100. */
  max_speed: number;
}

/** A dialer as it is sent to the platform. */
export interface DialerDocument {
  /** The dialer that is addressed. */
  id: string;
  /** Other kinds of dialers have no speed matrix. */
  type: "PREDICTIVE";
  /** The pacing of the dialer. */
  predictive_dialer_config: {
    /** The speed matrix, sorted by `agent_count_min`, without gaps and overlaps. */
    pacing_rules: Band[];
    /** The global speed, from 1 to 100, that no band may pass. */
    max_speed: number;
    /** The share of abandoned calls at which the dialer slows down: 0.025 is 2.5 %. */
    abandon_rate_threshold: number;
    /** Whether the dialer takes the new rules at once. */
    reload_on_update?: boolean;
  };
}

/** How much a diagnostic weighs. An error keeps a document from being valid, nothing else does. */
export type Severity = "error" | "warning" | "info";

/** A rule's weight, as a caller wants it. */
export type Level = Severity | "off";

/** What a document is checked against. */
export interface Options {
  /** The regulatory profile; `us` where none is named. */
  readonly profile?: ProfileId;
  /** The dialer that the document is meant for; its id must be equal. */
  readonly dialer?: string;
  /** Rules with another weight, by name or code. Errors can be neither lowered nor turned off. */
  readonly rules?: { readonly [rule in RuleName | RuleCode]?: Level };
}

/** A place in a text. */
export interface Position {
  /** UTF-16 units from the start of the text: what JavaScript calls an index. */
  offset: number;
  /** From 1. A line ends at LF, CRLF or CR. */
  line: number;
  /** From 1, in UTF-16 units. */
  column: number;
}

/** A piece of a text. */
export interface Range {
  /** Its first character. */
  start: Position;
  /** The place behind its last character. */
  end: Position;
}

/** A piece of the text and what replaces it; offsets are UTF-16 units of the text before any edit. */
export interface TextEdit {
  /** Where what is replaced starts. */
  start: number;
  /** Where it ends; equal to `start` for an insertion. */
  end: number;
  /** The new text. */
  text: string;
}

/** A way to mend a problem. */
export interface Fix {
  /** What it does, as an imperative. */
  title: string;
  /** `safe` writes the same thing in the right way; `unsafe` changes a value, so a person decides. */
  safety: "safe" | "unsafe";
  /** In the order of the text, without overlaps. */
  edits: TextEdit[];
}

/** What a problem is, without place and words. */
export interface Finding {
  /** The rule's stable code, such as `M003`: for machines. */
  code: RuleCode;
  /** The rule's name, such as `matrix-overlap`: for people and settings. */
  name: RuleName;
  /** How much it weighs. */
  severity: Severity;
}

/** A problem and its place: what an editor underlines. */
export interface Place extends Finding {
  /** Where it stands. */
  range: Range;
}

/** The words of a problem. */
export interface Words {
  /** The JSON pointer (RFC 6901) of the value, or of the object in which something is missing. */
  path: string;
  /** What is wrong. */
  message: string;
  /** What to do about it. */
  help: string;
  /** Where the rule comes from. */
  source: string;
}

/** One problem of a text. */
export interface Diagnostic extends Finding, Words {
  /** Where it stands. */
  range: Range;
  /** Another place that belongs to it, such as the band that is run into. */
  related?: { path: string; range: Range };
  /** A way to mend it, where there is one. */
  fix?: Fix;
  /** What the sentences are made of. */
  args: Record<string, string | number>;
}

/** Problems of one rule that were counted and not kept: each rule keeps its first 100. */
export interface Omitted {
  code: RuleCode;
  count: number;
}

/** What a check of a text found: plain data. */
export interface Report {
  /** Whether there is no error. */
  readonly valid: boolean;
  /** The problems in the order of the text. They are put into words when this is first read. */
  readonly diagnostics: Diagnostic[];
  /** Where more was found than is said. */
  readonly omitted?: Omitted[];
}
