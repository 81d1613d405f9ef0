// Texts into the memory of a module, and answers out of it.

/** What a module exports for that: see `src/buffers.rs`. */
export interface Buffers {
  memory: WebAssembly.Memory;
  room(length: number): number;
  answer(): number;
}

/** The longest text that is read, in bytes: the reader's own limit. */
export const LONGEST = 16 * 1024 * 1024;

/** The room that was asked for last, as far as it is known to be there: empty once the memory has grown. */
let room = new Uint8Array(0);
let owner: Buffers | undefined;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Room for that many bytes. */
export function roomFor(wasm: Buffers, length: number): Uint8Array {
  // A view of a memory that has grown since is empty.
  if (room.length < length || room.length === 0 || owner !== wasm) {
    const size = Math.max(length, 4096);
    const start = wasm.room(size);
    room = new Uint8Array(wasm.memory.buffer, start, size);
    owner = wasm;
  }
  return room;
}

/** Writes texts one behind the other and gives their lengths in bytes. */
export function write(wasm: Buffers, ...texts: string[]): number[] {
  const bytes = texts.map((text) => encoder.encode(text));
  const target = roomFor(wasm, bytes.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  return bytes.map((text) => {
    target.set(text, at);
    at += text.length;
    return text.length;
  });
}

/** Writes one text as far as it fits and says how much that was, in UTF-16 units and in bytes. */
export function writeInto(target: Uint8Array, text: string): { read: number; written: number } {
  return encoder.encodeInto(text, target);
}

/** The text of an answer; a negative length is one that says why there is none. */
export function answer(wasm: Buffers, length: number): string {
  return decoder.decode(new Uint8Array(wasm.memory.buffer, wasm.answer(), Math.abs(length)));
}
