/**
 * Says across a reload that a change was begun and its report not seen. It holds nothing about the change: that stands in the audit log, which is looked into
 * only where this is set, so that other visits load nothing for it.
 */
const KEY = "pacing.apply.running.1";

/** The lock that a tab holds while it applies. */
const LOCK = "pacing-editor-applying";

export function mark(): void {
  try {
    localStorage.setItem(KEY, "1");
  } catch {
    // Then a later visit does not notice by itself; the next apply does.
  }
}

export function unmark(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Nothing was kept either.
  }
}

/** Whether a run was begun that no tab is busy with any more. */
export async function wasInterrupted(): Promise<boolean> {
  try {
    return localStorage.getItem(KEY) !== null && !(await isRunning());
  } catch {
    return false;
  }
}

/** Whether a tab is applying now. */
export async function isRunning(): Promise<boolean> {
  const { held = [] } = (await navigator.locks?.query()) ?? {};
  return held.some(({ name }) => name === LOCK);
}

/** Whether a tab has the right to change a dialer, by the lock that the package takes for it. */
export async function isDialerHeld(): Promise<boolean> {
  const { held = [], pending = [] } = (await navigator.locks?.query()) ?? {};
  const names = new Set(held.map(({ name }) => name));
  return pending.some(({ name }) => name?.startsWith("pacing-dialer ") && names.has(name));
}

/** Runs something that other tabs should know about. */
export async function whileRunning<T>(run: () => Promise<T>): Promise<T> {
  mark();
  if (!navigator.locks) return run();
  // Shared: one run does not wait for another of another dialer. Of the same dialer the library lets only one through.
  return navigator.locks.request(LOCK, { mode: "shared" }, run) as Promise<T>;
}
