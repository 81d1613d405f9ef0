//! Why a log does not hold, and where.

use std::fmt;

use super::super::BadSignature;
use super::super::chain::Break;
use super::super::record::NotARecord;

/// A line that does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file it is in, where the log is a set of several.
    pub file: Option<String>,
    /// The line, from 1. When lines are missing at the end, the number that the first missing one would have;
    /// none when it is the checkpoint that does not hold, when a file is missing, or when there is no record at all.
    pub line: Option<u64>,
    /// What is wrong with it.
    pub why: Fault,
}

/// Why a line does not hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// It is no record of format v1.
    #[error(transparent)]
    NotARecord(NotARecord),
    /// It does not continue the chain.
    #[error(transparent)]
    Chain(Break),
    /// Its hash is not the hash of what it says.
    #[error("it was changed after it was written: its `hash` is not the hash of what it says")]
    Hash,
    /// It has no newline at its end, or a hole.
    #[error(
        "it is torn, as a write leaves it that was interrupted or is going on; the next run moves it aside and records that"
    )]
    Torn,
    /// It is torn, and another file goes on from its file.
    #[error("it is torn, in a file that was closed: what is closed is whole, so its end was cut off or damaged")]
    TornInside,
    /// It is longer than any record.
    #[error("it is longer than any record")]
    TooLong,
    /// The log ends before the records that the checkpoint counts.
    #[error("the log ends before it, after record {found}, but the checkpoint counts {count}: its end was cut off")]
    Cut {
        /// Records that the checkpoint counts.
        count: u64,
        /// Records that are there.
        found: u64,
    },
    /// The log ends before the records that another checkpoint counts.
    #[error(
        "the log ends before it, after record {found}, but `{name}` counts {count}: its end was cut off, and its own checkpoint with it"
    )]
    CutBefore {
        /// The checkpoint.
        name: String,
        /// Records that it counts.
        count: u64,
        /// Records that are there.
        found: u64,
    },
    /// The record that the checkpoint names is another one.
    #[error("it is not the record that the checkpoint names at this place")]
    Checkpoint,
    /// The record that another checkpoint names is another one.
    #[error("it is not the record that `{name}` names at this place: the log was written anew")]
    OtherCheckpoint {
        /// The checkpoint.
        name: String,
    },
    /// No line is a record.
    #[error("it has no record of the chain; nothing here is protected")]
    NoRecord,
    /// The checkpoint itself cannot be read.
    #[error("the checkpoint beside the log cannot be read: {0}")]
    CheckpointUnreadable(NotARecord),
    /// Another checkpoint cannot be read.
    #[error("the checkpoint `{name}` cannot be read: {why}")]
    OtherUnreadable {
        /// The checkpoint.
        name: String,
        /// What is wrong with it.
        why: NotARecord,
    },
    /// A key was given, and there is nothing that it could have signed.
    #[error(
        "there is no checkpoint, though a key was given that has to have signed it: it was removed, or never signed"
    )]
    CheckpointMissing,
    /// The key that was given has not signed the checkpoint.
    #[error("the checkpoint does not hold: {0}")]
    Signature(BadSignature),
    /// The key that was given has not signed another checkpoint.
    #[error("the checkpoint `{name}` does not hold: {why}")]
    OtherSignature {
        /// The checkpoint.
        name: String,
        /// What is wrong with it.
        why: BadSignature,
    },
    /// The file that the log goes on from is not there.
    #[error("it goes on from `{file}`, which is not there: its records are missing (`--alone` verifies without them)")]
    OlderMissing {
        /// The name of the missing file.
        file: String,
    },
    /// A closed file beside the log is no part of its chain.
    #[error(
        "`{file}` lies beside it and is no part of its chain: the log was begun anew, or files were removed between"
    )]
    Stray {
        /// The name of that file.
        file: String,
    },
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, line, why } = self;
        match (line, file) {
            (Some(line), Some(file)) if *why == Fault::Torn => write!(f, "line {line} of `{file}`: {why}"),
            (Some(line), None) if *why == Fault::Torn => write!(f, "line {line}: {why}"),
            (Some(line), Some(file)) => write!(f, "line {line} of `{file}` does not hold: {why}"),
            (Some(line), None) => write!(f, "line {line} does not hold: {why}"),
            (None, _) => write!(f, "{why}"),
        }
    }
}
