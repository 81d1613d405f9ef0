import type { FailureCode } from "pacing-core/apply";

/**
 * Every word of applying that does not come from the package, in English. They are loaded with the panel: in `strings.ts` they would weigh on the first visit of
 * everybody.
 */
export const strings = {
  title: "Apply to the dialer",
  tabs: { label: "What to see", apply: "Apply", audit: "Audit log" },
  steps: { label: "Steps", connect: "Connect", plan: "Plan", run: "Apply", report: "Report" },
  cancel: "Cancel",
  close: "Close",
  back: "Back",

  blocked: {
    title: "This document cannot be applied yet",
    errors: (count: number) =>
      `It has ${counted(count, "error")}. Nothing that has an error is ever sent to a dialer: warnings can be applied, errors cannot.`,
    unchecked: "The checks are not loaded, so nobody can tell whether it is valid. Nothing that was not checked is ever sent.",
    first: "Go to the first error",
  },

  connect: {
    title: "Where to, and who asks?",
    lead: (dialer: string) => `The dialer \`${dialer}\` is read first. Reading changes nothing.`,
    baseUrl: "Platform address",
    baseUrlHint: "where its API is: https, or http on this machine",
    who: "Who asks the platform",
    token: "Access token",
    tokenHint: "one with the scopes outbound:predictive_dialer:read and outbound:predictive_dialer:update",
    client: "Client id and secret",
    clientId: "Client id",
    clientSecret: "Client secret",
    clientAuth: "Send both by HTTP Basic instead of in the body",
    tokenUrl: (url: string) => `A token is then asked for at \`${url}\`.`,
    secrets:
      "Token and secrets stay in the memory of this tab until you close or reload it. They are never stored and never in a link, a record or a message, and are sent to this platform alone.",
    wrongPlaceTitle: "A browser is the wrong place for a client secret",
    wrongPlace:
      "Every script and extension in this browser can read what is typed here, and a client secret opens the platform for all who have it. Use it with a practice platform. For a real one paste an access token that ends by itself, or use the command line: `pacing-apply apply`.",
    corsTitle: "The platform has to let this page in (CORS)",
    cors: (origin: string) =>
      `A browser lets a page talk to another server only where that server's CORS policy names it (\`Access-Control-Allow-Origin: ${origin}\`, with GET, PUT, POST and the headers Authorization, Content-Type and If-Match). Many platforms name no page. Nothing here can change that; the command line needs no such leave.`,
    more: "Tell a workforce system of the change",
    webhookUrl: "Receiver of the event",
    webhookUrlHint: "an address of your WFM; none means that nobody is told",
    webhookSecret: "Signing secret",
    webhookSecretHint: "begins with whsec_; none means that the event is not signed",
    read: "Read the dialer, show the plan",
    missing: { baseUrl: "The platform's address is missing.", token: "The access token is missing.", clientId: "The client id is missing.", clientSecret: "The client secret is missing.", dialer: "The dialer id is missing." },
  },

  reading: { title: "Reading the dialer", hint: "Nothing is changed by reading." },

  plan: {
    title: (count: number) => (count === 0 ? "Nothing would change" : `${counted(count, "change")} for this dialer`),
    on: (dialer: string, server: string, status: string | undefined) => `\`${dialer}\` at ${server}${status === undefined ? "" : `, ${status}`}`,
    counts: (added: number, changed: number, removed: number) => `${added} to add, ${changed} to change, ${removed} to remove`,
    nothing: "The dialer holds this document already. There is nothing to send.",
    effects: "What it does",
    threshold: "Abandon threshold",
    thresholdUp: "The dialer goes on dialling at this pace until more calls are abandoned than before.",
    thresholdDown: "The dialer slows down at fewer abandoned calls than before.",
    global: "Global speed",
    reload: "Takes effect",
    reloadNow: "at once: the dialer reloads its rules",
    reloadLater: "at its next reload: `reload_on_update` is not on",
    percent: (percent: string) => `${percent} %`,
    speeds: "Speed by team size",
    columns: ["Agents", "Now", "Then"],
    legend: { now: "now", then: "then" },
    none: "none",
    same: "The speeds stay as they are.",
    range: (from: number, to: number) => (from === to ? from.toLocaleString("en") : `${from.toLocaleString("en")} to ${to.toLocaleString("en")}`),
    more: (count: number) => `and ${count.toLocaleString("en")} more`,
    changes: "Every change",
    added: "added",
    removed: "removed",
    values: "before → after",
    texts: "The two documents side by side",
    onlyStored: (fields: string) => `Only the dialer has ${fields}. The platform may remove that when the document is sent.`,
    unguarded:
      "The dialer's version (ETag) is not to be seen, so the change cannot be made to depend on it: what somebody else changes between this reading and the sending would be overwritten.",
    noEvent: "No receiver is set, so no event is sent.",
    event: (target: string) => `An event goes to ${target}.`,
    moved: "The dialer has changed since you looked. This is the plan by now; nothing was sent.",
    confirm: (dialer: string) => `Apply this to \`${dialer}\`?`,
    actor: "Who does it",
    actorHint: "for the audit log; nothing proves it",
    actorMissing: "Say who does it: an audit log without a name helps nobody.",
    reason: "Why",
    reasonHint: "for the audit log: a ticket, a request, a sentence",
    apply: (count: number) => `Apply ${counted(count, "change")}`,
    recorded: "Before anything is sent, the intent is written into the audit log of this browser.",
  },

  run: {
    title: "Applying",
    titleCancelling: "Ending early",
    log: "What happens",
    waiting: (seconds: number) => `${seconds} s left`,
    time: (seconds: number) => `${seconds} s`,
    mayCancel: {
      before: "Nothing has been sent yet. Cancel leaves the dialer as it is.",
      sent: "The document is on its way. Cancel ends waits and repetitions; it cannot take back what was sent. Its answer is still heard, and the dialer read, so that the report can say what became of it.",
      applied: "The dialer holds the document. Cancel only keeps the event back: it then waits in the audit log.",
    },
    cancelling: "No further attempt is made. What was sent already is heard to its end.",
    leave: "A change is being made. If you leave now, this page cannot say what became of it until it is looked into.",
  },

  report: {
    titles: { applied: "Applied", unchanged: "Nothing to do", notApplied: "Not applied", refused: "Not sent", unknown: "Unknown", invalid: "Not valid" },
    unknownLead: "The dialer may hold the change or not.",
    differs: "The platform stored something else than was sent",
    differsNow: "What the document would change by now",
    changed: "What changed",
    wouldChange: "What would have changed",
    next: "What to do next",
    nextFor: {
      applied: "Nothing. The audit log holds what was done.",
      unchanged: "Nothing. The dialer holds this document.",
      refused: "Nothing was sent. Go back to the plan when you are ready.",
      unknown: "Read the dialer again and compare, before anybody sends anything. When you apply again, this change is looked into first.",
      notApplied: "Try again, or ask who runs the platform.",
    },
    nextEvent: "The event waits in the audit log of this browser; it is sent with the next change of this dialer, or from the audit log.",
    /** In place of the package's advice where that names what cannot be set here. */
    adviceFor: {
      rateLimited: "Come back later, or update less often.",
      deadlineOver: "Try again when the platform answers sooner.",
    } as Partial<Record<FailureCode, string>>,
    comeBack: (time: string) => `Not before ${time}.`,
    cors: (origin: string) =>
      `Check the platform address and the network. A browser does not tell a page whether the network failed or the server's CORS policy kept the answer back. If the address is right and other programs reach it, its policy does not name this page: it has to send \`Access-Control-Allow-Origin: ${origin}\` and allow GET, PUT, POST and the headers Authorization, Content-Type and If-Match. The command line needs no such leave.`,
    facts: {
      dialer: "Dialer",
      platform: "Platform",
      sent: "Sent",
      requests: "Requests",
      event: "Event",
      earlier: "Earlier events",
      recovered: "Interrupted before",
      audit: "Audit log",
      run: "Run",
      took: "Took",
    },
    sent: (times: number) => (times === 0 ? "never" : times === 1 ? "once" : `${times} times`),
    record: (kind: string, seq: number) => `${kind} is record ${seq}`,
    noRecords: "nothing",
    auditFailed: (message: string) => `not complete: ${message}`,
    event: {
      none: "none",
      delivered: "delivered",
      waiting: "not delivered, it waits in the audit log",
      givenUp: "not delivered: the receiver is gone for good (410)",
      unwritten: "not sent: it could not be written into the audit log",
    },
    earlier: (delivered: number, givenUp: number, waiting: number) =>
      [`${delivered} delivered`, `${givenUp} given up`, `${waiting} still waiting`].filter((part) => !part.startsWith("0 ")).join(", "),
    seconds: (seconds: string) => `${seconds} s`,
    story: "What happened",
    notes: "What the browser did not show",
    again: "Try again",
    showAudit: "Show the audit log",
    goTo: "Go to it",
  },

  audit: {
    title: "The audit log of this browser",
    lead: "What was done from this browser, each record chained to the one before it. It stays in this browser: export it to keep it, the browser may delete it with the site's data.",
    empty: "Nothing was recorded yet.",
    count: (count: number) => counted(count, "record"),
    kinds: { intent: "intent", attempt: "request", outcome: "outcome", webhook: "event", recovery: "recovery" },
    tableLabel: "Records, the newest first",
    what: {
      intent: (changes: number) => `to make ${counted(changes, "change")}`,
      attempt: (method: string, path: string, answer: string) => `${method} ${path}: ${answer}`,
      noAnswer: "no answer",
      webhook: (result: string, target: string) => `${result.replaceAll("_", " ")}, ${target}`,
      recovery: { open_intent: "an interrupted change was found", torn_tail: "a torn last line was moved aside" } as Record<string, string>,
    },
    more: "Show older records",
    verify: "Verify",
    holds: (records: number, applied: number, tail: string) => `It holds: ${counted(records, "record")}, ${counted(applied, "applied change")}. ${tail}`,
    broken: (records: number, problem: string) => `It does not hold after ${counted(records, "record")}: ${problem}`,
    exportLog: "Save the log",
    exportCheckpoint: "Save its checkpoint",
    exportHint: "Put both beside each other; `pacing-apply audit verify pacing_audit.jsonl` then checks them.",
    unavailable: "This browser gives no durable place for an audit log, and without one nothing is applied.",
    openIntents: (count: number) => `${counted(count, "change")} ${count === 1 ? "has" : "have"} no outcome yet`,
    openIntent: (dialer: string, server: string, time: string) => `\`${dialer}\` at ${server}, begun ${time}`,
    lookInto: "Look into it",
    events: (count: number) => `${counted(count, "event")} ${count === 1 ? "waits" : "wait"} to be delivered`,
    event: (dialer: string, target: string, attempts: number) => `of \`${dialer}\` for ${target}, sent ${attempts === 0 ? "never" : attempts === 1 ? "once" : `${attempts} times`}`,
    deliver: "Deliver",
    deliverNeeds: "Set the receiver of the event first: its address may be a secret, so it is not kept.",
    delivered: (delivered: number, waiting: number) => `${delivered} delivered, ${waiting} still waiting.`,
    running: "A change is being made in another tab.",
  },

  recover: {
    title: "An interrupted change",
    lead: (dialer: string) => `A change of the dialer \`${dialer}\` was begun in this browser and has no outcome. Only the dialer can tell what became of it: it is read, and nothing is sent.`,
    read: "Read the dialer, find out",
    reading: "Finding out",
    none: "Nothing is left open: that change has its outcome.",
    done: "What became of it",
    outcome: { applied: "Applied", notApplied: "Not applied", unknown: "Unknown" },
  },

  compare: {
    title: "Compare with what the dialer has now",
    lead: "The dialer is read. Reading changes nothing.",
    dialer: "Dialer id",
    read: "Read and compare",
    comparison: "Compare with the dialer now",
    labels: ["On the dialer", "Here"] as const,
  },

  /** How the package names options, and what they are called here; nothing for what is not here. */
  fields: [
    ["`baseUrl`", "the platform address"],
    ["`clientId` and `clientSecret`", "client id and secret"],
    ["a secret of `webhook`", "the signing secret"],
    ["`webhook.url`", "the receiver's address"],
    [" (`--audit-key` signs it)", ""],
  ] as const,

  failed: { title: "That did not work", again: "Try again", settings: "Back to the settings" },
};

function counted(count: number, what: string): string {
  return `${count.toLocaleString("en")} ${what}${count === 1 ? "" : "s"}`;
}
