//! Exit codes: what a program that called this one can rely on.

use crate::error::Error;
use crate::outcome::{Event, Outcome, Report};

/// How a run of the program ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Exit {
    /// Applied, or unchanged.
    Success = 0,
    /// The document has errors.
    Invalid = 1,
    /// Usage, or settings.
    Usage = 2,
    /// Refused or not applied.
    NotApplied = 3,
    /// It cannot be told whether it was applied.
    Unknown = 4,
    /// Applied; the event did not arrive.
    EventWaiting = 5,
    /// The audit log cannot be written.
    Audit = 6,
    /// The dialer was busy, or the platform rate limited, past the deadline.
    Busy = 7,
}

impl Exit {
    /// The number.
    pub const fn code(self) -> u8 {
        self as u8
    }
}

impl Report {
    /// The exit code of the whole apply.
    pub fn exit(&self) -> Exit {
        match (&self.audit, self.outcome.exit(), &self.event) {
            (Some(_), ..) => Exit::Audit,
            (None, Exit::Success, Event::Waiting { .. } | Event::GivenUp) => Exit::EventWaiting,
            (None, Exit::Success, _) if !self.earlier.waiting.is_empty() => Exit::EventWaiting,
            (None, exit, _) => exit,
        }
    }
}

impl Outcome {
    /// The exit code of the outcome, the event and the audit log aside.
    pub fn exit(&self) -> Exit {
        match self {
            Self::Applied { .. } | Self::Unchanged => Exit::Success,
            Self::NotApplied(error) => error.exit(),
            Self::Refused => Exit::NotApplied,
            Self::Unknown(_) => Exit::Unknown,
        }
    }
}

impl Error {
    /// The exit code of a run that ended with this before anything could have been changed.
    pub fn exit(&self) -> Exit {
        match self {
            Self::MissingSettings { .. } | Self::InvalidSetting { .. } => Exit::Usage,
            Self::Locked { .. }
            | Self::RateLimited { .. }
            | Self::Busy { .. }
            | Self::Restless { .. }
            | Self::DeadlineOver(_) => Exit::Busy,
            Self::Unresolved { why, .. } => why.exit(),
            Self::Audit(crate::audit::Error::Busy { .. }) => Exit::Busy,
            Self::Audit(_) => Exit::Audit,
            _ => Exit::NotApplied,
        }
    }
}
