//! How an apply ended, and all that is needed to explain it.

use crate::audit;
use crate::error::Error;
use crate::outbox::Outbox;
use crate::plan::Plan;
use crate::plural::plural;
use crate::recover::Recovered;
use pacing_core::DialerId;
use pacing_core::diff::Change;
use uuid::Uuid;

/// What became of a change.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Outcome {
    /// The dialer holds it.
    Applied {
        /// How that is known.
        confirmed: Confirmed,
        /// Where the platform stored something else than was sent: `before` is sent, `after` is stored.
        differs: Vec<Change>,
    },
    /// The dialer held it already; nothing was sent.
    Unchanged,
    /// The dialer does not hold it, and will not from this run.
    NotApplied(Error),
    /// The plan was not confirmed; nothing was sent.
    Refused,
    /// It may hold it or not.
    Unknown(Error),
}

/// How it is known that a change was applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confirmed {
    /// The platform said so, and reading shows it.
    AnswerAndReading,
    /// The answer was lost or unclear; reading shows it.
    Reading,
    /// The platform said so and gave the dialer back; it could not be read again.
    Answer,
}

/// Where the event for the WFM stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// There is none: no receiver is set, or nothing was applied.
    None,
    /// The receiver took it.
    Delivered {
        /// After this many deliveries.
        attempts: u64,
    },
    /// It is in the audit log and waits for the next delivery.
    Waiting {
        /// What happened to the last one.
        problem: String,
    },
    /// The receiver is gone for good (410), so it is not sent again.
    GivenUp,
    /// It could not be written into the audit log, so it was not sent: an event without a record could be lost, or be
    /// sent for a change that nobody can trace.
    Unwritten,
}

/// The report on an apply.
#[derive(Clone, Debug)]
pub struct Report {
    /// The run, as in the audit log.
    pub run_id: Uuid,
    /// The dialer.
    pub dialer: DialerId,
    /// What became of the change.
    pub outcome: Outcome,
    /// The dialer's document before, where it was read.
    pub before: Option<String>,
    /// The dialer's document afterwards, where it was read.
    pub after: Option<String>,
    /// What the document would change, or did, as of the last reading before it was sent.
    pub changes: Vec<Change>,
    /// How many requests were made to the platform.
    pub exchanges: u64,
    /// How often the document was sent.
    pub attempts: u32,
    /// Where the event stands.
    pub event: Event,
    /// What earlier runs for this dialer had left open in the log, and what became of it.
    pub recovered: Vec<Recovered>,
    /// What became of the events for this dialer that waited in the log already.
    pub earlier: Outbox,
    /// Why the audit log does not hold all of this, where it does not.
    pub audit: Option<audit::Error>,
}

/// What is known so far of a run that has not ended.
#[derive(Debug)]
pub(crate) struct Facts {
    pub(crate) run_id: Uuid,
    pub(crate) dialer: DialerId,
    pub(crate) before: Option<String>,
    pub(crate) after: Option<String>,
    pub(crate) changes: Vec<Change>,
    pub(crate) attempts: u32,
    pub(crate) recovered: Vec<Recovered>,
}

impl Facts {
    pub(crate) fn new(run_id: Uuid, dialer: DialerId) -> Self {
        Self { run_id, dialer, before: None, after: None, changes: Vec::new(), attempts: 0, recovered: Vec::new() }
    }

    /// Takes what the dialer held, and how the document differs from it.
    pub(crate) fn compared(&mut self, plan: &Plan) {
        self.before = Some(plan.live.text.clone());
        self.changes.clone_from(&plan.changes);
    }

    pub(crate) fn ended(self, outcome: Outcome) -> Report {
        let Self { run_id, dialer, before, after, changes, attempts, recovered } = self;
        let (exchanges, event, earlier, audit) = (0, Event::None, Outbox::default(), None);
        Report {
            run_id,
            dialer,
            outcome,
            before,
            after,
            changes,
            exchanges,
            attempts,
            event,
            recovered,
            earlier,
            audit,
        }
    }
}

impl Outcome {
    /// The outcome in a sentence.
    pub fn sentence(&self) -> String {
        match self {
            Self::Applied { confirmed, differs } => {
                let how = match confirmed {
                    Confirmed::AnswerAndReading => "applied, and read back",
                    Confirmed::Reading => "applied, confirmed by reading",
                    Confirmed::Answer => "applied as the platform says; the dialer could not be read again",
                };
                match differs.len() {
                    0 => how.to_owned(),
                    n => {
                        let (fields, they_were) = (plural(n, "field"), if n == 1 { "it was" } else { "they were" });
                        format!("{how}; the platform stored {fields} otherwise than {they_were} sent")
                    }
                }
            }
            Self::Unchanged => "unchanged: the dialer holds this already".to_owned(),
            Self::NotApplied(error) => format!("not applied: {error}"),
            Self::Refused => "refused: the plan was not confirmed".to_owned(),
            Self::Unknown(error) => format!("unknown whether it was applied: {error}"),
        }
    }

    /// Why it was not applied, or cannot be told.
    pub fn error(&self) -> Option<&Error> {
        match self {
            Self::NotApplied(error) | Self::Unknown(error) => Some(error),
            _ => None,
        }
    }
}
