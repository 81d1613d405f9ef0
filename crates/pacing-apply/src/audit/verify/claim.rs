//! What checkpoints claim of a log.

use super::super::record::{Continues, NotARecord, Record};
use super::super::{BadSignature, Checkpoint, PublicKey};
use super::Fault;

/// Where a checkpoint comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) enum Role {
    /// It lies beside the log.
    Own,
    /// It lies beside a file that was closed by rotation, or is a copy that was kept elsewhere. It has this name.
    Other(String),
}

/// A checkpoint, and where it comes from.
#[derive(Debug, Clone)]
pub(super) struct Claim {
    pub(super) role: Role,
    pub(super) checkpoint: Result<Checkpoint, NotARecord>,
}

impl Claim {
    pub(super) fn new(role: Role, text: &[u8]) -> Self {
        Self { role, checkpoint: Checkpoint::from_text(text) }
    }

    /// Checks what it says of this record, which ends at this byte of its file, if it says anything of it.
    pub(super) fn check(&self, record: &Record, bytes: u64) -> Result<(), Fault> {
        let Ok(checkpoint) = &self.checkpoint else { return Ok(()) };
        let here = (record.hash, bytes, record.mark.timestamp);
        if checkpoint.count != record.seq || here == (checkpoint.hash, checkpoint.bytes, checkpoint.timestamp) {
            return Ok(());
        }
        Err(match self.name() {
            None => Fault::Checkpoint,
            Some(name) => Fault::OtherCheckpoint { name: name.to_owned() },
        })
    }

    /// Checks what it says of the end of the file before, which is not read itself, if it says anything of it.
    pub(super) fn check_before(&self, before: &Continues) -> Result<(), Fault> {
        let other_end = |checkpoint: &&Checkpoint| checkpoint.count == before.count && checkpoint.hash != before.hash;
        match (self.checkpoint.as_ref().ok().filter(other_end), self.name()) {
            (None, _) => Ok(()),
            (Some(_), None) => Err(Fault::Checkpoint),
            (Some(_), Some(name)) => Err(Fault::OtherCheckpoint { name: name.to_owned() }),
        }
    }

    /// Checks that the log is as long as it says.
    pub(super) fn check_length(&self, found: u64) -> Result<(), Fault> {
        match (&self.checkpoint, self.name()) {
            (Ok(Checkpoint { count, .. }), None) if *count > found => Err(Fault::Cut { count: *count, found }),
            (Ok(Checkpoint { count, .. }), Some(name)) if *count > found => {
                Err(Fault::CutBefore { name: name.to_owned(), count: *count, found })
            }
            _ => Ok(()),
        }
    }

    /// Checks that it can be read, and that one of these keys has signed it where one has to.
    pub(super) fn check_itself(&self, keys: &[PublicKey]) -> Result<(), Fault> {
        let checkpoint = match (&self.checkpoint, self.name()) {
            (Ok(checkpoint), _) => checkpoint,
            (Err(why), None) => return Err(Fault::CheckpointUnreadable(why.clone())),
            (Err(why), Some(name)) => {
                return Err(Fault::OtherUnreadable { name: name.to_owned(), why: why.clone() });
            }
        };
        match (self.signed_by(keys), self.name()) {
            (Ok(_), _) => Ok(()),
            // What was written before there was a key, and what is kept where nobody can change it, need none.
            (Err(BadSignature::Missing), Some(_)) if checkpoint.signature.is_none() => Ok(()),
            (Err(why), None) => Err(Fault::Signature(why)),
            (Err(why), Some(name)) => Err(Fault::OtherSignature { name: name.to_owned(), why }),
        }
    }

    /// The key that signed it, among these; nothing where none is asked for.
    pub(super) fn signed_by(&self, keys: &[PublicKey]) -> Result<Option<String>, BadSignature> {
        let Ok(checkpoint) = &self.checkpoint else { return Ok(None) };
        let mut first = None;
        for key in keys {
            match checkpoint.check_signature(key) {
                Ok(()) => return Ok(Some(key.id())),
                Err(wrong @ BadSignature::Wrong { .. }) => return Err(wrong),
                Err(why) => first = first.or(Some(why)),
            }
        }
        first.map_or(Ok(None), Err)
    }

    fn name(&self) -> Option<&str> {
        match &self.role {
            Role::Own => None,
            Role::Other(name) => Some(name),
        }
    }
}
