//! The chain: each record's hash covers the record and the hash before it.

use serde::Deserialize;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::record::{Continues, NotARecord, Record, Seal};
use super::{Digest, canonical};

/// The hash of a record: SHA-256 over the 64 hex digits of `prev` as ASCII, followed by the canonical JSON (RFC 8785, UTF-8)
/// of the record without its field `hash`.
#[must_use]
pub fn hash(record: &Record) -> Digest {
    hash_value(record.prev, record.to_value())
}

/// Reads a line of the log, with or without its newline, and computes the hash that it should have.
pub(crate) fn read(line: &[u8]) -> Result<(Record, Digest), NotARecord> {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    let text = str::from_utf8(line).map_err(|error| NotARecord::Unreadable(error.to_string()))?;
    let (record, own) = Record::read(text)?;
    let hash = hash_value(record.prev, own);
    Ok((record, hash))
}

/// The hash of a record that is there as a JSON object.
fn hash_value(prev: Digest, mut record: Value) -> Digest {
    if let Value::Object(fields) = &mut record {
        fields.remove("hash");
    }
    let mut hasher = Sha256::new_with_prefix(prev.to_string());
    hasher.update(canonical::text(&record));
    Digest::finish(hasher)
}

/// Why a line does not continue the chain.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Break {
    /// The first record is not the first of its chain.
    #[error("its `seq` is `{found}`, but nothing stands before it: the records before it are missing")]
    HeadMissing {
        /// Its `seq`.
        found: u64,
    },
    /// The position is not one more than the one before.
    #[error("its `seq` is `{found}` where `{expected}` follows: records were removed, added or swapped")]
    Order {
        /// What follows the record before.
        expected: u64,
        /// What stands there.
        found: u64,
    },
    /// `prev` is not the hash of the record before.
    #[error("its `prev` is not the hash of the record before it")]
    Prev,
    /// The first record does not go on from the file that was closed before.
    #[error("it does not go on from the end of `{file}`, the file before it")]
    NotContinued {
        /// The name of that file.
        file: String,
    },
    /// A record that is not the first of its file says what lies before the file.
    #[error("it has `seals` or `continues`, which only the first record of a file may have")]
    SealInside,
    /// The lines before the first record are not those that it sealed.
    #[error("the {found} unchained lines above it are not the {sealed} that it seals")]
    Seal {
        /// Lines that it seals.
        sealed: u64,
        /// Lines that stand there.
        found: u64,
    },
}

/// What the chain needs of a record.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Header {
    pub(crate) seq: u64,
    pub(crate) prev: Digest,
    pub(crate) hash: Digest,
    #[serde(default)]
    pub(crate) seals: Option<Seal>,
    #[serde(default)]
    pub(crate) continues: Option<Continues>,
}

impl From<&Record> for Header {
    fn from(record: &Record) -> Self {
        let Record { seq, prev, hash, seals, continues, .. } = record;
        Self { seq: *seq, prev: *prev, hash: *hash, seals: seals.clone(), continues: continues.clone() }
    }
}

/// Follows a log line by line: order and links, not what the records say.
#[derive(Debug, Clone, Default)]
pub(crate) struct Links {
    /// Lines so far.
    pub(crate) lines: u64,
    /// Bytes so far.
    pub(crate) bytes: u64,
    /// The unchained lines at the head.
    legacy: Legacy,
    /// The file before this one, where it is known.
    before: Option<Continues>,
    /// `seq` and `hash` of the last record.
    last: Option<(u64, Digest)>,
    /// The first record goes on from another file.
    continued: bool,
}

#[derive(Debug, Clone, Default)]
struct Legacy {
    lines: u64,
    bytes: u64,
    hasher: Sha256,
}

impl Links {
    /// Takes the next line, with its newline, that stands before the first record.
    pub(crate) fn unchained(&mut self, line: &[u8]) {
        self.count(line);
        self.legacy.lines += 1;
        self.legacy.bytes += line.len() as u64;
        self.legacy.hasher.update(line);
    }

    /// Takes the next line, with its newline, that is a record.
    pub(crate) fn chained(&mut self, line: &[u8], record: &Header) -> Result<(), Break> {
        match self.last {
            None => self.first(record)?,
            Some((seq, hash)) => {
                let expected = seq.saturating_add(1);
                if record.seq != expected {
                    return Err(Break::Order { expected, found: record.seq });
                }
                if record.prev != hash {
                    return Err(Break::Prev);
                }
                if record.seals.is_some() || record.continues.is_some() {
                    return Err(Break::SealInside);
                }
            }
        }
        self.count(line);
        self.continued |= record.continues.is_some();
        self.last = Some((record.seq, record.hash));
        Ok(())
    }

    /// Says which file stands before this one; the first record has to go on from it.
    pub(crate) fn go_on_from(&mut self, before: Option<Continues>) {
        self.before = before;
    }

    /// `seq` and `prev` of the record that comes next.
    pub(crate) fn next(&self) -> (u64, Digest) {
        self.position().map_or((1, Digest::ZERO), |(seq, hash)| (seq.saturating_add(1), hash))
    }

    /// `seq` and `hash` of the last record of this file, or of the one before it while this one has none.
    pub(crate) fn position(&self) -> Option<(u64, Digest)> {
        self.last.or_else(|| self.before.as_ref().map(|before| (before.count, before.hash)))
    }

    /// Whether the chain began in another file.
    pub(crate) const fn is_continued(&self) -> bool {
        self.continued || self.before.is_some()
    }

    /// What the first record has to say of the file before; nothing when there is none, or the first record is there.
    pub(crate) fn to_continue(&self) -> Option<Continues> {
        self.before.clone().filter(|_| self.last.is_none())
    }

    /// Whether this line, the last one of the file, is what a power cut left of a record: a part of it never reached the
    /// disk and reads as zeros, which no record holds.
    pub(crate) fn is_hole(&self, line: &[u8]) -> bool {
        line.contains(&0) && !self.is_unchained(line)
    }

    /// Whether the next line, with its newline, is one of an older log: no record came yet, and it is not meant as one.
    pub(crate) fn is_unchained(&self, line: &[u8]) -> bool {
        self.last.is_none() && !is_meant_as_record(line)
    }

    /// `seq` and `hash` of the last record.
    pub(crate) const fn last(&self) -> Option<(u64, Digest)> {
        self.last
    }

    /// How many unchained lines stand at the head.
    pub(crate) const fn legacy_lines(&self) -> u64 {
        self.legacy.lines
    }

    /// What the first record has to seal; nothing when there is nothing, or the first record is there.
    pub(crate) fn to_seal(&self) -> Option<Seal> {
        if self.last.is_some() { None } else { self.legacy.seal() }
    }

    fn first(&self, record: &Header) -> Result<(), Break> {
        if let Some(before) = self.before.as_ref().filter(|before| record.continues.as_ref() != Some(before)) {
            return Err(Break::NotContinued { file: before.file.clone() });
        }
        let (seq, prev) = record.continues.as_ref().map_or((1, Digest::ZERO), |c| (c.count.saturating_add(1), c.hash));
        if record.seq != seq {
            return Err(Break::HeadMissing { found: record.seq });
        }
        if record.prev != prev {
            return Err(Break::Prev);
        }
        let (sealed, found) = (record.seals.as_ref(), self.legacy.seal());
        if sealed == found.as_ref() {
            return Ok(());
        }
        Err(Break::Seal { sealed: sealed.map_or(0, |seal| seal.lines), found: self.legacy.lines })
    }

    fn count(&mut self, line: &[u8]) {
        self.lines += 1;
        self.bytes += line.len() as u64;
    }
}

impl Legacy {
    fn seal(&self) -> Option<Seal> {
        (self.lines > 0).then(|| Seal {
            lines: self.lines,
            bytes: self.bytes,
            sha256: Digest::finish(self.hasher.clone()),
        })
    }
}

/// Whether a line is meant to be a record of this format, also when it is damaged: it begins like one, or has two of three
/// names that no older log has together. One changed byte does not spoil both.
fn is_meant_as_record(line: &[u8]) -> bool {
    const BEGINNING: &[u8] = b"{\"action\":\"PACING_";
    const NAMES: [&[u8]; 3] = [b"\"prev\":\"", b"\"rule_set\":\"", b"\"run_id\":\""];
    let has = |name: &&&[u8]| line.windows(name.len()).any(|part| part == **name);
    line.starts_with(BEGINNING) || NAMES.iter().filter(has).count() >= 2
}
