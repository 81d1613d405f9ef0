//! What a verification found.

use std::fmt;

use jiff::Timestamp;

use super::{Fault, Problem};
use crate::audit::record::{Body, Continues, Record, Recovery};

/// What a log was found to hold, up to the first line that does not.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Report {
    /// The files that were read, oldest first, by name; none where a text was verified.
    pub files: Vec<String>,
    /// Records of the chain.
    pub records: u64,
    /// Unchained lines of an older log at the head.
    pub legacy_lines: u64,
    /// Different runs.
    pub runs: u64,
    /// Applied changes.
    pub applied: u64,
    /// The time of the first record.
    pub first: Option<Timestamp>,
    /// The time of the last record.
    pub last: Option<Timestamp>,
    /// The file that the oldest of these goes on from, which was not verified.
    pub continues: Option<Continues>,
    /// Records that a signature covered only afterwards, as records of the log say.
    pub covered_later: Vec<CoveredLater>,
    /// What protects the end of the log.
    pub tail: Tail,
    /// The first line that does not hold.
    pub problem: Option<Problem>,
}

/// Records that stood in the log before a signature covered them. Its text says it in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct CoveredLater {
    /// The first of them.
    pub from: u64,
    /// The last.
    pub to: u64,
    /// The record that says so.
    pub record: u64,
    /// Who wrote that.
    pub actor: String,
    /// Whether a person said that they are right (`audit sign`).
    pub accepted: bool,
}

impl CoveredLater {
    /// What a record says of others, if it is one that does.
    #[must_use]
    pub fn by(record: &Record) -> Option<Self> {
        match record.body {
            Body::Recovery(Recovery::Unsigned { from, to, accepted }) => {
                Some(Self { from, to, record: record.seq, actor: record.context.actor.clone(), accepted })
            }
            _ => None,
        }
    }

    /// Whether it speaks of the record with this number.
    #[must_use]
    pub const fn covers(&self, seq: u64) -> bool {
        self.from <= seq && seq <= self.to
    }
}

impl fmt::Display for CoveredLater {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { from, to, record, actor, accepted } = self;
        let (which, they) = match from == to {
            true => (format!("record {from} was"), "it"),
            false => (format!("records {from} to {to} were"), "them"),
        };
        if *accepted {
            write!(f, "{which} put under the key afterwards, by `{actor}` with `audit sign`")?;
        } else {
            write!(
                f,
                "{which} in the log before a signature covered {they}: left by an interrupted run, by a run without the key, or by somebody without it"
            )?;
        }
        write!(f, " (record {record})")
    }
}

/// What protects the newest lines of a log from being cut off unseen. Its text says it in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Tail {
    /// Nothing.
    NoCheckpoint,
    /// A checkpoint without signature: whoever can cut the log can also rewrite it.
    Unsigned {
        /// Records that it counts.
        count: u64,
    },
    /// A checkpoint with a signature, which was not checked for want of a key.
    SignatureNotChecked {
        /// Records that it counts.
        count: u64,
        /// The key that it names.
        key_id: Option<String>,
    },
    /// A checkpoint whose signature was checked.
    Signed {
        /// Records that it counts.
        count: u64,
        /// The key.
        key_id: String,
        /// Records behind those, which no signature covers yet.
        beyond: u64,
    },
    /// A checkpoint that does not hold.
    Unreadable,
}

impl Report {
    /// Whether every line holds.
    #[must_use]
    pub const fn holds(&self) -> bool {
        self.problem.is_none()
    }

    /// Whether all that is wrong is a torn last line, as an interrupted write leaves it, or one that is going on: what stands
    /// above it holds, and is as long as its checkpoint says.
    #[must_use]
    pub const fn is_torn(&self) -> bool {
        matches!(self.problem, Some(Problem { why: Fault::Torn, .. }))
    }

    /// Whether every record holds: nothing is wrong but a torn last line, if there is one.
    #[must_use]
    pub const fn records_hold(&self) -> bool {
        self.holds() || self.is_torn()
    }
}

impl fmt::Display for Tail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoCheckpoint => {
                f.write_str("tail not protected: there is no checkpoint, so lines cut off the end would not be seen")
            }
            Self::Unsigned { count } => write!(
                f,
                "tail not protected against who can write here: the checkpoint counts {count} records but is not signed, so it could be cut with the log (`--audit-key` signs it)"
            ),
            Self::SignatureNotChecked { count, key_id } => {
                let key = key_id.as_deref().unwrap_or("unknown");
                write!(
                    f,
                    "tail not checked: the checkpoint counts {count} records and is signed with key `{key}`; `--public-key` checks that"
                )
            }
            Self::Signed { count, key_id, beyond: 0 } => {
                write!(f, "tail signed: the checkpoint counts all {count} records, signed with key `{key_id}`")
            }
            Self::Signed { count, key_id, beyond } => write!(
                f,
                "tail signed up to record {count} with key `{key_id}`; the newest {beyond} are not covered by it yet"
            ),
            Self::Unreadable => f.write_str("tail not protected: the checkpoint does not hold"),
        }
    }
}
