//! Reports as JavaScript gets them: `npm/src/apply/report.ts` and `plan.ts`.

use crate::failure::{Failure, exit, in_words_of_options};
use crate::step::Note;
use pacing_apply::audit::PendingEvent;
use pacing_apply::outbox::Waiting;
use pacing_apply::{Confirmed, Error, Event, Live, Outbox, Outcome, Plan, Recovered};
use pacing_core::{Diagnostic, LineIndex, Position, Severity};
use serde::Serialize;

/// `Report` of a run with a valid document.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Report {
    outcome: &'static str,
    exit: u8,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    run_id: Option<String>,
    dialer: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<Failure>,
    #[serde(skip_serializing_if = "Option::is_none")]
    confirmed: Option<&'static str>,
    changes: Vec<Change>,
    differs: Vec<Change>,
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<String>,
    attempts: u32,
    exchanges: f64,
    event: EventState,
    recovered: Vec<RecoveredChange>,
    earlier: Delivered,
    #[serde(skip_serializing_if = "Option::is_none")]
    audit: Option<Failure>,
    notes: Vec<Note>,
}

impl Report {
    pub(crate) fn of(report: &pacing_apply::Report, stopped: bool, notes: Vec<Note>) -> Self {
        let (confirmed, differs) = match (&report.outcome, report.outcome.error()) {
            (Outcome::Applied { confirmed, differs }, _) => (Some(confirmed_word(*confirmed)), changes(differs)),
            (_, Some(Error::Conflict { theirs: differs, .. } | Error::Differs { differs })) => (None, changes(differs)),
            _ => (None, Vec::new()),
        };
        Self {
            outcome: outcome_word(&report.outcome),
            exit: exit(report.exit(), stopped),
            message: in_words_of_options(&report.outcome.sentence()),
            run_id: Some(report.run_id.to_string()),
            dialer: report.dialer.to_string(),
            error: report.outcome.error().map(Failure::of),
            confirmed,
            changes: changes(&report.changes),
            differs,
            before: report.before.clone(),
            after: report.after.clone(),
            attempts: report.attempts,
            exchanges: report.exchanges as f64,
            event: EventState::of(&report.event),
            recovered: report.recovered.iter().map(RecoveredChange::of).collect(),
            earlier: Delivered::of(&report.earlier),
            audit: report.audit.clone().map(|error| Failure::of(&Error::Audit(error))),
            notes,
        }
    }

    /// The report on a run that did not begin.
    pub(crate) fn not_begun(dialer: &str, error: Error, stopped: bool) -> Self {
        let outcome = Outcome::NotApplied(error);
        let audit = outcome.error().filter(|error| matches!(error, Error::Audit(_))).map(Failure::of);
        Self {
            outcome: outcome_word(&outcome),
            exit: exit(outcome.exit(), stopped),
            message: in_words_of_options(&outcome.sentence()),
            run_id: None,
            dialer: dialer.to_owned(),
            error: outcome.error().map(Failure::of),
            confirmed: None,
            changes: Vec::new(),
            differs: Vec::new(),
            before: None,
            after: None,
            attempts: 0,
            exchanges: 0.0,
            event: EventState::of(&Event::None),
            recovered: Vec::new(),
            earlier: Delivered::default(),
            audit,
            notes: Vec::new(),
        }
    }
}

/// `Invalid`: the report on a document with errors.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Invalid {
    pub(crate) outcome: &'static str,
    pub(crate) exit: u8,
    pub(crate) message: String,
    pub(crate) errors: Vec<Problem>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) audit: Option<Failure>,
}

/// What `apply` reports.
#[derive(Serialize)]
#[serde(untagged)]
pub(crate) enum Applied {
    Valid(Box<Report>),
    Invalid(Invalid),
}

/// `Problem`: an error of a document.
#[derive(Debug, Serialize)]
pub(crate) struct Problem {
    code: &'static str,
    name: &'static str,
    severity: Severity,
    range: Range,
    path: String,
    message: String,
    help: String,
}

#[derive(Debug, Serialize)]
struct Range {
    start: Place,
    end: Place,
}

/// A place in UTF-16 units.
#[derive(Debug, Serialize)]
struct Place {
    offset: u32,
    line: u32,
    column: u32,
}

/// The errors among the problems of a text.
pub(crate) fn errors(text: &str, all: &[Diagnostic]) -> Vec<Problem> {
    let lines = LineIndex::new(text);
    let place = |byte: u32| {
        let Position { line, column, .. } = lines.position(byte);
        Place { offset: lines.utf16(byte), line, column }
    };
    let errors = all.iter().filter(|problem| problem.severity == Severity::Error);
    errors
        .map(|problem| Problem {
            code: problem.code,
            name: problem.name,
            severity: problem.severity,
            range: Range { start: place(problem.span.start), end: place(problem.span.end) },
            path: problem.path.clone(),
            message: problem.message.clone(),
            help: problem.help.clone(),
        })
        .collect()
}

/// `Change`: one value that differs.
#[derive(Serialize)]
struct Change {
    path: String,
    what: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<String>,
}

fn changes(changes: &[pacing_core::diff::Change]) -> Vec<Change> {
    let change = |change: &pacing_core::diff::Change| Change {
        path: change.path.clone(),
        what: change.what.clone(),
        before: change.before.clone(),
        after: change.after.clone(),
    };
    changes.iter().map(change).collect()
}

/// `Live`: a dialer as the platform holds it.
#[derive(Serialize)]
pub(crate) struct LiveDialer {
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    etag: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<String>,
    notes: Vec<Note>,
}

impl LiveDialer {
    pub(crate) fn of(live: &Live, notes: Vec<Note>) -> Self {
        Self { text: live.text.clone(), etag: live.etag.clone(), status: live.status.clone(), notes }
    }
}

/// `Plan`: what a document would change.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PlanOfChange {
    dialer: String,
    live: LiveDialer,
    body: String,
    changes: Vec<Change>,
    only_stored: Vec<String>,
}

impl PlanOfChange {
    pub(crate) fn of(plan: &Plan, notes: Vec<Note>) -> Self {
        Self {
            dialer: plan.dialer.to_string(),
            live: LiveDialer::of(&plan.live, notes),
            body: plan.body.clone(),
            changes: changes(&plan.changes),
            only_stored: plan.only_stored.clone(),
        }
    }
}

#[derive(Serialize)]
struct EventState {
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<String>,
}

impl EventState {
    fn of(event: &Event) -> Self {
        let (state, problem) = match event {
            Event::None => ("none", None),
            Event::Delivered { .. } => ("delivered", None),
            Event::Waiting { problem } => ("waiting", Some(problem.clone())),
            Event::GivenUp => ("givenUp", None),
            Event::Unwritten => ("unwritten", None),
        };
        Self { state, problem }
    }
}

/// `Recovered`: a change that an interrupted run had left open.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RecoveredChange {
    seq: f64,
    run_id: String,
    outcome: &'static str,
    message: String,
}

impl RecoveredChange {
    pub(crate) fn of(recovered: &Recovered) -> Self {
        Self {
            seq: recovered.seq as f64,
            run_id: recovered.run_id.to_string(),
            outcome: outcome_word(&recovered.outcome),
            message: in_words_of_options(&recovered.outcome.sentence()),
        }
    }
}

/// `Delivered`: what became of events that waited.
#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Delivered {
    delivered: Vec<String>,
    given_up: Vec<String>,
    waiting: Vec<WaitingEvent>,
}

#[derive(Serialize)]
struct WaitingEvent {
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    dialer: Option<String>,
    problem: String,
}

impl Delivered {
    pub(crate) fn of(outbox: &Outbox) -> Self {
        let mut all = Self::default();
        all.add(outbox);
        all
    }

    pub(crate) fn add(&mut self, Outbox { delivered, given_up, waiting }: &Outbox) {
        self.delivered.extend(delivered.iter().map(ToString::to_string));
        self.given_up.extend(given_up.iter().map(ToString::to_string));
        for Waiting { event, problem } in waiting {
            self.add_waiting(event, problem);
        }
    }

    pub(crate) fn add_waiting(&mut self, event: &PendingEvent, problem: &str) {
        let (id, dialer) = (event.event.id.to_string(), event.context.dialer_id.clone());
        self.waiting.push(WaitingEvent { id, dialer, problem: in_words_of_options(problem) });
    }
}

fn outcome_word(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Applied { .. } => "applied",
        Outcome::Unchanged => "unchanged",
        Outcome::NotApplied(_) => "notApplied",
        Outcome::Refused => "refused",
        _ => "unknown",
    }
}

fn confirmed_word(confirmed: Confirmed) -> &'static str {
    match confirmed {
        Confirmed::AnswerAndReading => "answerAndReading",
        Confirmed::Reading => "reading",
        Confirmed::Answer => "answer",
    }
}
