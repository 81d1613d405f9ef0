//! How an apply ended, for people and machines.

use super::changes::{ChangeJson, changes, changes_json};
use crate::cli::output::{ADDED, BOLD, DIM, ERROR, Paint, WARNING, printable, program};
use crate::cli::practice::Reload;
use pacing_apply::outcome::Confirmed;
use pacing_apply::{Error, Event, Exit, Outbox, Outcome, Recovered, Report};
use serde::Serialize;
use std::io::{self, Write};
use uuid::Uuid;

/// What is shown besides the report itself.
pub(crate) struct Ending<'a> {
    /// The report.
    pub report: &'a Report,
    /// Scheme, host and port of the receiver, where one is set.
    pub receiver: Option<String>,
    /// The audit log.
    pub audit: &'a str,
    /// What the embedded sandbox saw.
    pub seen: Option<Seen>,
    /// Why nobody was asked, or could answer.
    pub unasked: Option<&'static str>,
    /// What to do about it.
    pub help: Option<String>,
}

/// What an embedded sandbox saw.
#[derive(Debug, Serialize)]
pub(crate) struct Seen {
    /// The requests that came.
    pub requests: Vec<String>,
    /// Which rules the dialer runs with.
    #[serde(skip)]
    pub reload: Reload,
    /// What the receiver says about the event's signature.
    pub signature: Option<&'static str>,
    /// How many records the audit log holds, or why it does not verify.
    #[serde(skip)]
    pub records: Result<u64, String>,
}

/// The end of the story for people.
pub(crate) fn human(out: &mut dyn Write, paint: Paint, ending: &Ending<'_>) -> io::Result<()> {
    let mut line = |name: &str, text: &str| writeln!(out, "{:9} {text}", paint.style(BOLD, name));
    let (style, words) = match &ending.report.outcome {
        outcome @ (Outcome::Applied { .. } | Outcome::Unchanged) => (ADDED, outcome.sentence()),
        Outcome::NotApplied(_) => (ERROR, "not applied".to_owned()),
        Outcome::Unknown(_) => (WARNING, "unknown: it may be applied or not".to_owned()),
        _ => (WARNING, message(ending)),
    };
    let attempts = match ending.report.attempts {
        0 => "; nothing was sent".to_owned(),
        1 => "; sent once".to_owned(),
        n => format!("; sent {n} times"),
    };
    line("Outcome", &format!("{}{attempts}", paint.style(style, printable(&words))))?;
    if let Some(why) = ending.report.outcome.error() {
        line("Why", &printable(&why.to_string()))?;
    }
    if let (Some(seen), Outcome::Applied { .. }) = (&ending.seen, &ending.report.outcome) {
        line(
            "Reload",
            match seen.reload {
                Reload::Done => "RELOADING, then ACTIVE: the dialer runs with the new rules",
                Reload::Cached => "none: the dialer runs with its cached rules",
                Reload::Unfinished => "RELOADING",
            },
        )?;
    }
    if let Some(event) = event(ending) {
        line("Event", &printable(&event))?;
    }
    for (name, text) in others(ending.report) {
        line(name, &printable(&text))?;
    }
    line("Audit", &audit(ending))?;
    if let Some(seen) = &ending.seen {
        for (index, request) in seen.requests.iter().enumerate() {
            let name = if index == 0 { "Requests" } else { "" };
            line(name, &paint.style(DIM, printable(request)).to_string())?;
        }
    }
    differences(out, paint, &ending.report.outcome)
}

/// The outcome in a sentence.
fn message(ending: &Ending<'_>) -> String {
    match (&ending.report.outcome, ending.unasked) {
        (Outcome::Refused, Some(why)) => format!("refused: {why}"),
        (outcome, _) => outcome.sentence(),
    }
}

fn event(ending: &Ending<'_>) -> Option<String> {
    let applied = matches!(ending.report.outcome, Outcome::Applied { .. });
    let unknown = matches!(ending.report.outcome, Outcome::Unknown(_));
    let to = ending.receiver.as_deref().unwrap_or("nobody");
    let signature = ending.seen.as_ref().and_then(|seen| seen.signature);
    match (&ending.report.event, signature) {
        (Event::None, _) if applied => Some("none: no receiver is set (WFM_WEBHOOK_URL)".to_owned()),
        (Event::None, _) if unknown && ending.receiver.is_some() => Some(format!(
            "none: one goes out only for a change that is known to be made; tell {to} yourself if `plan` shows that it was"
        )),
        (Event::None, _) => None,
        (Event::Delivered { .. }, Some(signature)) => {
            Some(format!("delivered to {to}; the receiver says: signature {signature}"))
        }
        (Event::Delivered { attempts: 1 }, None) => Some(format!("delivered to {to}")),
        (Event::Delivered { attempts }, None) => Some(format!("delivered to {to} at attempt {attempts}")),
        (Event::Waiting { problem }, _) => Some(format!("not delivered to {to}, it waits in the audit log: {problem}")),
        (Event::GivenUp, _) => {
            Some(format!("not delivered to {to}, which is gone for good (410); it is not sent again"))
        }
        (Event::Unwritten, _) => Some("not sent, because it could not be written into the audit log; the next `apply` or `rollback` for the dialer writes and sends it".to_owned()),
    }
}

/// What became of what earlier runs for the dialer had left.
fn others(report: &Report) -> impl Iterator<Item = (&'static str, String)> {
    let recovered = report.recovered.iter().map(|found| {
        ("Before", format!("the interrupted change of record {}: {}", found.seq, found.outcome.sentence()))
    });
    let Outbox { delivered, given_up, waiting } = &report.earlier;
    let earlier =
        [(delivered.len(), "delivered"), (given_up.len(), "given up (410)"), (waiting.len(), "still waiting")];
    let earlier = earlier.into_iter().filter(|(count, _)| *count > 0).map(|(count, what)| {
        let events = if count == 1 { "event" } else { "events" };
        ("Earlier", format!("{count} {events} {what}"))
    });
    let why = waiting.iter().map(|waiting| ("", format!("{}: {}", waiting.event.event.id, waiting.problem)));
    recovered.chain(earlier).chain(why)
}

fn audit(ending: &Ending<'_>) -> String {
    let name = printable(ending.audit);
    match (&ending.report.audit, ending.seen.as_ref().map(|seen| &seen.records)) {
        (Some(_), _) => format!("{name} does not hold all of this"),
        (None, Some(Ok(records))) => {
            format!(
                "{name} holds {records} records and verifies; see for yourself: `{} audit verify {name}`",
                program()
            )
        }
        (None, Some(Err(problem))) => format!("{name} does not verify: {problem}"),
        (None, None) => format!("{name}; verify it with `{} audit verify {name}`", program()),
    }
}

/// Both sides, where the platform holds something else than was meant.
fn differences(out: &mut dyn Write, paint: Paint, outcome: &Outcome) -> io::Result<()> {
    let mut list = |title: &str, list: &[pacing_core::diff::Change]| {
        writeln!(out, "\n{}", paint.style(BOLD, title))?;
        changes(out, paint, list)
    };
    match (outcome, outcome.error()) {
        (Outcome::Applied { differs, .. }, _) if !differs.is_empty() => {
            list("Sent, and what the platform stored", differs)
        }
        (_, Some(Error::Conflict { ours, theirs })) => {
            list("What the plan would have changed", ours)?;
            list("What it would change now", theirs)
        }
        (_, Some(Error::Differs { differs })) => list("What the document would change now", differs),
        _ => Ok(()),
    }
}

/// The report for machines.
#[derive(Debug, Serialize)]
pub(crate) struct OutcomeJson<'a> {
    run_id: Uuid,
    dialer: &'a str,
    outcome: &'static str,
    exit: u8,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    confirmed: Option<&'static str>,
    changes: Vec<ChangeJson<'a>>,
    differs: Vec<ChangeJson<'a>>,
    attempts: u32,
    exchanges: u64,
    event: EventJson<'a>,
    recovered: Vec<RecoveredJson>,
    earlier: EarlierJson<'a>,
    audit: AuditJson<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sandbox: Option<&'a Seen>,
}

#[derive(Debug, Serialize)]
struct EventJson<'a> {
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<&'a str>,
}

/// What became of a change that an earlier run had left open.
#[derive(Debug, Serialize)]
struct RecoveredJson {
    record: u64,
    run_id: Uuid,
    outcome: &'static str,
    message: String,
}

/// The events that waited for the dialer before this run.
#[derive(Debug, Serialize)]
struct EarlierJson<'a> {
    delivered: &'a [Uuid],
    given_up: &'a [Uuid],
    waiting: Vec<Uuid>,
}

#[derive(Debug, Serialize)]
struct AuditJson<'a> {
    file: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<String>,
}

/// The report for machines.
pub(crate) fn json<'a>(ending: &'a Ending<'_>, exit: Exit) -> OutcomeJson<'a> {
    let report = ending.report;
    let none: &[pacing_core::diff::Change] = &[];
    let (confirmed, differs) = match &report.outcome {
        Outcome::Applied { confirmed, differs } => (Some(confirmed_word(*confirmed)), differs.as_slice()),
        other => match other.error() {
            Some(Error::Conflict { theirs: differs, .. } | Error::Differs { differs }) => (None, differs.as_slice()),
            _ => (None, none),
        },
    };
    let (state, problem) = match &report.event {
        Event::None => ("none", None),
        Event::Delivered { .. } => ("delivered", None),
        Event::Waiting { problem } => ("waiting", Some(problem.as_str())),
        Event::GivenUp => ("given_up", None),
        Event::Unwritten => ("unwritten", None),
    };
    OutcomeJson {
        run_id: report.run_id,
        dialer: report.dialer.as_str(),
        outcome: outcome_word(&report.outcome),
        exit: exit.code(),
        message: message(ending),
        help: ending.help.clone(),
        confirmed,
        changes: changes_json(&report.changes),
        differs: changes_json(differs),
        attempts: report.attempts,
        exchanges: report.exchanges,
        event: EventJson { state, problem },
        recovered: report.recovered.iter().map(recovered_json).collect(),
        earlier: EarlierJson {
            delivered: &report.earlier.delivered,
            given_up: &report.earlier.given_up,
            waiting: report.earlier.waiting.iter().map(|waiting| waiting.event.event.id).collect(),
        },
        audit: AuditJson { file: ending.audit, problem: report.audit.as_ref().map(ToString::to_string) },
        sandbox: ending.seen.as_ref(),
    }
}

fn recovered_json(recovered: &Recovered) -> RecoveredJson {
    let Recovered { seq, run_id, outcome, .. } = recovered;
    RecoveredJson { record: *seq, run_id: *run_id, outcome: outcome_word(outcome), message: outcome.sentence() }
}

fn outcome_word(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Applied { .. } => "applied",
        Outcome::Unchanged => "unchanged",
        Outcome::NotApplied(_) => "not_applied",
        Outcome::Refused => "refused",
        _ => "unknown",
    }
}

fn confirmed_word(confirmed: Confirmed) -> &'static str {
    match confirmed {
        Confirmed::AnswerAndReading => "answer_and_reading",
        Confirmed::Reading => "reading",
        Confirmed::Answer => "answer",
    }
}
