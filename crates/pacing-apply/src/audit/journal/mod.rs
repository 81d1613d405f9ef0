//! The journal: the log as it is written, with what it still waits for.

mod reading;
mod rotation;
mod signing;

use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::chain::{self, Links};
use super::cover::Cover;
use super::outstanding::{Outstanding, PendingEvent};
use super::record::{Body, Class, Context, Mark, Outcome, Record, Recovery, VERSION, Webhook};
use super::storage::{Aside, Storage};
use super::{AuditKey, Checkpoint, Digest, Error};

/// A log that is written, and the events and intents in it that are still open.
///
/// Several processes may have a journal on the same log: each append takes the lock, reads what others added, and goes on from there.
#[derive(Debug)]
pub struct Journal<S> {
    storage: S,
    links: Links,
    outstanding: Outstanding,
    checkpoint: Option<Checkpoint>,
    /// How far the log is covered by the checkpoint.
    cover: Cover,
    /// Id and time of the last record.
    newest: Option<Mark>,
    /// Signs the checkpoints.
    key: Option<AuditKey>,
    /// How long the log may become before it is closed and a new file is begun.
    max_bytes: Option<u64>,
    /// Which of the files of the log was read, by [`Storage::generation`]; none where that failed, and it has to be read anew.
    generation: Option<u64>,
    /// How many records were ever seen; there cannot be fewer.
    known: u64,
    /// Whether the files beside the log were looked through for one that no record names.
    asides_looked_at: bool,
    /// Cleared by an error after which the log cannot be relied on.
    sound: bool,
}

/// What was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Receipt {
    /// The record's id.
    pub audit_id: Uuid,
    /// Its position in the chain.
    pub seq: u64,
    /// Its hash.
    pub hash: Digest,
}

impl<S: Storage> Journal<S> {
    /// Opens a log, creating it when there is none, and reads what it holds.
    ///
    /// Order and links of all lines are checked, the hash of the last one, and that the log is not shorter than its checkpoint;
    /// [`super::verify()`] checks everything. A torn last line is left where it is until the first record is written.
    ///
    /// # Errors
    /// When the log cannot be written, or does not hold.
    pub async fn open(storage: S) -> Result<Self, Error> {
        let mut journal = Self {
            storage,
            links: Links::default(),
            outstanding: Outstanding::default(),
            checkpoint: None,
            cover: Cover::default(),
            newest: None,
            key: None,
            max_bytes: None,
            generation: None,
            known: 0,
            asides_looked_at: false,
            sound: true,
        };
        journal.storage.lock().await?;
        let read = journal.start_over().await;
        journal.storage.unlock();
        read.map(|()| journal)
    }

    /// Writes a record, in one write. It is durable when this returns; the checkpoint then counts it, unless it is an
    /// [`super::Attempt`], which the next one's covers.
    ///
    /// A torn last line, left by a process that died while writing, is moved aside first, and a recovery record names the file.
    ///
    /// # Errors
    /// When the record cannot be written or made durable. Before a PUT that means: do not send it.
    pub async fn append(&mut self, mark: Mark, context: &Context, body: impl Into<Body>) -> Result<Receipt, Error> {
        if !self.sound {
            return Err(Error::Unsure);
        }
        self.storage.lock().await?;
        let receipt = self.append_locked(mark, context, body.into()).await;
        self.storage.unlock();
        receipt
    }

    /// Closes an intent: writes the outcome with its event, if it has one, in one durable write.
    /// From then on the event is [`Journal::pending`].
    ///
    /// # Errors
    /// As [`Journal::append`].
    pub async fn commit(&mut self, mark: Mark, context: &Context, outcome: Outcome) -> Result<Receipt, Error> {
        self.append(mark, context, outcome).await
    }

    /// Writes what came of a delivery; `delivered` and `given_up` close the event.
    ///
    /// # Errors
    /// As [`Journal::append`]. The event then stays pending, and is delivered once more.
    pub async fn settle(&mut self, mark: Mark, context: &Context, delivery: Webhook) -> Result<Receipt, Error> {
        self.append(mark, context, delivery).await
    }

    /// The events that no delivery has closed yet, oldest first, as far as the log was read.
    ///
    /// # Errors
    /// When the record that holds one was changed after it was written.
    pub fn pending(&self) -> Result<Vec<PendingEvent>, Error> {
        self.outstanding.events()
    }

    /// The intents that no outcome has closed yet, oldest first, as far as the log was read: records whose body is an [`super::Intent`].
    ///
    /// # Errors
    /// When one was changed after it was written.
    pub fn open_intents(&self) -> Result<Vec<Record>, Error> {
        self.outstanding.intents()
    }

    /// What was answered to the PUTs of an open intent, as far as records say: the last one may have none.
    #[must_use]
    pub fn puts_of(&self, intent: Uuid) -> &[Class] {
        self.outstanding.puts(intent)
    }

    /// Reads what other processes have added.
    ///
    /// # Errors
    /// When the log cannot be read, or does not hold.
    pub async fn refresh(&mut self) -> Result<(), Error> {
        self.storage.lock().await?;
        let read = self.catch_up().await;
        self.storage.unlock();
        read.map(|_| ())
    }

    /// How many records the chain holds, those of the files before this one included: the last one's `seq`.
    #[must_use]
    pub fn records(&self) -> u64 {
        self.links.position().map_or(0, |(seq, _)| seq)
    }

    async fn append_locked(&mut self, mark: Mark, context: &Context, body: Body) -> Result<Receipt, Error> {
        let torn = self.catch_up().await?;
        if torn {
            self.move_aside().await?;
        }
        if self.key.is_some() {
            self.remark(mark, context).await?;
        }
        if !self.asides_looked_at {
            self.name_asides(mark, context).await?;
        }
        if self.is_full() && self.obstacle().is_none() {
            self.close().await?;
        }
        let counted = !matches!(body, Body::Attempt(_));
        let receipt = self.write(mark, context, body).await?;
        if counted && self.key.is_none() {
            self.replace_checkpoint().await?;
        }
        Ok(receipt)
    }

    /// Moves a torn last line out of the log. The record that names its file is written next.
    async fn move_aside(&mut self) -> Result<(), Error> {
        self.asides_looked_at = false;
        self.storage.set_aside(self.links.bytes).await.map(drop)
    }

    /// Writes a recovery record for each file moved aside that no record names: the one moved just now,
    /// and one whose mover died before it could write the record.
    async fn name_asides(&mut self, mark: Mark, context: &Context) -> Result<(), Error> {
        for Aside { file, bytes, sha256 } in self.storage.asides().await? {
            if !self.outstanding.names(&file) {
                let mark = derived(mark, &file);
                self.write(mark, context, Recovery::TornTail { file, bytes, sha256 }.into()).await?;
            }
        }
        self.asides_looked_at = true;
        Ok(())
    }

    /// Writes a record and makes it durable before the next one: after a crash only the last line can be torn. With a key it is
    /// signed before the lock is given back, so that who finds a record without signature knows that its run was interrupted.
    async fn write(&mut self, mark: Mark, context: &Context, body: Body) -> Result<Receipt, Error> {
        let (seq, prev) = self.links.next();
        let mut record = Record {
            v: VERSION,
            seq,
            mark,
            context: context.clone(),
            body,
            seals: self.links.to_seal(),
            continues: self.links.to_continue(),
            prev,
            hash: Digest::ZERO,
        };
        record.hash = chain::hash(&record);
        let line = record.line() + "\n";
        self.storage.append(line.as_bytes()).await?;
        self.sync().await?;
        self.take(line.as_bytes())?;
        self.newest = Some(mark);
        if self.key.is_some() {
            // What could not be signed is the last record of this run, or the next one could not tell it from somebody else's.
            self.sound = false;
            self.replace_checkpoint().await?;
            self.cover.cover_all();
            self.sound = true;
        }
        Ok(Receipt { audit_id: mark.audit_id, seq, hash: record.hash })
    }

    /// A failed sync cannot be made good by another one: the system may have dropped the bytes and says so only once.
    async fn sync(&mut self) -> Result<(), Error> {
        self.sound = false;
        self.storage.sync().await?;
        self.sound = true;
        Ok(())
    }
}

/// The mark of a recovery record, whose id nobody handed in: random in the way that the id it is made from is.
fn derived(mark: Mark, what: &str) -> Mark {
    let mut hasher = Sha256::new_with_prefix(mark.audit_id.as_bytes());
    hasher.update(what);
    let mut random = [0; 16];
    random.iter_mut().zip(Digest::finish(hasher).bytes()).for_each(|(byte, digest)| *byte = digest);
    Mark { audit_id: uuid::Builder::from_random_bytes(random).into_uuid(), ..mark }
}
