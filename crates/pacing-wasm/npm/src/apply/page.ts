import { type Locks, localLocks, type Release, webLocks } from "./locks.js";
import type { Plan } from "./plan.js";
import type { Step } from "./step.js";

/** What a caller gives to a run, as far as it is more than data. */
export interface Caller {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((step: Step) => void) | undefined;
  readonly confirm?: ((plan: Plan) => boolean | Promise<boolean>) | undefined;
}

/** What a run of the module asks of JavaScript: `Page` of `src/page.rs`. No call of it throws. */
export class Page {
  readonly #caller: Caller;
  readonly #end = new AbortController();
  #release: Release | undefined;
  #thrown: { error: unknown } | undefined;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  progress(step: Step): void {
    try {
      this.#caller.onProgress?.(step);
    } catch (error) {
      report(error);
    }
  }

  async confirm(plan: Plan): Promise<boolean> {
    const { confirm } = this.#caller;
    if (!confirm) return true;
    try {
      return (await confirm(plan)) === true;
    } catch (error) {
      this.#thrown = { error };
      return false;
    }
  }

  stopped(): Promise<void> {
    const { signal } = this.#caller;
    return new Promise((resolve) => {
      if (signal?.aborted) resolve();
      else signal?.addEventListener("abort", () => resolve(), { once: true, signal: this.#end.signal });
    });
  }

  async lockDialer(dialer: string, server: string, seconds: number): Promise<"held" | "busy" | "stopped"> {
    this.unlockDialer();
    const taken = await dialerLocks().take(`pacing-dialer ${server} ${dialer}`, seconds, this.#caller.signal).catch(() => "busy" as const);
    if (typeof taken === "string") return taken;
    this.#release = taken;
    return "held";
  }

  unlockDialer(): void {
    this.#release?.();
    this.#release = undefined;
  }

  /** Gives back what the run left behind, and throws what `confirm` threw. */
  end(): void {
    this.unlockDialer();
    this.#end.abort();
  }

  /** Throws what `confirm` threw. */
  rethrow(): void {
    if (this.#thrown) throw this.#thrown.error;
  }
}

let locks: Locks | undefined;

/** Those of the origin, where there are any; else those of this program alone. */
function dialerLocks(): Locks {
  locks ??= globalThis.navigator?.locks ? webLocks() : localLocks();
  return locks;
}

/** An error of a listener: as uncaught as the environment lets it be without an end to the run. */
function report(error: unknown): void {
  if (typeof globalThis.reportError === "function") globalThis.reportError(error);
  else console.error(error);
}
