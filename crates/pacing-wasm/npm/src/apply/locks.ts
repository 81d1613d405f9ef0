import { PacingError } from "../error.js";

/** Rights that one holder at a time can have, by name. */
export interface Locks {
  /** Waits for at most so many seconds, or until the signal says to stop; what it gives gives the right back. */
  take(name: string, seconds: number, signal?: AbortSignal): Promise<Release | "busy" | "stopped">;
}

/** Gives a right back. To be called once. */
export type Release = () => void;

/** Web Locks: one holder in all tabs and workers of an origin; they end with the tab. */
export function webLocks(): Locks {
  const { locks } = globalThis.navigator ?? {};
  if (!locks) {
    throw new PacingError("log-unavailable", "there are no Web Locks here, so two tabs could write one audit log at once; they need https or localhost");
  }
  return {
    take(name, seconds, signal) {
      const waiting = new AbortController();
      const give = until(seconds, signal, () => waiting.abort());
      return new Promise((resolve, reject) => {
        const held = locks.request(name, { signal: waiting.signal }, () => {
          give.up();
          return new Promise<void>((release) => resolve(release));
        });
        held.catch((error: unknown) => {
          give.up();
          if (waiting.signal.aborted) resolve(signal?.aborted ? "stopped" : "busy");
          else reject(error);
        });
      });
    },
  };
}

/** The same within one program: for a log that no other one has. */
export function localLocks(): Locks {
  const queues = new Map<string, (() => void)[]>();
  const next = (name: string): void => {
    const first = queues.get(name)?.shift();
    if (first) first();
    else queues.delete(name);
  };
  return {
    async take(name, seconds, signal) {
      const release = (): void => next(name);
      const queue = queues.get(name);
      if (!queue) {
        queues.set(name, []);
        return release;
      }
      return new Promise((resolve) => {
        const turn = (): void => {
          give.up();
          resolve(release);
        };
        const give = until(seconds, signal, () => {
          queue.splice(queue.indexOf(turn), 1);
          resolve(signal?.aborted ? "stopped" : "busy");
        });
        queue.push(turn);
      });
    },
  };
}

/** Calls `over` when the time is over or the signal says to stop, unless it is given up before. */
function until(seconds: number, signal: AbortSignal | undefined, over: () => void): { up(): void } {
  const end = (): void => {
    up();
    over();
  };
  // A timer takes a number of 31 bits.
  const timer = setTimeout(end, Math.min(seconds * 1000, 0x7fffffff));
  const up = (): void => {
    clearTimeout(timer);
    signal?.removeEventListener("abort", end);
  };
  if (signal?.aborted) queueMicrotask(end);
  else signal?.addEventListener("abort", end);
  return { up };
}
