//! One record in full, for people.

use super::cells;
use crate::cli::failure::Failure;
use crate::cli::output::{ADDED, BOLD, DIM, Output, REMOVED, printable};
use pacing_apply::audit::{Body, Record, canonical};
use serde_json::Value;
use std::io::Write;

/// Fields that are shown at the top, or as changes.
const ELSEWHERE: [&str; 21] = [
    "v",
    "seq",
    "kind",
    "action",
    "timestamp",
    "actor",
    "reason",
    "dialer_id",
    "server",
    "run_id",
    "audit_id",
    "tool",
    "profile",
    "rule_set",
    "prev",
    "hash",
    "before",
    "after",
    "diff",
    "outcome",
    "message",
];

pub(super) fn human(record: &Record, output: &mut Output) -> Result<(), Failure> {
    let Record { seq, mark, context, .. } = record;
    let (paint, value) = (output.paint, record.to_value());
    let title = format!("Record {seq}: {}", printable(&cells::what(record)));
    writeln!(output.out, "{}", paint.style(BOLD, title))?;
    let profile = format!("{} of {}, rules {}", context.profile.id, context.profile.version, context.rule_set);
    let facts = [
        ("outcome", cells::outcome(record)),
        ("in words", cells::text(value.get("message"))),
        ("when", format!("{:.3}", mark.timestamp)),
        ("who", context.actor.clone()),
        ("why", context.reason.clone().unwrap_or_default()),
        ("dialer", context.dialer_id.clone().unwrap_or_default()),
        ("server", cells::text(value.get("server"))),
        ("run", context.run_id.to_string()),
        ("audit_id", mark.audit_id.to_string()),
        ("profile", profile),
        ("tool", context.tool.clone()),
    ];
    for (name, fact) in facts.iter().filter(|(_, fact)| !fact.is_empty()) {
        writeln!(output.out, "  {name:10}  {}", printable(fact))?;
    }
    for (name, value) in value.as_object().into_iter().flatten() {
        if !ELSEWHERE.contains(&name.as_str()) && !value.is_null() {
            writeln!(output.out, "  {name:10}  {}", printable(&cells::text(Some(value))))?;
        }
    }
    changes(record, output)?;
    for (name, digest) in [("prev", record.prev), ("hash", record.hash)] {
        writeln!(output.out, "{}", paint.style(DIM, format_args!("  {name:10}  {digest}")))?;
    }
    Ok(())
}

fn changes(record: &Record, output: &mut Output) -> Result<(), Failure> {
    let (paint, changes) = (output.paint, cells::changes(record));
    let masked = match &record.body {
        Body::Intent(intent) => intent.masked,
        Body::Outcome(outcome) => outcome.masked,
        _ => false,
    };
    if !changes.is_empty() {
        writeln!(output.out, "  changes")?;
    }
    let side = |value: &Option<Value>| {
        value.as_ref().map_or_else(|| "-".to_owned(), |value| printable(&canonical::text(value)))
    };
    for change in changes {
        let (before, after) = (side(&change.before), side(&change.after));
        let (before, after) = (paint.style(REMOVED, before), paint.style(ADDED, after));
        writeln!(output.out, "    {}  {before} -> {after}", printable(&change.path))?;
    }
    if masked {
        writeln!(output.out, "  client data was left out of this record when it was written")?;
    }
    Ok(())
}
