import type { Severity } from "pacing-core/slim";

/**
 * Every word of the page that does not come from the package, in English, but for what is fetched on demand: that brings its own, in a file `strings.ts` as well. A
 * translation is other files of this shape.
 */
export const strings = {
  name: "pacing",
  tagline: "Pacing editor",
  untitled: "untitled",
  edited: "edited",
  saved: "saved",
  skip: "Skip to the text",
  close: "Close",
  cancel: "Cancel",
  copied: "Copied",

  actions: {
    file: "New",
    open: "Open",
    save: "Save",
    share: "Share",
    compare: "Compare",
    apply: "Apply",
    undo: "Undo",
    redo: "Redo",
    keys: "Keyboard",
    example: "Start from the tutorial's example",
    broken: "Start from an example with mistakes",
    blank: "Start from a blank",
    openFile: "Open a file…",
    previous: "Back to what was here before",
    actions: "File",
  },

  views: { label: "View", form: "Form", text: "Text", problems: "Problems" },

  status: {
    label: "Verdict",
    loading: "Starting the checks…",
    failed: "Not checked",
    valid: "Valid",
    validWith: (rest: string) => `Valid, ${rest}`,
    unknown: (verdict: string) => `${verdict}, no prediction`,
    counts: (errors: number, warnings: number, infos: number) =>
      [counted(errors, "error"), counted(warnings, "warning"), counted(infos, "note")].filter((part) => part !== "").join(", "),
    title: (counts: string, name: string) => `${counts} · ${name} · pacing`,
    next: "Next problem",
    before: "Previous problem",
  },

  failed: {
    load: "The checks do not run, so nobody can tell whether this is valid. You can go on typing; nothing is lost.",
    edits: "The form cannot be used: what edits the text for it could not be loaded. The text can be edited, and the checks run.",
    retry: "Try again",
    details: (reason: string) => `What was said: ${reason}`,
  },

  problems: {
    title: "Problems",
    none: "No problems.",
    noneYet: "The checks are not loaded yet.",
    notChecked: "The checks do not run.",
    shown: (shown: number, all: number) => `The first ${shown} of ${grouped(all)} are listed; the text marks all of them.`,
    omitted: (count: number) => `${counted(count, "more problem")} of the same kinds ${count === 1 ? "is" : "are"} not listed.`,
    copy: "Copy as text",
    line: (line: number) => `line ${line}`,
    place: (line: number, column: number) => `line ${line}, column ${column}`,
    goTo: (line: number) => `go to line ${line}`,
    severity: { error: "Error", warning: "Warning", info: "Note" } satisfies Record<Severity, string>,
    source: (source: string) => `Source: ${source}`,
    page: (code: string, name: string) => `${code} ${name}`,
    opens: "opens the rule's page in a new tab",
  },

  fix: {
    ask: "This changes a value:",
    apply: "Change it",
    keep: "Keep",
    nothing: "nothing",
    removeField: "remove the field",
    lower: (speed: number) => `lower it to ${speed}`,
  },

  editor: {
    label: "The configuration as JSON",
    keys: "Ctrl+Space completes, F8 goes to the next problem",
  },

  form: {
    title: "Settings",
    id: "Dialer id",
    idHint: "from the dialer's page",
    maxSpeed: "Global speed",
    maxSpeedHint: "no band may pass it; 1 to 100",
    threshold: "Abandon threshold",
    percent: "as a percentage",
    fraction: "as it is sent",
    thresholdHint: "the share of abandoned calls at which the dialer slows down",
    reload: "Reload on update",
    reloadHint: "the dialer takes the new rules at once",
    obstacle: "The form waits until the text can be read.",
    obstacleStays: "It shows the last version that could be. Nothing is rewritten.",
    goThere: "Go to the place",
    notNumber: (typed: string, now: string) => `\`${typed}\` is no number${now === "" ? "" : `; the text still says \`${now}\``}`,
    empty: (now: string) => `This is empty${now === "" ? "" : `; the text still says \`${now}\``}.`,
    other: "Elsewhere in the document",
  },

  bands: {
    title: "Bands",
    hint: "For each team size, the highest speed.",
    min: "From agents",
    max: "To agents",
    speed: "Speed",
    what: "Actions",
    row: "Band",
    number: (row: number) => `Band ${row}`,
    field: (name: string, row: number) => `${name}, band ${row}`,
    add: "Add a band",
    split: (row: number) => `Split band ${row}`,
    merge: (row: number) => `Merge band ${row} with the next one`,
    remove: (row: number) => `Remove band ${row}`,
    splitAt: "The second band starts at",
    splitDo: "Split",
    none: "There is no band yet.",
    page: (from: number, to: number, of: number) => `Bands ${grouped(from)} to ${grouped(to)} of ${grouped(of)}`,
    earlier: "Earlier bands",
    later: "Later bands",
    keys: "Arrow keys move between rows, Enter goes down or adds a band, Alt+Delete removes one.",
    removed: (row: number) => `Band ${row} is removed.`,
  },

  chart: {
    title: "Speed by team size",
    agents: "agents",
    speed: "speed",
    global: (speed: number) => `global ${speed}`,
    gap: "no band",
    overlap: "two speeds",
    beyond: (max: string) => `to ${max}`,
    empty: "Bands appear here as steps: agents across, speed up.",
    first: (drawn: number, all: number) => `The first ${grouped(drawn)} of ${grouped(all)} bands are drawn; the text holds all of them.`,
    undrawn: (count: number) => `${counted(count, "band")} ${count === 1 ? "is" : "are"} not drawn: a number of ${count === 1 ? "it" : "theirs"} is missing or is none.`,
    for: "Speed for",
    teams: "agents",
    is: (speed: number) => `speed ${speed}`,
    isNone: "no band covers this team",
    table: "The picture as a table",
    columns: ["Agents", "Speed", "What to know"],
    range: (from: number, to: number) => (from === to ? `${from}` : `${from} to ${to}`),
    gapRow: "gap: no band covers these teams",
    overlapRow: "overlap: these teams have two speeds",
    above: (global: number) => `above the global speed ${global}`,
    summary: (bands: number, gaps: number, overlaps: number, above: number) =>
      `Step chart of ${counted(bands, "band")}; ${[
        counted(gaps, "gap"),
        counted(overlaps, "overlap"),
        above > 0 ? `${counted(above, "band")} above the global speed` : "",
      ]
        .filter((part) => part !== "")
        .join(", ") || "no gap, no overlap, none above the global speed"}`,
    legend: { gap: "gap", overlap: "overlap", above: "above the global speed" },
  },

  profile: {
    title: "Law",
    choose: "Checked against",
    cap: "Cap",
    noCap: "none that a configuration can be held to",
    capValue: (percent: string, fraction: string) => `${percent} % (${fraction}), itself included`,
    window: "Measured over",
    share: "Share of",
    abandoned: "An abandoned call",
    connect: "Connect limit",
    seconds: (seconds: number) => `${seconds} s`,
    citation: "Citation",
    evidence: "Evidence",
    notice: "Not legal advice; every profile needs legal review before it is relied on.",
    outcome:
      "A threshold at or below the cap proves nothing by itself: the rate is an outcome, measured over a window, and its denominator is the calls that a person answered.",
    cannot: "What a configuration cannot show",
    cannotIntro: "None of this stands in the file; see to it elsewhere.",
    facts: {
      "ring time": "Ring time",
      message: "Recorded message",
      "calling hours": "Calling hours",
      records: "Retention of records",
      also: "Also",
      scope: "Scope",
    } as Record<string, string>,
    panel: "the panel “Law”",
    fromMemory: "from general knowledge",
    time: "Time to connect",
    frequency: "Frequency of calls",
    unknown: "the law may say more; nothing is recorded here",
  },

  share: {
    title: "Share a link",
    lead: "The link holds the text itself, behind the #. Browsers do not send that part to a server. Whoever has the link can read it.",
    id: "Include the dialer id",
    idOut: "Left out unless you tick this.",
    copy: "Copy the link",
    length: (length: number) => `${grouped(length)} characters`,
    label: "Link",
    forecast: "The assumptions of the forecast are in the link too.",
    long: "Some chat and mail programs cut links of this length; a file is safer.",
  },

  compare: {
    title: "Compare",
    saved: "with the saved version",
    file: "with a file…",
    dialer: "with the dialer now…",
    before: "Then",
    now: "Now",
    list: "The changes in words",
    columns: (before: string, after: string) => ["What", `${before} → ${after}`] as const,
    none: "No differences.",
    same: "The values are the same; only the layout differs.",
    unreadable: "One of the two cannot be read, so only the texts are compared.",
    changes: (count: number) => counted(count, "change"),
    added: "added",
    removed: "removed",
  },

  forecast: {
    title: "Forecast",
    lead: "How many answered calls would find nobody free?",
    open: "Predict",
    close: "Turn off",
    loading: "Fetching the models…",
    failed: (reason: string) => `The models could not be loaded: ${reason}`,
  },

  keys: {
    title: "Keyboard",
    rows: [
      ["F8, Shift+F8", "next and previous problem"],
      ["Ctrl+S", "save as a file"],
      ["Ctrl+O", "open a file"],
      ["Ctrl+Z, Ctrl+Y", "undo and redo, in the text and in the form"],
      ["Ctrl+Space", "what can stand here (in the text)"],
      ["Ctrl+F", "search (in the text)"],
      ["Up, Down, Enter", "between bands (in the table)"],
      ["Alt+Delete", "remove a band (in the table)"],
      ["Escape", "closes what is open"],
    ],
    mac: "On a Mac, Ctrl is Command.",
  },

  notices: {
    dismiss: "Dismiss",
    replaced: "Undo brings back what was here.",
    openedLink: "Opened from a link.",
    openedFile: (name: string) => `Opened ${name}.`,
    linkBroken: "This link is damaged: a part of it is missing. Nothing was opened.",
    linkNewer: "This link was made by a newer version of the editor. Reload the page to get that, then open the link again.",
    "too-large": (name: string) => `${name} is larger than 16 MiB. Nothing was opened.`,
    "not-utf8": (name: string) => `${name} is not a UTF-8 text. Save it as UTF-8 and open it again. Nothing was opened.`,
    unreadable: (name: string) => `${name} cannot be read. Nothing was opened.`,
    notKept: {
      refused: (_length: number) => "This browser keeps nothing for this page: save your work as a file before you leave.",
      "too-large": (length: number) => `This document is too large for this browser to keep (${(length / 1_000_000).toFixed(1)} million characters): save it as a file before you leave.`,
    },
    otherTab: "Another tab has newer work. This tab keeps its own, also over a reload; the next visit begins with what was changed last.",
    takeOther: "Take it over",
    saved: (name: string) => `Saved as ${name}.`,
    update: "A new version of the editor is ready.",
    reload: "Reload",
    drop: "Drop the file to open it",
    edit: (message: string) => `That cannot be done: ${message}.`,
    noCopy: "The browser did not allow copying.",
    interrupted: "A change of a dialer was interrupted. Only the dialer can tell what became of it.",
    lookInto: "Look into it",
    noApply: "Applying could not be loaded. Try again when the network is there; nothing was sent.",
  },

  footer: {
    privacy: "Everything stays in this browser until you apply it.",
    version: (version: string, commit: string) => (commit === "" ? version : `${version} · ${commit}`),
  },
};

/** A whole number with its thousands apart. `toLocaleString` loads all that the browser knows of languages, which a first visit would wait for. */
export function grouped(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** A number with its noun; empty for none. */
export function counted(count: number, what: string): string {
  if (count === 0) return "";
  return `${grouped(count)} ${what}${count === 1 ? "" : "s"}`;
}
