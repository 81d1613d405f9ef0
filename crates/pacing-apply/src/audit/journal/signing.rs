//! The checkpoint: written after the records that it counts, and signed where the run has a key.

use super::super::storage::Storage;
use super::super::{AuditKey, Checkpoint, Error};
use super::Journal;

impl<S: Storage> Journal<S> {
    /// Signs every checkpoint from now on.
    ///
    /// A run with a key goes on only from what this key has signed: else somebody could cut the log, take the signature
    /// away, and have the next run sign what is left. A log without a checkpoint is taken where a crash can have left it
    /// so: it has nothing that a checkpoint would count, or only as its last record.
    ///
    /// # Errors
    /// When the checkpoint has another signature, or none, or is missing. [`Journal::adopt`] begins to sign such a log.
    pub fn signed_by(mut self, key: AuditKey) -> Result<Self, Error> {
        match &self.checkpoint {
            Some(checkpoint) => checkpoint.check_signature(&key.public()).map_err(|why| Error::NotOurs { why })?,
            None if self.links.is_continued() || self.outstanding.had_been_counted() => {
                return Err(Error::NoCheckpoint);
            }
            None => {}
        }
        self.key = Some(key);
        Ok(self)
    }

    /// Puts the log under a key: signs what it holds now, whatever its checkpoint was. For the word of a person who has
    /// verified the log. Gives the checkpoint; none where there is no record to sign yet.
    ///
    /// # Errors
    /// When the checkpoint cannot be written.
    pub async fn adopt(&mut self, key: AuditKey) -> Result<Option<Checkpoint>, Error> {
        self.storage.lock().await?;
        let adopted = match self.catch_up().await {
            Ok(_) => {
                self.key = Some(key);
                self.replace_checkpoint().await
            }
            Err(error) => Err(error),
        };
        self.storage.unlock();
        adopted.map(|()| self.checkpoint.clone().filter(|_| self.newest.is_some()))
    }

    /// Writes the checkpoint of the log as it is now.
    pub(super) async fn replace_checkpoint(&mut self) -> Result<(), Error> {
        let (Some((count, hash)), Some(newest)) = (self.links.last(), self.newest) else { return Ok(()) };
        if self.key.is_none() {
            let stored = self.stored_checkpoint().await?;
            if stored.as_ref().is_some_and(|stored| stored.signature.is_some()) {
                // A signed one protects what it counts; without the key only an unsigned one could take its place.
                self.checkpoint = stored;
                return Ok(());
            }
        }
        let checkpoint = Checkpoint::new(count, hash, self.links.bytes, newest, self.key.as_ref());
        self.storage.replace_checkpoint(checkpoint.text().as_bytes()).await?;
        self.checkpoint = Some(checkpoint);
        Ok(())
    }
}
