//! Verification: reads a log from end to end and names the first line that does not hold.

use std::collections::HashSet;
use std::fmt;
use std::io::{BufRead, Read as _};

use jiff::Timestamp;
use uuid::Uuid;

use super::Checkpoint;
use super::chain::{self, Break, Header, Links};
use super::record::{Continues, NotARecord, Record};

/// The longest line that is read: more than a record of two documents of the largest size.
const LONGEST_LINE: u64 = 256 * 1024 * 1024;

/// What a log was found to hold, up to the first line that does not.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Report {
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
    /// The file that this one goes on from; it is verified on its own.
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
    /// A checkpoint with a signature, which this version does not check.
    SignatureNotChecked {
        /// Records that it counts.
        count: u64,
        /// The key that it names.
        key_id: Option<String>,
    },
    /// A checkpoint that cannot be read.
    Unreadable,
}

/// A line that does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The line, from 1. When lines are missing at the end, the number that the first missing one would have;
    /// none when it is the checkpoint that cannot be read, or when there is no record at all.
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
    /// It has no newline at its end.
    #[error("it is torn: it does not end in a newline (a write stopped in its middle, or is going on)")]
    Torn,
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
    /// The record that the checkpoint names is another one.
    #[error("it is not the record that the checkpoint names at this place")]
    Checkpoint,
    /// No line is a record.
    #[error("it has no record of the chain; nothing here is protected")]
    NoRecord,
    /// The checkpoint itself cannot be read.
    #[error("the checkpoint beside the log cannot be read: {0}")]
    CheckpointUnreadable(NotARecord),
}

/// Verifies a log: each line's form, hash, order and link, and that it holds what the checkpoint, if one is given, counts.
///
/// Reads a line at a time: memory holds the longest line and the ids of the runs. Read the checkpoint before the log: then
/// a process that writes meanwhile does no harm.
///
/// # Errors
/// When the log cannot be read. A log that does not hold is no error but [`Report::problem`].
pub fn verify(mut log: impl BufRead, checkpoint: Option<&[u8]>) -> std::io::Result<Report> {
    let mut verifier = Verifier::new(checkpoint);
    let mut line = Vec::new();
    while verifier.problem.is_none() {
        line.clear();
        if log.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line)? == 0 {
            verifier.end();
            break;
        }
        let number = verifier.links.lines + 1;
        verifier.problem = verifier.take(&line).err().map(|why| Problem { line: Some(number), why });
    }
    Ok(verifier.report())
}

impl Report {
    /// Whether every line holds.
    #[must_use]
    pub const fn holds(&self) -> bool {
        self.problem.is_none()
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "line {line} does not hold: {}", self.why),
            None => write!(f, "{}", self.why),
        }
    }
}

impl fmt::Display for Tail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("tail not protected: ")?;
        match self {
            Self::NoCheckpoint => f.write_str("there is no checkpoint, so lines cut off the end would not be seen"),
            Self::Unsigned { count } => {
                write!(
                    f,
                    "the checkpoint counts {count} records but is not signed, so who can cut the log can also rewrite it"
                )
            }
            Self::SignatureNotChecked { count, key_id } => {
                let key = key_id.as_deref().unwrap_or("unknown");
                write!(
                    f,
                    "the checkpoint counts {count} records and has a signature by key `{key}`, which this version does not check"
                )
            }
            Self::Unreadable => f.write_str("the checkpoint cannot be read"),
        }
    }
}

#[derive(Default)]
struct Verifier {
    links: Links,
    checkpoint: Option<Result<Checkpoint, NotARecord>>,
    runs: HashSet<Uuid>,
    applied: u64,
    first: Option<Timestamp>,
    last: Option<Timestamp>,
    continues: Option<Continues>,
    records: u64,
    problem: Option<Problem>,
}

impl Verifier {
    fn new(checkpoint: Option<&[u8]>) -> Self {
        Self { checkpoint: checkpoint.map(Checkpoint::from_text), ..Self::default() }
    }

    /// Takes the next line, with its newline.
    fn take(&mut self, line: &[u8]) -> Result<(), Fault> {
        if line.last() != Some(&b'\n') {
            return Err(if line.len() as u64 == LONGEST_LINE { Fault::TooLong } else { Fault::Torn });
        }
        if self.links.is_unchained(line) {
            self.links.unchained(line);
            return Ok(());
        }
        let (record, hash) = chain::read(line).map_err(Fault::NotARecord)?;
        if hash != record.hash {
            return Err(Fault::Hash);
        }
        self.links.chained(line, &Header::from(&record)).map_err(Fault::Chain)?;
        self.count(record)
    }

    /// Counts a record whose line holds, if it is also the one that the checkpoint names.
    fn count(&mut self, record: Record) -> Result<(), Fault> {
        if let Some(checkpoint) = self.named_checkpoint(record.seq) {
            let here = (record.hash, self.links.bytes, record.mark.timestamp);
            if here != (checkpoint.hash, checkpoint.bytes, checkpoint.timestamp) {
                return Err(Fault::Checkpoint);
            }
        }
        self.records += 1;
        self.applied += u64::from(record.is_applied());
        self.runs.insert(record.context.run_id);
        self.first.get_or_insert(record.mark.timestamp);
        self.last = Some(record.mark.timestamp);
        self.continues = self.continues.take().or(record.continues);
        Ok(())
    }

    /// The checkpoint, when it names this record.
    fn named_checkpoint(&self, seq: u64) -> Option<&Checkpoint> {
        self.checkpoint
            .as_ref()
            .and_then(|checkpoint| checkpoint.as_ref().ok())
            .filter(|checkpoint| checkpoint.count == seq)
    }

    fn end(&mut self) {
        let found = self.links.last().map_or(0, |(seq, _)| seq);
        self.problem = match &self.checkpoint {
            Some(Ok(Checkpoint { count, .. })) if *count > found => {
                Some(Problem { line: Some(self.links.lines + 1), why: Fault::Cut { count: *count, found } })
            }
            Some(Err(why)) => Some(Problem { line: None, why: Fault::CheckpointUnreadable(why.clone()) }),
            _ if self.records == 0 => Some(Problem { line: None, why: Fault::NoRecord }),
            _ => None,
        };
    }

    fn tail(&self) -> Tail {
        match &self.checkpoint {
            None => Tail::NoCheckpoint,
            Some(Err(_)) => Tail::Unreadable,
            Some(Ok(Checkpoint { count, signature: None, .. })) => Tail::Unsigned { count: *count },
            Some(Ok(Checkpoint { count, key_id, .. })) => {
                Tail::SignatureNotChecked { count: *count, key_id: key_id.clone() }
            }
        }
    }

    fn report(self) -> Report {
        let tail = self.tail();
        Report {
            records: self.records,
            legacy_lines: self.links.legacy_lines(),
            runs: self.runs.len() as u64,
            applied: self.applied,
            first: self.first,
            last: self.last,
            continues: self.continues,
            tail,
            problem: self.problem,
        }
    }
}
