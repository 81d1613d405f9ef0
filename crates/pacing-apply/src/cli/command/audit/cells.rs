//! A record in short words: the columns of the table and of the export.

use pacing_apply::audit::{Body, Change, Delivery, Record, Recovery, Verdict, canonical};
use serde_json::Value;

/// What a record says happened, in a word or two.
pub(super) fn what(record: &Record) -> String {
    match &record.body {
        Body::Intent(intent) if intent.rollback_of.is_some() => "rollback begins".to_owned(),
        Body::Intent(_) => "change begins".to_owned(),
        Body::Attempt(attempt) => format!("{} {}", attempt.method, attempt.path),
        Body::Outcome(outcome) if outcome.recovered => "recovery".to_owned(),
        Body::Outcome(_) => "change".to_owned(),
        Body::Webhook(webhook) if webhook.result == Delivery::GivenUp && webhook.status.is_none() => {
            "event given up by word".to_owned()
        }
        Body::Webhook(webhook) => format!("event, delivery {}", webhook.attempt),
        Body::Recovery(Recovery::TornTail { .. }) => "torn line moved aside".to_owned(),
        Body::Recovery(Recovery::OpenIntent { intent_seq, .. }) => format!("record {intent_seq} found open"),
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
