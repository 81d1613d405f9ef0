//! What happens while it happens, for one observer: typed, with a sentence for each.

use crate::answer::Answer;
use crate::audit::Delivery;
use crate::error::Step;
use crate::message::shorten;
use crate::plural::{fields_differ, plural};
use std::fmt;
use std::time::Duration;

/// Something happened. `Display` gives the sentence, [`Progress::level`] its weight.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Progress {
    /// The document has no error.
    Validated {
        /// The dialer.
        dialer: String,
        /// How many warnings it has.
        warnings: usize,
    },
    /// A token was got.
    TokenGot {
        /// How long it lives, where the server says so.
        life: Option<Duration>,
    },
    /// The server granted less than was asked for.
    ScopeSmaller {
        /// The scopes that are missing.
        missing: Vec<String>,
    },
    /// The dialer was read.
    Read {
        /// Its status.
        status: Option<String>,
    },
    /// It was compared with the document.
    Compared {
        /// How many fields differ.
        changes: usize,
        /// Fields that only the dialer has; the change may remove them.
        only_stored: Vec<String>,
    },
    /// The dialer's version is not known, so what is about to be sent cannot depend on it.
    Unguarded,
    /// A record was made durable in the audit log.
    AuditWritten {
        /// What it says, such as `intent`.
        kind: &'static str,
        /// Its number.
        seq: u64,
    },
    /// A change of an interrupted run is looked into.
    Recovering {
        /// The number of its intent in the log.
        seq: u64,
    },
    /// It is known, or known not to be known, what became of it.
    Recovered {
        /// The number of its intent in the log.
        seq: u64,
        /// The outcome in a sentence.
        outcome: String,
    },
    /// The document is being sent.
    Sending {
        /// Counts the attempts from 1.
        attempt: u32,
    },
    /// A wait begins.
    Waiting {
        /// What for.
        why: Why,
        /// How long.
        delay: Duration,
        /// The attempt that follows, from 1; 0 where attempts are not counted.
        attempt: u32,
        /// How many attempts there may be.
        of: u32,
    },
    /// What became of the change is found out by reading.
    Confirming {
        /// What was answered to the change.
        why: String,
    },
    /// The dialer holds the document.
    Applied {
        /// The dialer takes it at once, because the document says so.
        reload: bool,
    },
    /// The dialer held it already.
    Unchanged,
    /// The event was sent, or was not.
    Event {
        /// Scheme, host and port of the receiver.
        target: String,
        /// Where the event stands.
        result: Delivery,
        /// What happened, where it was not taken.
        problem: Option<String>,
    },
}

/// What a wait is for.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Why {
    /// The server asks to come back later.
    Later {
        /// What was asked.
        step: &'static str,
        /// Its status.
        status: u16,
        /// How long it asks to wait, where it says so.
        told: Option<Duration>,
    },
    /// Something failed that may pass.
    Failed {
        /// What was asked.
        step: &'static str,
        /// What happened.
        problem: String,
    },
    /// The dialer is busy.
    Status(String),
    /// The change was answered with 409.
    Conflict,
    /// The dialer has a new version of the same document.
    NewVersion,
    /// The change is not to be seen yet.
    NotShown,
    /// The receiver of events asked an earlier run to come back later.
    Asked,
}

/// How much a line of progress matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// For those who look closely.
    Debug,
    /// A step is done.
    Info,
    /// Something that people should know about.
    Warning,
}

impl Progress {
    /// How much it matters.
    pub fn level(&self) -> Level {
        match self {
            Self::Read { .. } | Self::Sending { .. } => Level::Debug,
            Self::Waiting { why: Why::Status(_) | Why::NotShown, .. } => Level::Info,
            Self::Compared { only_stored, .. } if !only_stored.is_empty() => Level::Warning,
            Self::Event { result: Delivery::Delivered, .. } => Level::Info,
            Self::Unguarded
            | Self::Recovering { .. }
            | Self::Recovered { .. }
            | Self::ScopeSmaller { .. }
            | Self::Waiting { .. }
            | Self::Confirming { .. }
            | Self::Event { .. } => Level::Warning,
            _ => Level::Info,
        }
    }
}

impl fmt::Display for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Validated { dialer, warnings: 0 } => write!(f, "document for dialer `{dialer}` is valid"),
            Self::Validated { dialer, warnings } => {
                write!(f, "document for dialer `{dialer}` is valid, {}", plural(*warnings, "warning"))
            }
            Self::TokenGot { life: Some(life) } => write!(f, "token got, good for {} s", life.as_secs()),
            Self::TokenGot { life: None } => f.write_str("token got, good for one request (its life is not told)"),
            Self::ScopeSmaller { missing } => {
                write!(f, "the token lacks the scope `{}`; what needs it will be refused with 403", missing.join(" "))
            }
            Self::Read { status } => write!(f, "dialer read, {}", status.as_deref().unwrap_or("without a status")),
            Self::Unguarded => f.write_str(
                "the dialer has no strong ETag, so a change by somebody else meanwhile would be overwritten",
            ),
            Self::Compared { changes, only_stored } => {
                f.write_str(&fields_differ(*changes))?;
                let names = shorten(&only_stored.join("`, `"));
                if names.is_empty() {
                    Ok(())
                } else {
                    write!(f, "; only the dialer has `{names}`, the change may remove that")
                }
            }
            Self::AuditWritten { kind, seq } => write!(f, "audit: {kind} written as record {seq}"),
            Self::Recovering { seq } => {
                write!(
                    f,
                    "an earlier run was interrupted after record {seq}; reading the dialer to find out what became of its change"
                )
            }
            Self::Recovered { seq, outcome } => write!(f, "the change of record {seq}: {outcome}"),
            Self::Sending { attempt } => write!(f, "sending the document, attempt {attempt}"),
            Self::Waiting { why, delay, attempt, of } => {
                write!(f, "{why}")?;
                if !why.tells(*delay) {
                    write!(f, "; waiting {} s", tenths(*delay))?;
                }
                if *attempt > 0 { write!(f, ", attempt {attempt} of {of} follows") } else { Ok(()) }
            }
            Self::Confirming { why } => write!(f, "{why}; reading the dialer to find out what became of the change"),
            Self::Applied { reload: true } => f.write_str("applied; the dialer reloads its rules"),
            Self::Applied { reload: false } => {
                f.write_str("applied; the dialer keeps its cached rules until it is reloaded by hand")
            }
            Self::Unchanged => f.write_str("unchanged: the dialer holds this already, nothing was sent"),
            Self::Event { target, result: Delivery::Delivered, .. } => write!(f, "event sent to `{target}`"),
            Self::Event { target, result, problem } => {
                let end = if *result == Delivery::Waiting { "it waits" } else { "it is given up" };
                write!(f, "event not sent to `{target}`: {}; {end}", problem.as_deref().unwrap_or("no reason known"))
            }
        }
    }
}

impl Why {
    pub(crate) fn of(step: Step, answer: &Answer) -> Self {
        let step = step.name();
        match answer {
            Answer::Later { status, told } => Self::Later { step, status: *status, told: *told },
            Answer::Ambiguous { status: Some(status), problem, .. } => {
                Self::Failed { step, problem: format!("{status} {problem}") }
            }
            other => Self::Failed { step, problem: other.message().unwrap_or("no answer").to_owned() },
        }
    }

    /// Whether the sentence names this wait already.
    fn tells(&self, delay: Duration) -> bool {
        matches!(self, Self::Later { told: Some(told), .. } if tenths(*told) == tenths(delay))
    }
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Later { step, status, told: Some(told) } => {
                write!(f, "{step}: {status}, the server asks for {} s", tenths(*told))
            }
            Self::Later { step, status, told: None } => {
                write!(f, "{step}: {status}, the server asks to come back later")
            }
            Self::Failed { step, problem } => write!(f, "{step}: {problem}"),
            Self::Status(status) => write!(f, "the dialer is `{status}`, not ACTIVE or IDLE"),
            Self::Conflict => f.write_str("409, the dialer reloads or somebody else changes it"),
            Self::NewVersion => f.write_str("412, the dialer has a new version of the same document"),
            Self::NotShown => f.write_str("the dialer does not show the change yet"),
            Self::Asked => f.write_str("the receiver of events has asked to come back later"),
        }
    }
}

/// Seconds with at most one digit behind the point.
fn tenths(delay: Duration) -> String {
    let tenths = delay.as_millis().div_ceil(100);
    if tenths.is_multiple_of(10) { (tenths / 10).to_string() } else { format!("{}.{}", tenths / 10, tenths % 10) }
}
