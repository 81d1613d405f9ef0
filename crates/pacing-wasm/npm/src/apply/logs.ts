import { kind, PacingError } from "../error.js";
import { resultOf } from "./answer.js";
import { databaseLines } from "./database.js";
import { run } from "./engine.js";
import { type Locks, localLocks, webLocks } from "./locks.js";
import type { AuditLog, AuditRecord, OpenItems, Verified } from "./log.js";
import { memoryLines } from "./memory.js";
import { type Lines, Store } from "./store.js";

/** The name of a log where none is said: that of the program's file. */
const NAME = "pacing_audit.log";

/**
 * Opens the audit log of this name in IndexedDB, and makes it where there is none.
 *
 * @throws PacingError `log-unavailable` where there is no IndexedDB or no Web Locks: without a log nothing is changed.
 *
 * @example
 * ```ts
 * import { openLog } from "pacing-core/apply";
 * const log = await openLog();
 * const { intents, events } = await log.open(); // what an earlier run has left open
 * ```
 */
export async function openLog(options: { readonly name?: string } = {}): Promise<AuditLog> {
  const name = nameOf(options.name);
  const locks = webLocks();
  return new Log(name, true, await databaseLines(name), locks);
}

/**
 * A log in memory: **not durable**. It is gone with the page or the program, and with it the knowledge of changes that were interrupted and of events that
 * wait. For tests, and for Node, where the program `pacing-apply` is the tool for more.
 */
export function memoryLog(options: { readonly name?: string; readonly lines?: string; readonly checkpoint?: string } = {}): AuditLog {
  return new Log(nameOf(options.name), false, memoryLines(options.lines ?? "", options.checkpoint), localLocks());
}

/** What a call of the module writes to. */
export function storeOf(log: unknown): Store {
  if (!(log instanceof Log)) throw new TypeError(`\`log\` must be what \`openLog\` or \`memoryLog\` gave, this is ${kind(log)}`);
  return log.store();
}

function nameOf(name: unknown): string {
  if (name === undefined) return NAME;
  if (typeof name === "string" && name !== "") return name;
  throw new PacingError("invalid-option", "`name` must be a string that is not empty");
}

class Log implements AuditLog {
  readonly name: string;
  readonly durable: boolean;
  readonly #lines: Lines;
  readonly #locks: Locks;

  constructor(name: string, durable: boolean, lines: Lines, locks: Locks) {
    this.name = name;
    this.durable = durable;
    this.#lines = lines;
    this.#locks = locks;
  }

  store(): Store {
    return new Store(this.name, this.#lines, this.#locks);
  }

  async export(): Promise<string> {
    const all: string[] = [];
    const size = await this.#lines.size();
    const encoder = new TextEncoder();
    for (let byte = 0; byte < size; ) {
      const { lines } = await this.#lines.from(byte);
      if (lines.length === 0) break;
      all.push(...lines);
      byte += encoder.encode(lines.join("")).length;
    }
    return all.join("");
  }

  checkpoint(): Promise<string | undefined> {
    return this.#lines.checkpoint();
  }

  async records(): Promise<AuditRecord[]> {
    const text = await this.export();
    return text.split("\n").filter(Boolean).map((line) => JSON.parse(line) as AuditRecord);
  }

  async open(): Promise<OpenItems> {
    const store = this.store();
    try {
      return resultOf(await run((wasm) => wasm.open({}, store)));
    } finally {
      store.unlock();
    }
  }

  async verify(): Promise<Verified> {
    // In this order, so that a run that writes meanwhile does no harm.
    const checkpoint = await this.checkpoint();
    const text = new TextEncoder().encode(await this.export());
    return resultOf(await run((wasm) => wasm.verify(text, checkpoint)));
  }

  close(): void {
    this.#lines.close();
  }
}
