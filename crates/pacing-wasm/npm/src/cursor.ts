// Where a cursor stands in a text that may be half written: the keys down to it, and what could come there.

/** A piece of the text. */
export interface Token {
  start: number;
  end: number;
  text: string;
}

/** Where a cursor stands. */
export interface Cursor {
  /** The keys and indices down to the value, or to the object whose key stands or is missing here. */
  path: (string | number)[];
  /** Whether a key or a value stands here or could. */
  slot: "key" | "value" | "none";
  /** What the cursor touches, where it is no bracket, colon or comma. */
  token: Token | undefined;
  /** The keys that the object around it has already, the one under the cursor left out. */
  keys: string[];
  /** Whether a colon follows the key. */
  colon: boolean;
}

/** An open object or array. */
interface Frame {
  array: boolean;
  /** The key or the index of what comes next. */
  at: string | number;
  keys: string[];
  slot: "key" | "value" | "none";
}

const TOKEN = /"(?:[^"\\\n]|\\.)*"?|[{}[\]:,]|[^\s"{}[\]:,]+/g;

/** Looks at the text from its start to the end of the object around the cursor. */
export function cursorAt(text: string, offset: number): Cursor {
  const frames: Frame[] = [];
  let found: Cursor | undefined;
  let frame: Frame | undefined;
  let here: Frame | undefined;
  let slot: Cursor["slot"] = "value";

  const stand = (token: Token | undefined): void => {
    here = frame;
    const at = frame ? frame.slot : slot;
    // A key belongs to the object; a value to its key.
    const path = frames.map(({ at }) => at);
    if (at === "key") path.pop();
    found = { path, slot: at, token, keys: frame?.keys ?? [], colon: false };
  };

  for (const match of text.matchAll(TOKEN)) {
    const token: Token = { start: match.index, end: match.index + match[0].length, text: match[0] };
    const word = !/^[{}[\]:,]$/.test(token.text);
    if (found === undefined && (token.start > offset || (token.start === offset && !word))) stand(undefined);
    if (found === undefined && word && offset <= token.end) {
      stand(token);
      if (frame?.slot === "key") {
        frame.slot = "none";
        continue;
      }
    }
    switch (token.text) {
      case "{":
      case "[":
        frame = { array: token.text === "[", at: 0, keys: [], slot: token.text === "[" ? "value" : "key" };
        frames.push(frame);
        break;
      case "}":
      case "]":
        if (found && frame === here) return found;
        frames.pop();
        frame = frames.at(-1);
        if (frame) frame.slot = "none";
        else slot = "none";
        break;
      case ":":
        if (frame) frame.slot = "value";
        if (found && found.slot === "key" && frame === here && found.token && !/\S/.test(text.slice(found.token.end, token.start))) {
          found.colon = true;
        }
        break;
      case ",":
        if (frame) {
          frame.slot = frame.array ? "value" : "key";
          if (typeof frame.at === "number" && frame.array) frame.at += 1;
        }
        break;
      default:
        if (frame?.slot === "key") {
          frame.at = unquote(token.text);
          frame.keys.push(frame.at);
        }
        if (frame) frame.slot = "none";
        else slot = "none";
    }
  }
  if (found === undefined) stand(undefined);
  return found as unknown as Cursor;
}

/** The content of a key, closed or not. */
export function unquote(spelled: string): string {
  try {
    return JSON.parse(spelled) as string;
  } catch {
    return spelled.replace(/^"|"$/g, "");
  }
}
