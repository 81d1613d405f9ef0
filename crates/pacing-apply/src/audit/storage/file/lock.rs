//! The lock: the operating system's advisory one on the log itself, so that it ends with the process that holds it.

use std::fs::{File, TryLockError};
use std::io;
use std::path::Path;
use std::task::Poll;
use std::time::{Duration, Instant};

use same_file::Handle;

/// How long it rests between two tries.
const REST: Duration = Duration::from_millis(5);

/// Opens the log and locks it, waiting so long for others. Nothing when they have held it all the time.
///
/// A log may be closed by rotation while its lock is waited for; what is then locked is the one that took its place.
pub(super) async fn locked(
    path: &Path,
    open: impl Fn() -> io::Result<File>,
    wait: Duration,
) -> Result<Option<File>, (&'static str, io::Error)> {
    const OPENING: &str = "open the audit log";
    let begun = Instant::now();
    let mut file = open().map_err(|error| (OPENING, error))?;
    loop {
        match file.try_lock() {
            Ok(()) if is_at(path, &file).map_err(|error| (OPENING, error))? => return Ok(Some(file)),
            Ok(()) => file = open().map_err(|error| (OPENING, error))?,
            Err(TryLockError::WouldBlock) if begun.elapsed() < wait => rest().await,
            Err(TryLockError::WouldBlock) => return Ok(None),
            Err(TryLockError::Error(error)) => return Err(("lock the audit log", error)),
        }
    }
}

/// Whether the path still leads to this file.
fn is_at(path: &Path, file: &File) -> io::Result<bool> {
    match Handle::from_path(path) {
        Ok(there) => Ok(there == Handle::from_file(file.try_clone()?)?),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// Sleeps a moment, and gives other tasks of this thread, such as those that watch for signals, a turn.
async fn rest() {
    std::thread::sleep(REST);
    let mut rested = false;
    std::future::poll_fn(|context| {
        if std::mem::replace(&mut rested, true) {
            return Poll::Ready(());
        }
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}
