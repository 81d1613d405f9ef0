import type { Locks, Release } from "./locks.js";

/** Where the lines of a log lie: IndexedDB, or memory. A line is written whole and durably, or not at all. */
export interface Lines {
  /** The length of all lines in bytes. */
  size(): Promise<number>;
  /** The lines from the one on that holds this byte: where the first one begins, and as many as are given at once; at least one, where there is one. */
  from(byte: number): Promise<{ at: number; lines: string[] }>;
  /** Writes a line, with its newline, behind the last one, which ends at this byte; rejects where it ends elsewhere. */
  append(at: number, line: string): Promise<void>;
  /** The checkpoint. */
  checkpoint(): Promise<string | undefined>;
  /** Another one in its place. */
  replaceCheckpoint(text: string): Promise<void>;
  /** Gives back what it holds. */
  close(): void;
}

/** What a call of the module writes to: `Store` of `src/page.rs`. Each call has one of its own, so that it can give back what the call left locked. */
export class Store {
  readonly name: string;
  readonly #lines: Lines;
  readonly #locks: Locks;
  #release: Release | undefined;

  constructor(name: string, lines: Lines, locks: Locks) {
    this.name = name;
    this.#lines = lines;
    this.#locks = locks;
  }

  async lock(seconds: number): Promise<boolean> {
    this.unlock();
    const taken = await this.#locks.take(`pacing-audit ${this.name}`, seconds);
    if (typeof taken === "string") return false;
    this.#release = taken;
    return true;
  }

  unlock(): void {
    this.#release?.();
    this.#release = undefined;
  }

  size(): Promise<number> {
    return this.#lines.size();
  }

  async read(from: number, max: number): Promise<Uint8Array> {
    const { at, lines } = await this.#lines.from(from);
    const bytes = new TextEncoder().encode(lines.join(""));
    return bytes.subarray(from - at, from - at + max);
  }

  append(at: number, line: string): Promise<void> {
    return this.#lines.append(at, line);
  }

  checkpoint(): Promise<string | undefined> {
    return this.#lines.checkpoint();
  }

  replaceCheckpoint(text: string): Promise<void> {
    return this.#lines.replaceCheckpoint(text);
  }
}

/** How many bytes a text has in UTF-8. */
export function bytesIn(text: string): number {
  return new TextEncoder().encode(text).length;
}
