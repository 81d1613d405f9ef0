import { ensureSyntaxTree } from "@codemirror/language";
import { jsonLanguage } from "@codemirror/lang-json";
import type { EditorState } from "@codemirror/state";
import type { TreeCursor } from "@lezer/common";

/** A value and where it stands. */
export interface Value {
  readonly from: number;
  readonly to: number;
  readonly kind: "Number" | "String" | "True" | "False" | "Null" | "Object" | "Array";
  /** As it is spelled. */
  readonly text: string;
}

/** One entry of the speed matrix, whatever it holds. */
export interface BandOutline {
  readonly from: number;
  readonly to: number;
  readonly min?: Value | undefined;
  readonly max?: Value | undefined;
  readonly speed?: Value | undefined;
}

/** Where the fields of a document stand. Of a key that stands twice, the last one counts, as it does for the package. */
export interface Outline {
  readonly id?: Value | undefined;
  readonly maxSpeed?: Value | undefined;
  readonly threshold?: Value | undefined;
  readonly reload?: Value | undefined;
  readonly bands: readonly BandOutline[];
}

export const EMPTY: Outline = { bands: [] };

/** Reads the outline of a text that is known to be JSON, from the tree that the editor keeps for its colours. */
export function outlineOf(state: EditorState, text: string): Outline {
  const tree = ensureSyntaxTree(state, state.doc.length, 100) ?? jsonLanguage.parser.parse(text);
  const cursor = tree.cursor();
  if (!cursor.firstChild()) return EMPTY;
  let id: Value | undefined;
  let config: Omit<Outline, "id"> = EMPTY;
  members(cursor, text, (key) => {
    if (key === "id") id = valueAt(cursor, text);
    else if (key === "predictive_dialer_config") config = configAt(cursor, text);
  });
  return { id, ...config };
}

/** The content of a value as people write it into a form. */
export function contentOf(value: Value | undefined): string {
  if (value === undefined) return "";
  return value.kind === "String" ? unquoted(value.text) : value.text;
}

/** The number that a value is, where it is one. */
export function numberOf(value: Value | undefined): number | undefined {
  return value?.kind === "Number" ? Number(value.text) : undefined;
}

function configAt(cursor: TreeCursor, text: string): Omit<Outline, "id"> {
  let maxSpeed: Value | undefined;
  let threshold: Value | undefined;
  let reload: Value | undefined;
  let bands: BandOutline[] = [];
  members(cursor, text, (key) => {
    if (key === "max_speed") maxSpeed = valueAt(cursor, text);
    else if (key === "abandon_rate_threshold") threshold = valueAt(cursor, text);
    else if (key === "reload_on_update") reload = valueAt(cursor, text);
    else if (key === "pacing_rules") bands = bandsAt(cursor, text);
  });
  return { maxSpeed, threshold, reload, bands };
}

function bandsAt(cursor: TreeCursor, text: string): BandOutline[] {
  const bands: BandOutline[] = [];
  if (!is(cursor, "Array") || !cursor.firstChild()) return bands;
  do {
    if (isValue(cursor)) bands.push(bandAt(cursor, text));
  } while (cursor.nextSibling());
  cursor.parent();
  return bands;
}

function bandAt(cursor: TreeCursor, text: string): BandOutline {
  const { from, to } = cursor;
  let min: Value | undefined;
  let max: Value | undefined;
  let speed: Value | undefined;
  members(cursor, text, (key) => {
    if (key === "agent_count_min") min = valueAt(cursor, text);
    else if (key === "agent_count_max") max = valueAt(cursor, text);
    else if (key === "max_speed") speed = valueAt(cursor, text);
  });
  return { from, to, min, max, speed };
}

/** Calls `use` for each member of the object under the cursor, which then stands at the member's value. */
function members(cursor: TreeCursor, text: string, use: (key: string) => void): void {
  if (!is(cursor, "Object") || !cursor.firstChild()) return;
  do {
    if (!is(cursor, "Property") || !cursor.firstChild()) continue;
    const key = unquoted(text.slice(cursor.from, cursor.to));
    while (cursor.nextSibling()) {
      if (!isValue(cursor)) continue;
      use(key);
      break;
    }
    cursor.parent();
  } while (cursor.nextSibling());
  cursor.parent();
}

function valueAt({ from, to, name }: TreeCursor, text: string): Value {
  return { from, to, kind: name as Value["kind"], text: text.slice(from, to) };
}

function is({ name }: TreeCursor, wanted: string): boolean {
  return name === wanted;
}

const VALUES = new Set(["Number", "String", "True", "False", "Null", "Object", "Array"]);

function isValue({ name }: TreeCursor): boolean {
  return VALUES.has(name);
}

function unquoted(spelled: string): string {
  if (!spelled.includes("\\")) return spelled.slice(1, -1);
  try {
    return JSON.parse(spelled) as string;
  } catch {
    return spelled;
  }
}
