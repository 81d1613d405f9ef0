import { needString, PacingError } from "../error.js";
import { resultOf } from "./answer.js";
import { run } from "./engine.js";
import { storeOf } from "./logs.js";
import type { ApplyOptions, DeliverOptions, PlanOptions, PlatformOptions, RecoverOptions } from "./options.js";
import { type Caller, Page } from "./page.js";
import type { Live, Plan } from "./plan.js";
import type { Delivered, Recovered, Report } from "./report.js";
import type { Store } from "./store.js";
import { toldOf } from "./told.js";
import type { Wasm } from "./wasm.js";

/**
 * Applies the document in `text` to its dialer: token, read, compare, confirm, record, send, read back, record, event.
 *
 * It resolves with a report whatever became of the change; only a document without errors is sent. Changes of the same dialer that an interrupted run has
 * left open are looked into first.
 *
 * @throws PacingError `invalid-option` for options that cannot be used, `unreadable-text` for half of a surrogate pair, `crashed` where the module fails.
 *
 * @example
 * ```ts
 * import { apply, openLog } from "pacing-core/apply";
 * const report = await apply(text, {
 *   target: { baseUrl: "https://api.mynicecx.com", auth: { accessToken } },
 *   log: await openLog(),
 *   confirm: (plan) => window.confirm(`Change ${plan.changes.length} fields?`),
 *   onProgress: ({ message }) => console.log(message),
 * });
 * if (report.outcome === "notApplied") console.log(report.error.message, report.error.advice);
 * ```
 */
export async function apply(text: string, options: ApplyOptions): Promise<Report> {
  needWhole(text);
  const told = toldOf(options, "apply");
  return withLog(options, (wasm, store, page) => wasm.apply(text, told, store, page));
}

/**
 * What the document in `text` would change. Changes and records nothing.
 *
 * @throws PacingError `invalid-document` where it has errors, `invalid-option` for options that cannot be used.
 * @throws ApplyError where the dialer cannot be read.
 */
export async function plan(text: string, options: PlanOptions): Promise<Plan> {
  needWhole(text);
  const told = toldOf(options, "plan");
  return withPage(options, (wasm, page) => wasm.plan(text, told, page));
}

/**
 * What a dialer holds now.
 *
 * @throws PacingError `invalid-option` for options that cannot be used.
 * @throws ApplyError where it cannot be read.
 */
export async function readDialer(dialer: string, options: PlatformOptions): Promise<Live> {
  needString(dialer, "dialer");
  const told = toldOf(options, "readDialer");
  return withPage(options, (wasm, page) => wasm.pull(dialer, told, page));
}

/**
 * Closes the changes of a dialer that an interrupted run has left open in the log, by reading the dialer. `apply` begins with this.
 *
 * @throws PacingError `invalid-option` for options that cannot be used.
 * @throws ApplyError where the dialer or the log cannot be read: the change stays open.
 */
export async function recover(dialer: string, options: RecoverOptions): Promise<Recovered[]> {
  needString(dialer, "dialer");
  const told = toldOf(options, "recover");
  return withLog(options, (wasm, store, page) => wasm.recover(dialer, told, store, page));
}

/**
 * Sends the events that wait in the log, at least once, always with the same id. Resolves with what became of them.
 *
 * @throws PacingError `invalid-option` for options that cannot be used.
 * @throws ApplyError where the log cannot be read or written.
 */
export async function deliver(options: DeliverOptions): Promise<Delivered> {
  const told = toldOf(options, "deliver");
  return withLog(options, (wasm, store, page) => wasm.deliver(told, store, page));
}

async function withLog<T>(
  options: Caller & { readonly log: unknown },
  call: (wasm: Wasm, store: Store, page: Page) => Promise<unknown>,
): Promise<T> {
  const store = storeOf(options.log);
  try {
    return await withPage(options, (wasm, page) => call(wasm, store, page));
  } finally {
    store.unlock();
  }
}

async function withPage<T>(caller: Caller, call: (wasm: Wasm, page: Page) => Promise<unknown>): Promise<T> {
  const page = new Page(caller);
  try {
    const answer = await run((wasm) => call(wasm, page));
    page.rethrow();
    return resultOf(answer);
  } finally {
    page.end();
  }
}

/** The module would put another character in the place of half a pair, and send that. */
function needWhole(text: unknown): asserts text is string {
  needString(text, "text");
  if (/\p{Surrogate}/u.test(text)) throw new PacingError("unreadable-text", "`text` holds half of a surrogate pair, which is no character");
}
