//! A record in short words: the columns of the table and of the export.

use super::story::Story;
use pacing_apply::audit::{Body, Change, Delivery, Record, Recovery, Verdict, canonical};
use serde_json::Value;

/// What a record says happened, in a word or two.
pub(super) fn what(record: &Record, story: &Story) -> String {
    match &record.body {
        Body::Intent(intent) if intent.rollback_of.is_some() => "rollback begins".to_owned(),
        Body::Intent(_) => "change begins".to_owned(),
        Body::Attempt(attempt) => format!("{} {}", attempt.method, attempt.path),
        Body::Outcome(outcome) => {
            let is_rollback = story.begun(record).is_some_and(|begun| begun.rollback_of.is_some());
            let what = if is_rollback { "rollback" } else { "change" };
            if outcome.recovered { format!("{what}, found by {}", record.context.actor) } else { what.to_owned() }
        }
        Body::Webhook(webhook) if webhook.result == Delivery::GivenUp && webhook.status.is_none() => {
            "event given up by word".to_owned()
        }
        Body::Webhook(webhook) => format!("event, delivery {}", webhook.attempt),
        Body::Recovery(Recovery::TornTail { .. }) => "torn line moved aside".to_owned(),
        Body::Recovery(Recovery::OpenIntent { intent_seq, .. }) => format!("record {intent_seq} found open"),
        Body::Recovery(Recovery::Unsigned { from, to, accepted }) => {
            let which = if from == to { format!("record {from}") } else { format!("records {from} to {to}") };
            if *accepted { format!("{which} signed by hand") } else { format!("{which} found not signed") }
        }
    }
}

/// Who did it, and why: of a change that another run found out, who made it.
pub(super) fn who<'r>(record: &'r Record, story: &'r Story) -> (&'r str, Option<&'r str>) {
    match story.recovered(record) {
        Some(begun) => (&begun.actor, begun.reason.as_deref()),
        None => (&record.context.actor, record.context.reason.as_deref()),
    }
}

/// How it ended, in a word or two.
pub(super) fn outcome(record: &Record) -> String {
    match &record.body {
        Body::Attempt(attempt) => attempt.status.map_or_else(|| "no answer".to_owned(), |status| status.to_string()),
        Body::Outcome(outcome) => verdict(&outcome.verdict).to_owned(),
        Body::Webhook(webhook) => match webhook.result {
            Delivery::Delivered => "delivered",
            Delivery::Waiting => "waiting",
            Delivery::GivenUp => "given up",
        }
        .to_owned(),
        Body::Intent(_) | Body::Recovery(_) => String::new(),
    }
}

/// An outcome in words.
pub(super) const fn verdict(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Applied(_) => "applied",
        Verdict::Unchanged => "unchanged",
        Verdict::NotApplied => "not applied",
        Verdict::Refused => "refused",
        Verdict::Unknown => "unknown",
    }
}

/// The changes that a record tells of.
pub(super) fn changes(record: &Record) -> &[Change] {
    match &record.body {
        Body::Intent(intent) => &intent.diff,
        Body::Outcome(outcome) => &outcome.diff,
        _ => &[],
    }
}

/// A value as text: a string as it is, nothing for null, JSON for everything else.
pub(super) fn text(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => canonical::text(other),
    }
}
