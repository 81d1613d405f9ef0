//! Where the log's bytes lie.

use std::future::Future;

use super::{Digest, Error};

#[cfg(not(target_arch = "wasm32"))]
pub mod file;
pub mod memory;

/// A torn last line that was moved out of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aside {
    /// The name of the file that holds it, without folder.
    pub file: String,
    /// How many bytes it holds.
    pub bytes: u64,
    /// Their SHA-256.
    pub sha256: Digest,
}

/// The file that was closed by rotation before this one was begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Predecessor {
    /// Its name, without folder.
    pub file: String,
    /// Its last line, with its newline.
    pub last_line: Vec<u8>,
}

/// One append-only log with a checkpoint beside it.
///
/// What is appended may be lost in a crash, wholly or from any byte on, until [`Storage::sync`] has returned.
/// [`Storage::size`], [`Storage::append`], [`Storage::sync`], [`Storage::set_aside`] and [`Storage::rotate`] are called
/// with the lock held.
pub trait Storage {
    /// Takes the lock that only one writer at a time can hold, waiting for it within reason. Creates the log when there is none.
    /// Called again while it is held (after a cancelled call), it takes it anew.
    fn lock(&mut self) -> impl Future<Output = Result<(), Error>>;

    /// Gives the lock back; without effect when it is not held.
    fn unlock(&mut self);

    /// How many bytes the log holds.
    fn size(&mut self) -> impl Future<Output = Result<u64, Error>>;

    /// Reads at most `max` bytes from this position; fewer, but at least one, where fewer are to be had.
    fn read(&mut self, from: u64, max: usize) -> impl Future<Output = Result<Vec<u8>, Error>>;

    /// Writes these bytes to the end in one write.
    fn append(&mut self, bytes: &[u8]) -> impl Future<Output = Result<(), Error>>;

    /// Makes durable what was appended (fdatasync).
    fn sync(&mut self) -> impl Future<Output = Result<(), Error>>;

    /// The checkpoint, if there is one.
    fn checkpoint(&mut self) -> impl Future<Output = Result<Option<Vec<u8>>, Error>>;

    /// Puts a checkpoint in the place of the old one: after a crash either the old or the new one is there, whole.
    fn replace_checkpoint(&mut self, text: &[u8]) -> impl Future<Output = Result<(), Error>>;

    /// Moves everything from this position on out of the log to a new file beside it, durably: copy, sync, then cut. After a
    /// failure or a crash that file is there as a whole, or not at all.
    fn set_aside(&mut self, from: u64) -> impl Future<Output = Result<Aside, Error>>;

    /// All that was ever moved aside from this log and is still there, in order; not what was moved out of the files before it.
    fn asides(&mut self) -> impl Future<Output = Result<Vec<Aside>, Error>>;

    /// How many files were closed by rotation before this one, as of when the lock was last taken. A storage that does
    /// not rotate has none.
    fn generation(&self) -> u64 {
        0
    }

    /// The file that was closed last, if one was. Asked only while the log has no record of its own.
    fn predecessor(&mut self) -> impl Future<Output = Result<Option<Predecessor>, Error>> {
        async { Ok(None) }
    }

    /// Closes the log, durably, with a copy of its checkpoint and what was moved aside from it, and begins an empty one
    /// under its name, with the lock held on that. In a crash either the old log is there, whole, or it is closed. The
    /// checkpoint stays where it is.
    fn rotate(&mut self) -> impl Future<Output = Result<(), Error>> {
        async { Err(Error::CannotRotate { why: "this storage keeps one file only".to_owned() }) }
    }
}
