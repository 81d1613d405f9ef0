import { needCount } from "./call.js";
import { type Cursor, cursorAt } from "./cursor.js";
import { needString } from "./error.js";
import { fieldAt, fieldsIn } from "./fields.js";
import type { FieldInfo } from "./tables.js";
import type { TextEdit } from "./types.js";

/** Something that could stand at a place. */
export interface Completion {
  /** What a list shows. */
  label: string;
  kind: "field" | "value" | "band";
  /** The type that the field wants, in words. */
  detail: string;
  /** What it means. */
  documentation: string;
  /** What writes it. */
  edit: TextEdit;
}

/**
 * What could stand at a place: the fields that its object still lacks, or the values of its field. The text may be half written.
 *
 * @param offset - In UTF-16 units, as editors count.
 */
export function complete(text: string, offset: number): Completion[] {
  needString(text, "text");
  const at = Math.min(needCount(offset, "offset"), text.length);
  const cursor = cursorAt(text, at);
  const edit = (text: string): TextEdit => ({ start: cursor.token?.start ?? at, end: cursor.token?.end ?? at, text });
  if (cursor.slot === "key") return keys(cursor, edit);
  if (cursor.slot === "value") return values(text, cursor, edit);
  return [];
}

function keys({ path, keys, colon }: Cursor, edit: (text: string) => TextEdit): Completion[] {
  return fieldsIn(path)
    .filter(({ name }) => !keys.includes(name))
    .map((field) => ({
      label: field.name,
      kind: "field",
      detail: field.expected,
      documentation: field.description,
      edit: edit(colon ? `"${field.name}"` : `"${field.name}": ${empty(field)}`),
    }));
}

function values(text: string, { path }: Cursor, edit: (text: string) => TextEdit): Completion[] {
  const [, list, index] = path;
  if (list === "pacing_rules" && typeof index === "number" && path.length === 3) return [band(text, edit)];
  const field = fieldAt(path);
  if (field === undefined) return [];
  const values = field.name === "reload_on_update" ? ["true", "false"] : [empty(field)];
  return values.map((value) => ({
    label: value,
    kind: "value",
    detail: field.expected,
    documentation: field.description,
    edit: edit(value),
  }));
}

/** A band behind the largest one that is there. */
function band(text: string, edit: (text: string) => TextEdit): Completion {
  const ends = [...text.matchAll(/"agent_count_max"\s*:\s*(\d{1,7})\b/g)].map(([, end]) => Number(end));
  const min = Math.max(0, ...ends) + 1;
  const spelled = `{"agent_count_min": ${min}, "agent_count_max": ${min + 9}, "max_speed": 10}`;
  return {
    label: `band ${min}-${min + 9}`,
    kind: "band",
    detail: "a band of the speed matrix",
    documentation: "From this many agents to that many, at most this speed.",
    edit: edit(spelled),
  };
}

/** A value to start from. */
function empty({ expected, example }: FieldInfo): string {
  if (expected === "an object") return "{}";
  return expected === "an array" ? "[]" : example;
}
