import type { AuditRecord } from "pacing-core/apply";
import { h } from "../ui/dom.ts";
import { strings } from "./strings.ts";
import { dayAndTime } from "./time.ts";

/** A record in a line; opened, as it is stored. */
export function recordView(record: AuditRecord): HTMLElement {
  const { seq, kind, timestamp, dialer_id } = record;
  const stored = h("pre", { tabindex: 0 });
  const details = h(
    "details",
    {},
    h(
      "summary",
      {},
      h("span", { class: "seq" }, String(seq)),
      h("span", { class: `kind ${kind}` }, strings.audit.kinds[kind]),
      h("span", { class: "what" }, whatOf(record)),
      h("span", { class: "about" }, [dialer_id ?? "", String(record["actor"] ?? ""), dayAndTime(timestamp)].filter((part) => part !== "").join(" · ")),
    ),
    stored,
  );
  details.addEventListener("toggle", () => {
    if (details.open && stored.textContent === "") stored.textContent = JSON.stringify(record, null, 2);
  });
  return h("li", {}, details);
}

function whatOf(record: AuditRecord): string {
  const text = strings.audit.what;
  const word = (name: string): string => String(record[name] ?? "");
  switch (record.kind) {
    case "intent":
      return text.intent(Array.isArray(record["diff"]) ? record["diff"].length : 0);
    case "attempt":
      return text.attempt(word("method"), word("path"), [word("status") || text.noAnswer, word("message")].filter((part) => part !== "").join(" "));
    case "outcome":
      return word("message") || word("outcome");
    case "webhook":
      return text.webhook(word("result"), word("target"));
    case "recovery":
      return text.recovery[word("found")] ?? word("found");
  }
}
