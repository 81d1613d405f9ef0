//! Rotation: the log is closed under another name, and a new file goes on from it.

use super::super::Error;
use super::super::record::Continues;
use super::super::storage::Storage;
use super::Journal;
use crate::plural::plural;

impl<S: Storage> Journal<S> {
    /// Closes the log before the next record is written, once it has this many bytes, as far as nothing in it is open.
    #[must_use]
    pub const fn max_bytes(mut self, bytes: u64) -> Self {
        self.max_bytes = Some(bytes);
        self
    }

    /// Closes the log: it gets another name, with its checkpoint, and the next record goes into a new file and seals the
    /// closed one by name, count and last hash. Gives what it will say.
    ///
    /// # Errors
    /// When an intent in it is open or an event waits (both are looked for in the newest file alone), when its last line
    /// is torn, or when a file cannot be written. The log then is as it was.
    pub async fn rotate(&mut self) -> Result<Continues, Error> {
        if !self.sound {
            return Err(Error::Unsure);
        }
        self.storage.lock().await?;
        let closed = self.rotate_locked().await;
        self.storage.unlock();
        closed
    }

    async fn rotate_locked(&mut self) -> Result<Continues, Error> {
        let torn = self.catch_up().await?;
        let asides = self.storage.asides().await?;
        if torn || asides.iter().any(|aside| !self.outstanding.names(&aside.file)) {
            let why = "its last line is torn, which the next run moves aside and records; rotate after that".to_owned();
            return Err(Error::CannotRotate { why });
        }
        if let Some(why) = self.obstacle() {
            return Err(Error::CannotRotate { why });
        }
        self.close().await?;
        let nothing = || Error::CannotRotate { why: "another process did it".to_owned() };
        self.links.to_continue().ok_or_else(nothing)
    }

    /// Whether the log is as long as it may become.
    pub(super) fn is_full(&self) -> bool {
        self.max_bytes.is_some_and(|most| self.links.bytes >= most)
    }

    /// What stands against closing the log.
    pub(super) fn obstacle(&self) -> Option<String> {
        let (intents, events) = self.outstanding.counts();
        if self.links.last().is_none() {
            return Some("it has no record yet".to_owned());
        }
        if intents > 0 {
            let intents = plural(intents, "intent");
            return Some(format!(
                "it has {intents} without an outcome, and those are looked for in the newest file alone; the next run closes them"
            ));
        }
        if events > 0 {
            let events = plural(events, "event");
            return Some(format!(
                "it has {events} waiting for delivery, and those are looked for in the newest file alone; `deliver` sends them, and `deliver --give-up` closes one that nobody will take"
            ));
        }
        if self.key.is_some() && self.cover.beyond().is_some() {
            let why = "its newest records are not signed, which the next run with the key names in a record; rotate after that";
            return Some(why.to_owned());
        }
        let is_signed = self.checkpoint.as_ref().is_some_and(|checkpoint| checkpoint.signature.is_some());
        (is_signed && self.key.is_none()).then(|| {
            "its checkpoint is signed, and this run has no key to sign its end with (`--audit-key`)".to_owned()
        })
    }

    /// Closes the log. Nothing stands against it.
    pub(super) async fn close(&mut self) -> Result<(), Error> {
        self.replace_checkpoint().await?;
        self.storage.rotate().await?;
        self.start_over().await
    }
}
