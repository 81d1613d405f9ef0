// A JavaScript value as JSON text: what JSON.stringify would write, with everything named that JSON cannot hold. Members that are undefined are
// left out, as it leaves them out, but are kept in mind: one of them may be missed.

import { LONGEST } from "./texts.js";

/** Something that JSON cannot hold. `null` stands in its place. */
export interface Problem {
  /** Its JSON pointer. */
  path: string;
  /** The last key of the path. */
  key: string;
  /** What it is. */
  found: string;
  /** Where its `null` stands in the text. */
  offset: number;
}

/** A member that is undefined. */
export interface LeftOut {
  /** The JSON pointer of its object. */
  path: string;
  key: string;
}

/** A value as text. */
export interface Written {
  text: string;
  /** The first of the members that were left out. */
  leftOut: LeftOut[];
  /** The first of the problems, in the order of the text. */
  problems: Problem[];
  /** How many there are. */
  count: number;
}

/** Deeper than this the reader refuses the text anyway; see `MAX_DEPTH` in `pacing-core`. */
const DEEPEST = 128;
/** As many as a rule keeps. */
const KEPT = 100;

/** Writes a value. Never throws: a getter that does is a problem at its place. */
export function writeValue(value: unknown): Written {
  const writer = new Writer();
  try {
    writer.put("", value);
    return writer;
  } catch {
    // Not even the outermost object can be read.
    const problem: Problem = { path: "", key: "", found: "a value that throws when it is read", offset: 0 };
    return { text: "null", leftOut: [], problems: [problem], count: 1 };
  }
}

class Writer implements Written {
  text = "";
  leftOut: LeftOut[] = [];
  problems: Problem[] = [];
  count = 0;
  /** The keys down to the value that is written, and the containers that it stands in. */
  private keys: (string | number)[] = [];
  private around: object[] = [];
  /** What was to be written last is undefined and was not. */
  private absent = false;

  put(key: string | number, given: unknown): void {
    let value = given;
    if ((typeof value === "object" && value !== null) || typeof value === "bigint") {
      const { toJSON } = value as { toJSON?: unknown };
      if (typeof toJSON === "function") value = toJSON.call(value, String(key)) as unknown;
      if (value instanceof Number || value instanceof String || value instanceof Boolean) value = value.valueOf();
    }
    switch (typeof value) {
      case "number":
        if (Number.isFinite(value)) this.text += value;
        else this.problem(String(value));
        return;
      case "string":
        this.text += quote(value);
        return;
      case "boolean":
        this.text += value;
        return;
      case "object":
        if (value === null) this.text += "null";
        else this.container(value);
        return;
      case "undefined":
        // Members come as text, items of an array as numbers.
        if (typeof key === "string" && this.keys.length > 0) return this.leaveOut(key);
        return this.problem("undefined");
      case "bigint":
        return this.problem("a BigInt");
      default:
        return this.problem(`a ${typeof value}`);
    }
  }

  private container(value: object): void {
    if (this.around.includes(value)) return this.problem("a cycle");
    if (this.around.length >= DEEPEST) {
      this.text += "[]";
      return;
    }
    this.around.push(value);
    if (Array.isArray(value)) this.array(value);
    else this.object(value);
    this.around.pop();
  }

  private array(items: unknown[]): void {
    this.text += "[";
    for (let index = 0; index < items.length && this.text.length <= LONGEST; index++) {
      if (index > 0) this.text += ",";
      this.member(items, index);
    }
    this.text += "]";
  }

  private object(value: object): void {
    let before = "{";
    for (const key of Object.keys(value)) {
      const { length } = this.text;
      if (length > LONGEST) break;
      this.text += `${before}${member(key)}`;
      this.member(value as Record<string, unknown>, key);
      if (this.absent) this.text = this.text.slice(0, length);
      else before = ",";
      this.absent = false;
    }
    this.text += before === "{" ? "{}" : "}";
  }

  /** Reads and writes a member; where reading it throws, whatever it was is a problem. */
  private member<K extends string | number>(of: { readonly [key in K]?: unknown }, key: K): void {
    const { length } = this.text;
    const { count } = this;
    const depth = this.around.length;
    this.keys.push(key);
    try {
      this.put(key, of[key]);
    } catch {
      this.text = this.text.slice(0, length);
      this.problems.length = Math.min(this.problems.length, count);
      this.count = count;
      this.around.length = depth;
      this.keys.length = depth;
      this.problem("a value that throws when it is read");
    }
    this.keys.pop();
  }

  private leaveOut(key: string): void {
    this.absent = true;
    if (this.leftOut.length < KEPT) this.leftOut.push({ path: pointer(this.keys.slice(0, -1)), key });
  }

  private problem(found: string): void {
    this.count += 1;
    if (this.problems.length < KEPT) {
      const path = pointer(this.keys);
      this.problems.push({ path, key: String(this.keys.at(-1) ?? ""), found, offset: this.text.length });
    }
    this.text += "null";
  }
}

function pointer(keys: (string | number)[]): string {
  return keys.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** Keys that were written before, quoted and with their colon: a large document has few. */
const members = new Map<string, string>();
const MEMBERS = 64;

function member(key: string): string {
  let written = members.get(key);
  if (written === undefined) {
    written = `${quote(key)}:`;
    if (members.size < MEMBERS) members.set(key, written);
  }
  return written;
}

/** Letters, digits and the like stand for themselves. */
const PLAIN = /^[\w .-]*$/;

function quote(text: string): string {
  return PLAIN.test(text) ? `"${text}"` : JSON.stringify(text);
}
