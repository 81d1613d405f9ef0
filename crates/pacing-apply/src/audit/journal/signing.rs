//! The checkpoint: written after the records that it counts, and signed where the run has a key.

use super::super::record::{Context, Mark, Recovery};
use super::super::storage::Storage;
use super::super::{AuditKey, Checkpoint, Error};
use super::{Journal, derived};

impl<S: Storage> Journal<S> {
    /// Signs every checkpoint from now on.
    ///
    /// A run with a key goes on only from what this key has signed: else somebody could cut the log, take the signature
    /// away, and have the next run sign what is left. A log without a checkpoint is taken where a crash can have left it
    /// so: it has nothing that a checkpoint would count, or only as its last record, behind which runs that were interrupted in
    /// their turn have said that no signature covered it.
    ///
    /// Records that stand behind what was signed are gone on from where one interrupted run can have left them. A recovery record
    /// names them before anything else is written, so that this stays to be seen.
    ///
    /// # Errors
    /// When the checkpoint has another signature, or none, or is missing, or there are other records behind what was signed.
    /// [`Journal::adopt`] begins to sign such a log.
    pub fn signed_by(mut self, key: AuditKey) -> Result<Self, Error> {
        match &self.checkpoint {
            Some(checkpoint) => checkpoint.check_signature(&key.public()).map_err(|why| Error::NotOurs { why })?,
            None if self.links.is_continued() || self.outstanding.had_been_counted() => {
                return Err(Error::NoCheckpoint);
            }
            None => {}
        }
        self.key = Some(key);
        self.judge_cover()?;
        Ok(self)
    }

    /// Puts the log under a key: signs what it holds now, whatever its checkpoint was, and writes which records that key had not
    /// signed before. For the word of a person who has verified the log. Gives the checkpoint; none where there is no record
    /// to sign yet.
    ///
    /// # Errors
    /// When the log cannot be written.
    pub async fn adopt(&mut self, key: AuditKey, mark: Mark, context: &Context) -> Result<Option<Checkpoint>, Error> {
        self.key = None;
        self.storage.lock().await?;
        let adopted = self.adopt_locked(key, mark, context).await;
        self.storage.unlock();
        adopted.map(|()| self.checkpoint.clone().filter(|_| self.newest.is_some()))
    }

    async fn adopt_locked(&mut self, key: AuditKey, mark: Mark, context: &Context) -> Result<(), Error> {
        if self.catch_up().await? {
            self.move_aside().await?;
        }
        let own = self.checkpoint.take().filter(|checkpoint| checkpoint.check_signature(&key.public()).is_ok());
        let signed = own.as_ref().map_or(0, |own| own.count);
        let found = self.records();
        self.checkpoint = own;
        self.key = Some(key);
        if found == 0 {
            return Ok(());
        }
        if signed < found {
            self.write_remark(mark, context, (signed.saturating_add(1), found), true).await?;
        }
        self.name_asides(mark, context).await?;
        self.replace_checkpoint().await
    }

    /// Names the records that no signature covers, if there are any, and covers them.
    pub(super) async fn remark(&mut self, mark: Mark, context: &Context) -> Result<(), Error> {
        match self.cover.beyond() {
            Some(beyond) => self.write_remark(mark, context, beyond, false).await,
            None => Ok(()),
        }
    }

    async fn write_remark(
        &mut self,
        mark: Mark,
        context: &Context,
        (from, to): (u64, u64),
        accepted: bool,
    ) -> Result<(), Error> {
        let remark = Recovery::Unsigned { from, to, accepted };
        self.write(derived(mark, "unsigned"), context, remark.into()).await.map(drop)
    }

    /// Takes what others have signed meanwhile, and judges what is left.
    pub(super) async fn check_cover(&mut self) -> Result<(), Error> {
        let Some(key) = self.key.as_ref().map(AuditKey::public) else { return Ok(()) };
        if self.cover.beyond().is_none() {
            return Ok(());
        }
        let signed = self.stored_checkpoint().await?.filter(|stored| stored.check_signature(&key).is_ok());
        if let Some(Checkpoint { count, .. }) = signed.as_ref().filter(|signed| !self.cover.signed(signed)) {
            return Err(Error::Cut { count: *count });
        }
        self.judge_cover()
    }

    fn judge_cover(&self) -> Result<(), Error> {
        if let Some(Checkpoint { count, .. }) = self.checkpoint.as_ref().filter(|_| self.cover.ends_before()) {
            return Err(Error::Cut { count: *count });
        }
        match self.cover.beyond() {
            Some((from, to)) if !self.cover.is_of_one_interrupted_run() => Err(Error::NotSigned { from, to }),
            _ => Ok(()),
        }
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
