//! What a verification found.

use std::fmt;

use jiff::Timestamp;

use super::Problem;
use crate::audit::record::Continues;

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
    /// What protects the end of the log.
    pub tail: Tail,
    /// The first line that does not hold.
    pub problem: Option<Problem>,
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
