//! One record in full, for people.

use super::cells;
use super::story::Story;
use crate::cli::failure::Failure;
use crate::cli::output::{ADDED, BOLD, DIM, Output, REMOVED, printable};
use pacing_apply::audit::{Body, Record, canonical};
use serde_json::Value;
use std::io::Write;

/// Fields that are shown at the top, or as changes.
const ELSEWHERE: [&str; 22] = [
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
    "rollback_of",
];

pub(super) fn human(record: &Record, story: &Story, output: &mut Output) -> Result<(), Failure> {
    let Record { seq, mark, context, .. } = record;
    let (paint, value) = (output.paint, record.to_value());
    let title = format!("Record {seq}: {}", printable(&cells::what(record, story)));
    writeln!(output.out, "{}", paint.style(BOLD, title))?;
    let profile = format!("{} of {}, rules {}", context.profile.id, context.profile.version, context.rule_set);
    let (who, why) = cells::who(record, story);
    let (begun, recovered) = (story.begun(record), story.recovered(record));
    let found_by = |reason: &Option<String>| {
        let why = reason.as_ref().map_or_else(String::new, |reason| format!(", why {reason}"));
        format!("{} in run {}{why}", context.actor, context.run_id)
    };
    let late = story.late(record).map(|late| format!("afterwards: record {} says so", late.record));
    let taken_back = begun.and_then(|begun| begun.rollback_of).map(|outcome| outcome.to_string());
    let body = begun.filter(|_| matches!(record.body, Body::Outcome(_))).map(|begun| begun.body_sha256.to_string());
    let facts = [
        ("outcome", cells::outcome(record)),
        ("in words", cells::text(value.get("message"))),
        ("when", format!("{:.3}", mark.timestamp)),
        ("who", who.to_owned()),
        ("why", why.unwrap_or_default().to_owned()),
        ("dialer", context.dialer_id.clone().unwrap_or_default()),
        ("server", cells::text(value.get("server"))),
        ("run", recovered.map_or(context.run_id, |begun| begun.run_id).to_string()),
        ("begun", recovered.map_or_else(String::new, |begun| format!("record {}", begun.seq))),
        ("found by", recovered.map_or_else(String::new, |_| found_by(&context.reason))),
        ("takes back", taken_back.unwrap_or_default()),
        ("sha256 sent", body.unwrap_or_default()),
        ("signed", late.unwrap_or_default()),
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
