//! One run at a time for a dialer: two would plan against the same document, and only one of them could be right.
//!
//! Two locks are taken: one beside the audit log, which holds whoever runs it and from wherever, and one in the user's state
//! folder, which holds for runs with different audit logs. Both are locks of the operating system: they end with the process
//! that has them, however it ends. The files stay; what they say is for people who wonder who has the lock.

use crate::audit::{self, Digest, Origin};
use crate::error::Error;
use crate::host::Host;
use crate::message::shorten;
use jiff::Timestamp;
use std::ffi::OsString;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long it rests between two tries.
const REST: Duration = Duration::from_millis(50);

/// The right to change a dialer, until it is dropped.
#[derive(Debug)]
pub struct DialerLock {
    _held: Vec<File>,
}

/// What is locked, where, and for whom.
#[derive(Clone, Debug)]
pub struct LockPlace {
    /// The dialer.
    pub dialer: String,
    /// Scheme, host and port of its platform, where one is known.
    pub server: Option<Origin>,
    /// The audit log of the run.
    pub audit: PathBuf,
    /// The folder of the user in which programs keep their state, where there is one.
    pub state: Option<PathBuf>,
    /// Who runs it.
    pub actor: String,
}

impl DialerLock {
    /// Takes the lock, waiting for at most this long.
    ///
    /// # Errors
    /// [`Error::Locked`] when another run has had it all the time; [`Error::Audit`] when no lock file can be made beside the
    /// audit log.
    pub async fn acquire(host: &impl Host, place: &LockPlace, wait: Duration) -> Result<Self, Error> {
        let until = host.monotonic().saturating_add(wait);
        let beside = place.beside_the_log();
        let opened = open(&beside).map_err(|error| unusable(&beside, &error))?;
        let mut held = vec![take(host, place, opened, until, wait).await?];
        // The other one is for as far as it goes: a machine without such a folder, or one that cannot be written, has none.
        if let Some(file) = place.in_state().and_then(|path| open(&path).ok()) {
            held.push(take(host, place, file, until, wait).await?);
        }
        Ok(Self { _held: held })
    }
}

impl LockPlace {
    /// The characters of a dialer's id may all stand in the name of a file.
    fn beside_the_log(&self) -> PathBuf {
        let mut name = OsString::from(&self.audit);
        name.push(format!(".{}.lock", self.dialer));
        name.into()
    }

    /// The server may not, and both together may be too long.
    fn in_state(&self) -> Option<PathBuf> {
        let folder = self.state.as_ref()?.join("pacing-apply").join("locks");
        std::fs::create_dir_all(&folder).ok()?;
        let server = self.server.as_ref().map(Origin::as_str).unwrap_or_default();
        Some(folder.join(format!("{}.lock", Digest::of(format!("{server}\n{}", self.dialer).as_bytes()))))
    }
}

async fn take(
    host: &impl Host,
    place: &LockPlace,
    mut file: File,
    until: Duration,
    wait: Duration,
) -> Result<File, Error> {
    loop {
        match file.try_lock() {
            Ok(()) => break,
            Err(TryLockError::WouldBlock) if host.monotonic() < until => host.sleep(REST).await,
            Err(TryLockError::WouldBlock) => {
                let dialer = place.dialer.clone();
                return Err(Error::Locked { dialer, seconds: wait.as_secs(), holder: holder(&mut file) });
            }
            Err(TryLockError::Error(error)) => return Err(unusable(&place.beside_the_log(), &error)),
        }
    }
    // For people alone: whether it can be written changes nothing.
    let _ = sign(&mut file, &place.actor, host.now());
    Ok(file)
}

fn sign(file: &mut File, actor: &str, now: Timestamp) -> io::Result<()> {
    file.set_len(0)?;
    file.rewind()?;
    writeln!(file, "process {} of {actor}, since {now:.0}", std::process::id())
}

/// Who has the lock, by their own word.
fn holder(file: &mut File) -> Option<String> {
    let mut text = String::new();
    file.rewind().and_then(|()| file.take(1000).read_to_string(&mut text)).ok()?;
    let line = shorten(&text);
    (!line.is_empty()).then_some(line)
}

fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn unusable(path: &Path, error: &io::Error) -> Error {
    let (path, message) = (path.display().to_string(), error.to_string());
    Error::Audit(audit::Error::Storage { doing: "lock the dialer by", path, message })
}
