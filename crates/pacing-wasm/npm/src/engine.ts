// The one instance of the module, its memory, and what happens when it fails.

import { source } from "#source";
import { PacingError } from "./error.js";
import { Call } from "./generated/calls.js";
import { instanceOf, instanceSoon } from "./instance.js";

/** What the module exports: see `src/calls.rs`. */
export interface Wasm {
  memory: WebAssembly.Memory;
  room(length: number): number;
  answer(): number;
  check(length: number, kind: number): number;
  places(length: number, kind: number): number;
  places_at(): number;
  call(which: Call, a: number, b: number, c: number): number;
}

let module: WebAssembly.Module | undefined;
let instance: Wasm | undefined;
/** The room, as far as it is known to be there: empty once the memory has grown. */
let room = new Uint8Array(0);

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * Compiles the module in the background, where it is not compiled yet. Nothing else needs to be awaited: this is for browsers that do not compile
 * at once on the main thread, and for programs that want the first answer to be as quick as the others.
 */
export async function ready(): Promise<void> {
  module ??= await source.load();
  instance ??= await instanceSoon<Wasm>(module);
}

/** Runs a call. A trap is told as one clear error, and the next call gets a new instance. */
export function run<T>(call: (wasm: Wasm) => T): T {
  try {
    return call(wasm());
  } catch (error) {
    throw failure(error);
  }
}

/** The instance: made by the first call that needs one. */
export function wasm(): Wasm {
  if (instance === undefined) {
    module ??= source.module();
    instance = instanceOf<Wasm>(module);
  }
  return instance;
}

/** What to throw for an error: anything that the module did not mean to say is a crash, after which its memory cannot be trusted. */
export function failure(error: unknown): unknown {
  if (error instanceof PacingError || error instanceof TypeError) return error;
  instance = undefined;
  room = new Uint8Array(0);
  return new PacingError("crashed", "pacing-core failed in the middle of a call; it has been restarted, the next call works", {
    cause: error,
  });
}

/** Room for that many bytes. */
export function roomFor(wasm: Wasm, length: number): Uint8Array {
  // A view of a memory that has grown since is empty.
  if (room.length < length || room.length === 0) {
    const size = Math.max(length, 4096);
    const start = wasm.room(size);
    room = new Uint8Array(wasm.memory.buffer, start, size);
  }
  return room;
}

/** Writes texts one behind the other and gives their lengths in bytes. */
export function write(wasm: Wasm, ...texts: string[]): number[] {
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
export function answer(wasm: Wasm, length: number): string {
  return decoder.decode(new Uint8Array(wasm.memory.buffer, wasm.answer(), Math.abs(length)));
}
