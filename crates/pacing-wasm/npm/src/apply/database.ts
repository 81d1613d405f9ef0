import { PacingError } from "../error.js";
import { bytesIn, type Lines } from "./store.js";

/** Each line under the number of its first byte. */
const LINES = "lines";
/** The checkpoint, under that name. */
const BESIDE = "beside";
const CHECKPOINT = "checkpoint";

/** How many lines are read at once. */
const PAGE = 100;

/**
 * Lines in IndexedDB, a database for each log. A line is durable when its transaction is complete (`durability: "strict"`), and there whole or not at all:
 * no crash tears it.
 */
export async function databaseLines(name: string): Promise<Lines> {
  const database = await open(`pacing-audit ${name}`);
  // Another tab that wants another version of the database, or removes it, would wait for ever.
  database.onversionchange = () => database.close();
  return {
    size: () => reading(database, LINES, async (lines) => end(await last(lines))),
    from: (byte) =>
      reading(database, LINES, async (lines) => {
        const holder = await last(lines, IDBKeyRange.upperBound(byte));
        if (!holder || end(holder) <= byte) return { at: byte, lines: [] };
        return { at: holder.at, lines: (await done(lines.getAll(IDBKeyRange.lowerBound(holder.at), PAGE))) as string[] };
      }),
    append: (at, line) =>
      writing(database, LINES, async (lines) => {
        if (end(await last(lines)) !== at) throw new Error("the log ends elsewhere than this call has read: something else writes to it");
        await done(lines.add(line, at));
      }),
    checkpoint: () => reading(database, BESIDE, (beside) => done(beside.get(CHECKPOINT)) as Promise<string | undefined>),
    replaceCheckpoint: (text) =>
      writing(database, BESIDE, async (beside) => {
        await done(beside.put(text, CHECKPOINT));
      }),
    close: () => database.close(),
  };
}

async function open(name: string): Promise<IDBDatabase> {
  const unavailable = (why: string, cause?: unknown): PacingError =>
    new PacingError("log-unavailable", `there is no durable place for an audit log: ${why}; without one nothing is changed`, { cause });
  const { indexedDB } = globalThis;
  if (!indexedDB) throw unavailable("this environment has no IndexedDB");
  try {
    const opening = indexedDB.open(name, 1);
    opening.onupgradeneeded = () => {
      opening.result.createObjectStore(LINES);
      opening.result.createObjectStore(BESIDE);
    };
    return await done(opening);
  } catch (error) {
    throw unavailable(`IndexedDB does not open (${String(error)})`, error);
  }
}

interface Line {
  at: number;
  text: string;
}

/** The last line of a range. */
async function last(lines: IDBObjectStore, range?: IDBKeyRange): Promise<Line | undefined> {
  const cursor = await done(lines.openCursor(range, "prev"));
  return cursor ? { at: cursor.key as number, text: cursor.value as string } : undefined;
}

function end(line: Line | undefined): number {
  return line ? line.at + bytesIn(line.text) : 0;
}

async function reading<T>(database: IDBDatabase, name: string, use: (store: IDBObjectStore) => Promise<T>): Promise<T> {
  return use(database.transaction(name, "readonly").objectStore(name));
}

/** Resolves when what was written is durable. */
async function writing(database: IDBDatabase, name: string, use: (store: IDBObjectStore) => Promise<void>): Promise<void> {
  const transaction = database.transaction(name, "readwrite", { durability: "strict" });
  const complete = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error("the transaction was aborted"));
  });
  try {
    await use(transaction.objectStore(name));
  } catch (error) {
    complete.catch(() => undefined);
    // A request that failed has aborted it already.
    try {
      transaction.abort();
    } catch {}
    throw error;
  }
  await complete;
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("the request failed"));
  });
}
