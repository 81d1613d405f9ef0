//! A log in memory, for tests and trials. Clones share it, like processes share a file.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::{Aside, Predecessor, Storage};
use crate::audit::{Digest, Error};

/// A log in memory. It has no lock to wait for: nothing is awaited while it is held.
#[derive(Debug, Clone, Default)]
pub struct MemoryStorage(Arc<Mutex<Content>>);

#[derive(Debug, Default)]
struct Content {
    log: Vec<u8>,
    checkpoint: Option<Vec<u8>>,
    asides: Vec<Vec<u8>>,
    /// How many of the asides belong to closed logs.
    asides_closed: usize,
    closed: Vec<Vec<u8>>,
}

impl MemoryStorage {
    /// A log that holds these bytes already.
    #[must_use]
    pub fn holding(log: impl Into<Vec<u8>>, checkpoint: Option<Vec<u8>>) -> Self {
        Self(Arc::new(Mutex::new(Content { log: log.into(), checkpoint, ..Content::default() })))
    }

    /// The bytes of the log.
    #[must_use]
    pub fn log(&self) -> Vec<u8> {
        self.content().log.clone()
    }

    /// The bytes of the logs that were closed by rotation, oldest first; they are called `memory.rotated-1` and so on.
    #[must_use]
    pub fn closed(&self) -> Vec<Vec<u8>> {
        self.content().closed.clone()
    }

    /// The bytes of the checkpoint.
    #[must_use]
    pub fn checkpoint_text(&self) -> Option<Vec<u8>> {
        self.content().checkpoint.clone()
    }

    fn content(&self) -> MutexGuard<'_, Content> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Storage for MemoryStorage {
    async fn lock(&mut self) -> Result<(), Error> {
        Ok(())
    }

    fn unlock(&mut self) {}

    async fn size(&mut self) -> Result<u64, Error> {
        Ok(self.content().log.len() as u64)
    }

    async fn read(&mut self, from: u64, max: usize) -> Result<Vec<u8>, Error> {
        let from = usize::try_from(from).unwrap_or(usize::MAX);
        Ok(self.content().log.iter().skip(from).take(max).copied().collect())
    }

    async fn append(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.content().log.extend_from_slice(bytes);
        Ok(())
    }

    async fn sync(&mut self) -> Result<(), Error> {
        Ok(())
    }

    async fn checkpoint(&mut self) -> Result<Option<Vec<u8>>, Error> {
        Ok(self.checkpoint_text())
    }

    async fn replace_checkpoint(&mut self, text: &[u8]) -> Result<(), Error> {
        self.content().checkpoint = Some(text.to_owned());
        Ok(())
    }

    async fn set_aside(&mut self, from: u64) -> Result<Aside, Error> {
        let mut content = self.content();
        let from = usize::try_from(from).unwrap_or(usize::MAX).min(content.log.len());
        let tail = content.log.split_off(from);
        content.asides.push(tail.clone());
        Ok(aside(content.asides.len(), &tail))
    }

    async fn asides(&mut self) -> Result<Vec<Aside>, Error> {
        let content = self.content();
        Ok(content.asides.iter().zip(1..).skip(content.asides_closed).map(|(bytes, n)| aside(n, bytes)).collect())
    }

    fn generation(&self) -> u64 {
        self.content().closed.len() as u64
    }

    async fn predecessor(&mut self) -> Result<Option<Predecessor>, Error> {
        let content = self.content();
        Ok(content.closed.last().map(|log| {
            let last_line = log.split_inclusive(|byte| *byte == b'\n').next_back().unwrap_or_default().to_vec();
            Predecessor { file: format!("memory.rotated-{}", content.closed.len()), last_line }
        }))
    }

    async fn rotate(&mut self) -> Result<(), Error> {
        let mut content = self.content();
        let log = std::mem::take(&mut content.log);
        content.closed.push(log);
        content.asides_closed = content.asides.len();
        Ok(())
    }
}

fn aside(n: usize, bytes: &[u8]) -> Aside {
    Aside { file: format!("memory.torn-{n}"), bytes: bytes.len() as u64, sha256: Digest::of(bytes) }
}
