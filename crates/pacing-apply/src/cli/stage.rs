//! How far an apply has come: what may be said of the change when a signal ends the program.

use super::failure::Failure;
use super::runtime::Signal;
use pacing_apply::Progress;

/// What is known of the change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Stage {
    /// Nothing was sent.
    #[default]
    Before,
    /// It was sent, and what became of it is not in the audit log yet.
    InDoubt,
    /// It is applied; the audit log may lack the outcome.
    Applied,
    /// It is applied, and the outcome is in the audit log with its event.
    Recorded,
}

impl Stage {
    /// The stage once this has happened.
    #[must_use]
    pub(crate) fn after(self, progress: &Progress) -> Self {
        match (self, progress) {
            (_, Progress::Sending { .. }) => Self::InDoubt,
            (_, Progress::Applied { .. }) => Self::Applied,
            (Self::Applied, Progress::AuditWritten { kind: "outcome", .. }) => Self::Recorded,
            (stage, _) => stage,
        }
    }

    /// What is said when a signal ends the program now; `event` tells whether an event is to be sent.
    pub(crate) fn interrupted(self, signal: Signal, event: bool) -> Failure {
        let look = Some(
            "`plan` shows what the dialer holds now; the next `apply` or `rollback` for it finds out what became of the change, and writes that into the audit log",
        );
        let (message, help) = match self {
            Self::Before => ("stopped before the end: nothing was sent", None),
            Self::InDoubt => ("stopped before the end: the change may be applied or not", look),
            Self::Applied => {
                ("stopped before the end: the change is applied; the audit log may lack its outcome", look)
            }
            Self::Recorded if event => {
                ("stopped: the change is applied; if its event did not arrive, it waits in the audit log", None)
            }
            Self::Recorded => ("stopped: the change is applied", None),
        };
        Failure { exit: signal.exit(), message: Some(message.to_owned()), help: help.map(str::to_owned) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubt_lasts_from_sending_to_the_reading_that_ends_it() {
        let outcome = || Progress::AuditWritten { kind: "outcome", seq: 6 };
        let mut stage = Stage::default();
        for (progress, expected) in [
            (Progress::AuditWritten { kind: "intent", seq: 3 }, Stage::Before),
            (Progress::Sending { attempt: 1 }, Stage::InDoubt),
            (outcome(), Stage::InDoubt),
            (Progress::Sending { attempt: 2 }, Stage::InDoubt),
            (Progress::Applied { reload: true }, Stage::Applied),
            (outcome(), Stage::Recorded),
        ] {
            stage = stage.after(&progress);
            assert_eq!(stage, expected, "{progress:?}");
        }
        let said = |stage: Stage, event| stage.interrupted(Signal::Interrupt, event).message.unwrap_or_default();
        assert!(said(Stage::Recorded, true).contains("it waits"));
        assert!(!said(Stage::Recorded, false).contains("event"));
    }
}
