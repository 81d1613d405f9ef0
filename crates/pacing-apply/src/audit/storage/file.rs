//! A log in a file, with `<log>.checkpoint` and `<log>.torn-<n>` beside it.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, BufReader, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::task::Poll;
use std::time::{Duration, Instant};

use super::{Aside, Storage};
use crate::audit::verify::{Report, verify};
use crate::audit::{Digest, Error};

/// How long an append waits for another process to give the lock back.
const LOCK_WAIT: Duration = Duration::from_secs(10);
/// How long it rests between two tries.
const LOCK_REST: Duration = Duration::from_millis(5);

/// A log in a file.
///
/// The file is made with mode 0600 and opened anew for each turn of the lock, for append. The lock is the operating system's
/// advisory one: it ends with the process that holds it.
#[derive(Debug)]
pub struct FileStorage {
    path: PathBuf,
    lock_wait: Duration,
    held: Option<File>,
}

impl FileStorage {
    /// A log in this file. Nothing is opened yet.
    #[must_use]
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into(), lock_wait: LOCK_WAIT, held: None }
    }

    /// Waits this long for the lock instead of 10 s.
    #[must_use]
    pub const fn lock_wait(mut self, wait: Duration) -> Self {
        self.lock_wait = wait;
        self
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The file that holds the checkpoint.
    #[must_use]
    pub fn checkpoint_path(&self) -> PathBuf {
        self.beside(".checkpoint")
    }

    /// Verifies the log with its checkpoint, if it has one, without taking the lock or writing anything.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn verify(&self) -> Result<Report, Error> {
        let checkpoint = self.read_checkpoint()?;
        let reading = |error: io::Error| match error.kind() {
            ErrorKind::NotFound => Error::NotFound { path: self.path.display().to_string() },
            _ => self.error("read the audit log", &error),
        };
        let log = File::open(&self.path).map_err(reading)?;
        verify(BufReader::with_capacity(1 << 16, log), checkpoint.as_deref()).map_err(reading)
    }

    /// Opens the file for append, or makes it. While it is empty its folder is synced, so that the file itself is durable
    /// before anything in it is.
    fn open(&self) -> io::Result<File> {
        let mut options = OpenOptions::new();
        options.read(true).append(true);
        let file = match options.open(&self.path) {
            Err(error) if error.kind() == ErrorKind::NotFound => private(&mut options).create(true).open(&self.path),
            opened => opened,
        }?;
        if file.metadata()?.len() == 0 {
            self.sync_folder()?;
        }
        Ok(file)
    }

    fn sync_folder(&self) -> io::Result<()> {
        if cfg!(unix) { File::open(self.folder())?.sync_all() } else { Ok(()) }
    }

    fn folder(&self) -> &Path {
        self.path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."))
    }

    fn beside(&self, suffix: &str) -> PathBuf {
        let mut name = self.path.clone().into_os_string();
        name.push(suffix);
        name.into()
    }

    fn held(&self) -> io::Result<&File> {
        self.held.as_ref().ok_or_else(|| io::Error::other("the lock is not held"))
    }

    fn read_checkpoint(&self) -> Result<Option<Vec<u8>>, Error> {
        match fs::read(self.checkpoint_path()) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(self.error("read the checkpoint of the audit log", &error)),
        }
    }

    fn write_checkpoint(&self, text: &[u8]) -> io::Result<()> {
        let new = self.beside(".checkpoint.new");
        let mut file = private(OpenOptions::new().write(true)).create(true).truncate(true).open(&new)?;
        file.write_all(text)?;
        file.sync_all()?;
        fs::rename(&new, self.checkpoint_path())?;
        self.sync_folder()
    }

    fn move_tail(&self, from: u64) -> io::Result<Aside> {
        let mut log = self.held()?;
        log.seek(SeekFrom::Start(from))?;
        let mut tail = Vec::new();
        log.read_to_end(&mut tail)?;
        let (path, mut aside) = self.new_aside()?;
        aside.write_all(&tail)?;
        aside.sync_all()?;
        self.sync_folder()?;
        log.set_len(from)?;
        log.sync_all()?;
        Ok(describe(&path, &tail))
    }

    fn new_aside(&self) -> io::Result<(PathBuf, File)> {
        let mut n = 1;
        loop {
            let path = self.beside(&format!(".torn-{n}"));
            match private(OpenOptions::new().write(true)).create_new(true).open(&path) {
                Err(error) if error.kind() == ErrorKind::AlreadyExists => n += 1,
                opened => return opened.map(|file| (path, file)),
            }
        }
    }

    fn list_asides(&self) -> io::Result<Vec<Aside>> {
        let mut prefix = self.path.file_name().map(OsString::from).unwrap_or_default();
        prefix.push(".torn-");
        let mut numbered = Vec::new();
        for entry in fs::read_dir(self.folder())? {
            let path = entry?.path();
            numbered.extend(aside_number(&path, &prefix).map(|n| (n, path)));
        }
        numbered.sort();
        numbered.iter().map(|(_, path)| Ok(describe(path, &fs::read(path)?))).collect()
    }

    fn error(&self, doing: &'static str, error: &io::Error) -> Error {
        let path = self.path.display().to_string();
        match error.kind() {
            ErrorKind::IsADirectory => Error::IsFolder { path },
            ErrorKind::NotFound | ErrorKind::NotADirectory => Error::NoFolder { path },
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Error::Denied { path },
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => Error::Full { path },
            _ => Error::Storage { doing, path, message: error.to_string() },
        }
    }
}

impl Storage for FileStorage {
    async fn lock(&mut self) -> Result<(), Error> {
        self.held = None;
        let file = self.open().map_err(|error| self.error("open the audit log", &error))?;
        let begun = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => break,
                Err(TryLockError::WouldBlock) if begun.elapsed() < self.lock_wait => rest().await,
                Err(TryLockError::WouldBlock) => {
                    let path = self.path.display().to_string();
                    return Err(Error::Busy { path, seconds: self.lock_wait.as_secs() });
                }
                Err(TryLockError::Error(error)) => {
                    return Err(self.error("lock the audit log", &error));
                }
            }
        }
        self.held = Some(file);
        Ok(())
    }

    fn unlock(&mut self) {
        self.held = None;
    }

    async fn size(&mut self) -> Result<u64, Error> {
        let length = self.held().and_then(|log| Ok(log.metadata()?.len()));
        length.map_err(|error| self.error("read the audit log", &error))
    }

    async fn read(&mut self, from: u64, max: usize) -> Result<Vec<u8>, Error> {
        let read = self.held().and_then(|mut log| {
            log.seek(SeekFrom::Start(from))?;
            let mut bytes = Vec::with_capacity(max);
            log.take(max as u64).read_to_end(&mut bytes)?;
            Ok(bytes)
        });
        read.map_err(|error| self.error("read the audit log", &error))
    }

    async fn append(&mut self, bytes: &[u8]) -> Result<(), Error> {
        let kept = self.held().and_then(|mut log| {
            let before = log.metadata()?.len();
            log.write_all(bytes)?;
            Ok(log.metadata()?.len() == before + bytes.len() as u64)
        });
        match kept {
            Ok(true) => Ok(()),
            Ok(false) => Err(Error::NotKept { path: self.path.display().to_string() }),
            Err(error) => Err(self.error("write the audit log", &error)),
        }
    }

    async fn sync(&mut self) -> Result<(), Error> {
        self.held().and_then(File::sync_data).map_err(|error| self.error("sync the audit log", &error))
    }

    async fn checkpoint(&mut self) -> Result<Option<Vec<u8>>, Error> {
        self.read_checkpoint()
    }

    async fn replace_checkpoint(&mut self, text: &[u8]) -> Result<(), Error> {
        self.write_checkpoint(text).map_err(|error| self.error("write the checkpoint of the audit log", &error))
    }

    async fn set_aside(&mut self, from: u64) -> Result<Aside, Error> {
        self.move_tail(from).map_err(|error| self.error("move the torn last line out of the audit log", &error))
    }

    async fn asides(&mut self) -> Result<Vec<Aside>, Error> {
        self.list_asides().map_err(|error| self.error("list the files beside the audit log", &error))
    }
}

/// Files are made for this user alone.
fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options
}

fn describe(path: &Path, bytes: &[u8]) -> Aside {
    let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Aside { file, bytes: bytes.len() as u64, sha256: Digest::of(bytes) }
}

fn aside_number(path: &Path, prefix: &OsStr) -> Option<u64> {
    let name = path.file_name()?.as_encoded_bytes();
    let number = name.strip_prefix(prefix.as_encoded_bytes())?;
    str::from_utf8(number).ok()?.parse().ok()
}

/// Sleeps a moment, and gives other tasks of this thread, such as those that watch for signals, a turn.
async fn rest() {
    std::thread::sleep(LOCK_REST);
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
