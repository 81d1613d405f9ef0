//! What a rollback sends: the document that a dialer held before a change, as an outcome of the audit log keeps it.

use crate::audit::{Body, Origin, Outcome, Record, Verdict};
use crate::image;
use jiff::Timestamp;
use pacing_core::DialerId;
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// Which change is taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Which {
    /// The one whose outcome has this number (`seq`).
    Record(u64),
    /// The last one of the run whose id this is, or begins with this.
    Run(String),
    /// The last one that was applied: to this dialer, where one is named.
    Last(Option<DialerId>),
}

/// The state to go back to.
#[derive(Clone, Debug, PartialEq)]
pub struct Earlier {
    /// The number of the outcome that is taken back.
    pub seq: u64,
    /// Its `audit_id`.
    pub outcome: Uuid,
    /// When it was written.
    pub timestamp: Timestamp,
    /// The dialer.
    pub dialer: String,
    /// Its platform.
    pub server: Option<Origin>,
    /// The document as it was before. It is yet to be checked like any other.
    pub text: String,
    /// How many changes were applied to the dialer since, which are taken back as well.
    pub later: usize,
}

/// Why a change cannot be taken back.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refused {
    /// There is no such record.
    #[error("the audit log has no record {0}")]
    NoRecord(u64),
    /// The run left no outcome that could be taken back.
    #[error("the audit log has no change of run `{0}`")]
    NoRun(String),
    /// Several runs begin with it.
    #[error("more than one run begins with `{0}`: write more of its id")]
    Ambiguous(String),
    /// Nothing was applied.
    #[error("the audit log has no applied change{}", .0.as_ref().map_or(String::new(), |dialer| format!(" of dialer `{dialer}`")))]
    Nothing(Option<DialerId>),
    /// It is not the outcome of a change.
    #[error("record {seq} is no outcome but of kind `{kind}`{}", .outcome.map_or(String::new(), |outcome| format!("; the outcome of its run is record {outcome}")))]
    NoOutcome {
        /// Its number.
        seq: u64,
        /// What it is.
        kind: &'static str,
        /// The outcome of its run.
        outcome: Option<u64>,
    },
    /// Nothing was changed.
    #[error("record {seq} changed nothing: its outcome is `{outcome}`")]
    Unchanged {
        /// Its number.
        seq: u64,
        /// What it says.
        outcome: &'static str,
    },
    /// Client data was left out of it, so the whole document is not known.
    #[error("record {0} is masked: it does not hold the whole document that the dialer held before")]
    Masked(u64),
    /// It does not hold what the dialer held before.
    #[error("record {0} does not say what the dialer held before")]
    NoBefore(u64),
}

/// Finds the state to go back to in a log, whose records come in their order.
///
/// # Errors
/// When there is no such change, or the log does not hold what the dialer held before it.
pub fn find(records: impl Iterator<Item = Record>, which: &Which) -> Result<Earlier, Refused> {
    let mut chosen: Option<Record> = None;
    // The outcome of the run of a record that is none itself.
    let mut of_its_run = None;
    let mut later = 0;
    // Whoever found out what became of a change, it is one of the run that began it.
    let mut begun: HashMap<Uuid, Uuid> = HashMap::new();
    let mut run_of = |record: &Record| match &record.body {
        Body::Intent(_) => *begun.entry(record.mark.audit_id).or_insert(record.context.run_id),
        Body::Outcome(Outcome { recovered: true, intent: Some(intent), .. }) => {
            begun.get(intent).copied().unwrap_or(record.context.run_id)
        }
        _ => record.context.run_id,
    };
    let mut runs = BTreeSet::new();
    for record in records {
        let run = run_of(&record);
        if chosen.as_ref().is_some_and(|chosen| chosen.context.run_id == run) && is_outcome(&record) {
            of_its_run = Some(record.seq);
        }
        let takes = match which {
            Which::Record(seq) => record.seq == *seq,
            Which::Run(id) if run.to_string().starts_with(&id.to_lowercase()) => {
                runs.insert(run);
                may_have_changed(&record)
            }
            Which::Run(_) => false,
            Which::Last(None) => record.is_applied(),
            Which::Last(Some(dialer)) => {
                record.is_applied() && record.context.dialer_id.as_deref() == Some(dialer.as_str())
            }
        };
        if takes {
            (chosen, later) = (Some(record), 0);
        } else if let Some(chosen) = &chosen {
            later += usize::from(record.is_applied() && record.context.dialer_id == chosen.context.dialer_id);
        }
    }
    let none = || match which {
        Which::Record(seq) => Refused::NoRecord(*seq),
        Which::Run(run) => Refused::NoRun(run.clone()),
        Which::Last(dialer) => Refused::Nothing(dialer.clone()),
    };
    match which {
        Which::Run(run) if runs.len() > 1 => Err(Refused::Ambiguous(run.clone())),
        _ => earlier(chosen.ok_or_else(none)?, of_its_run, later),
    }
}

fn earlier(record: Record, of_its_run: Option<u64>, later: usize) -> Result<Earlier, Refused> {
    let Record { seq, mark, context, body, .. } = record;
    let outcome = match body {
        Body::Outcome(outcome) => outcome,
        other => return Err(Refused::NoOutcome { seq, kind: kind(&other), outcome: of_its_run }),
    };
    let Outcome { verdict, before, masked, .. } = outcome;
    if let Some(outcome) = changed_nothing(&verdict) {
        return Err(Refused::Unchanged { seq, outcome });
    }
    if masked {
        return Err(Refused::Masked(seq));
    }
    let (Some(before), Some(dialer)) = (before, context.dialer_id) else { return Err(Refused::NoBefore(seq)) };
    Ok(Earlier {
        seq,
        outcome: mark.audit_id,
        timestamp: mark.timestamp,
        dialer,
        server: context.server,
        text: image::text(&before),
        later,
    })
}

fn is_outcome(record: &Record) -> bool {
    matches!(record.body, Body::Outcome(_))
}

fn may_have_changed(record: &Record) -> bool {
    matches!(&record.body, Body::Outcome(Outcome { verdict: Verdict::Applied(_) | Verdict::Unknown, .. }))
}

fn changed_nothing(verdict: &Verdict) -> Option<&'static str> {
    match verdict {
        Verdict::Applied(_) | Verdict::Unknown => None,
        Verdict::Unchanged => Some("unchanged"),
        Verdict::NotApplied => Some("not_applied"),
        Verdict::Refused => Some("refused"),
    }
}

fn kind(body: &Body) -> &'static str {
    match body {
        Body::Intent(_) => "intent",
        Body::Attempt(_) => "attempt",
        Body::Outcome(_) => "outcome",
        Body::Webhook(_) => "webhook",
        Body::Recovery(_) => "recovery",
    }
}
