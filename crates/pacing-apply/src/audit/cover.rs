//! How far a log is covered by the signature of the key that it is written with, and what lies beyond.
//!
//! A run with a key signs the log after every record, with the lock held. So an interrupted one leaves at most the records
//! of one run without a signature: beginning with the one that was just written, and not ending in a change that the
//! signed part knows nothing of. Whoever can write the file, but has not the key, can add no change unseen.

use std::collections::HashSet;

use uuid::Uuid;

use super::{Checkpoint, Digest};

/// What is known of a record beyond the signature.
#[derive(Debug, Clone)]
pub(super) struct Brief {
    pub(super) seq: u64,
    pub(super) hash: Digest,
    pub(super) run: Uuid,
    pub(super) what: What,
}

/// What a record does, as far as that matters here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// An intent, with its `audit_id`.
    Intent(Uuid),
    /// An outcome that closes this intent; `applied` holds what becomes an event.
    Outcome { intent: Option<Uuid>, applied: bool },
    /// It says which records were found beyond the signature.
    Remark,
    /// Everything else.
    Other,
}

/// How far a log is covered.
#[derive(Debug, Clone, Default)]
pub(super) struct Cover {
    /// The last record that is covered.
    upto: u64,
    /// Runs that have a record up to there.
    runs: HashSet<Uuid>,
    /// Intents up to there that have no outcome up to there.
    open: HashSet<Uuid>,
    /// The records beyond.
    beyond: Vec<Brief>,
    /// What is covered ends in a file before the one that this one goes on from.
    ends_before: bool,
}

impl Cover {
    /// Nothing was read yet, and the checkpoint covers so much.
    pub(super) fn of(checkpoint: Option<&Checkpoint>) -> Self {
        Self { upto: checkpoint.map_or(0, |checkpoint| checkpoint.count), ..Self::default() }
    }

    /// Says that the log goes on from a file that ended with this record.
    pub(super) const fn continues(&mut self, count: u64) {
        self.ends_before |= self.upto < count;
    }

    /// Whether what is covered ends in a file that was not read, so that nothing shows what it ends with.
    pub(super) const fn ends_before(&self) -> bool {
        self.ends_before
    }

    /// Says that a run has written into the file before.
    pub(super) fn knows(&mut self, run: Uuid) {
        self.runs.insert(run);
    }

    /// Takes the next record.
    pub(super) fn take(&mut self, record: Brief) {
        if record.seq > self.upto { self.beyond.push(record) } else { self.count(&record) }
    }

    /// Takes what another process has signed meanwhile; whether it is a record that was read.
    pub(super) fn signed(&mut self, checkpoint: &Checkpoint) -> bool {
        let Checkpoint { count, hash, .. } = checkpoint;
        if *count <= self.upto {
            return true;
        }
        let found = self.beyond.iter().any(|record| record.seq == *count && record.hash == *hash);
        if found {
            self.cover(*count);
        }
        found
    }

    /// Says that this process answers for all that was read.
    pub(super) fn cover_all(&mut self) {
        self.cover(u64::MAX);
    }

    /// The first and the last record beyond.
    pub(super) fn beyond(&self) -> Option<(u64, u64)> {
        Some((self.beyond.first()?.seq, self.beyond.last()?.seq))
    }

    /// Whether what is beyond is no more than one interrupted run leaves: records of one run, no beginning of a change by a
    /// run that has nothing in the signed part, and no applied change whose intent is not open there.
    pub(super) fn is_of_one_interrupted_run(&self) -> bool {
        let mut records = self.beyond.iter().filter(|record| record.what != What::Remark);
        let Some(run) = records.clone().next().map(|record| record.run) else { return true };
        records.all(|record| {
            let is_known = match record.what {
                What::Intent(_) => self.runs.contains(&run),
                What::Outcome { intent, applied: true } => intent.is_some_and(|intent| self.open.contains(&intent)),
                What::Outcome { applied: false, .. } | What::Remark | What::Other => true,
            };
            record.run == run && is_known
        })
    }

    fn cover(&mut self, upto: u64) {
        let rest = self.beyond.iter().position(|record| record.seq > upto).unwrap_or(self.beyond.len());
        for record in self.beyond.drain(..rest).collect::<Vec<_>>() {
            self.count(&record);
            self.upto = record.seq;
        }
    }

    fn count(&mut self, record: &Brief) {
        self.runs.insert(record.run);
        match record.what {
            What::Intent(id) => {
                self.open.insert(id);
            }
            What::Outcome { intent: Some(intent), .. } => {
                self.open.remove(&intent);
            }
            What::Outcome { intent: None, .. } | What::Remark | What::Other => {}
        }
    }
}
