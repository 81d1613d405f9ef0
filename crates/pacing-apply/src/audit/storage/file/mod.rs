//! A log in a file, with `<log>.checkpoint`, `<log>.torn-<n>` and `<log>.rotated-<n>` beside it.

mod beside;
mod lock;
mod masked;
mod rotation;
mod set;

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use beside::{Beside, beside, folder};

pub use set::Trail;

use super::{Aside, Predecessor, Storage};
use crate::audit::{Digest, Error};

/// How long an append waits for another process to give the lock back.
const LOCK_WAIT: Duration = Duration::from_secs(10);

/// A log in a file.
///
/// The file is made with mode 0600 and opened anew for each turn of the lock, for append. The lock is the operating system's
/// advisory one: it ends with the process that holds it.
#[derive(Debug)]
pub struct FileStorage {
    path: PathBuf,
    lock_wait: Duration,
    held: Option<File>,
    generation: u64,
}

impl FileStorage {
    /// A log in this file. Nothing is opened yet.
    #[must_use]
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into(), lock_wait: LOCK_WAIT, held: None, generation: 0 }
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
        beside(&self.path, ".checkpoint")
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
            sync_folder(&self.path)?;
        }
        Ok(file)
    }

    async fn take_lock(&mut self) -> Result<(), Error> {
        self.held = None;
        let taken = lock::locked(&self.path, || self.open(), self.lock_wait).await;
        match taken.map_err(|(doing, error)| self.error(doing, &error))? {
            Some(file) => self.held = Some(file),
            None => {
                return Err(Error::Busy { path: self.path.display().to_string(), seconds: self.lock_wait.as_secs() });
            }
        }
        let found = Beside::of(&self.path);
        self.generation = found.map_err(|error| self.error(LISTING, &error))?.generation();
        Ok(())
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

    fn move_tail(&self, from: u64) -> io::Result<Aside> {
        let mut log = self.held()?;
        log.seek(SeekFrom::Start(from))?;
        let mut tail = Vec::new();
        log.read_to_end(&mut tail)?;
        let path = beside(&self.path, &format!(".torn-{}", Beside::of(&self.path)?.next_torn()));
        // Under its own name once it is whole: a record will say what it holds.
        write_whole(&path, &tail)?;
        log.set_len(from)?;
        log.sync_all()?;
        Ok(describe(&path, &tail))
    }

    fn list_asides(&self) -> io::Result<Vec<Aside>> {
        let asides = Beside::of(&self.path)?.torn.into_iter().map(|(_, path)| Ok(describe(&path, &fs::read(&path)?)));
        // An empty file holds no torn line, whoever made it.
        asides.filter(|aside| !matches!(aside, Ok(Aside { bytes: 0, .. }))).collect()
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
        self.take_lock().await
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
        let written = write_whole(&self.checkpoint_path(), text);
        written.map_err(|error| self.error("write the checkpoint of the audit log", &error))
    }

    async fn set_aside(&mut self, from: u64) -> Result<Aside, Error> {
        self.move_tail(from).map_err(|error| self.error("move the torn last line out of the audit log", &error))
    }

    async fn asides(&mut self) -> Result<Vec<Aside>, Error> {
        self.list_asides().map_err(|error| self.error(LISTING, &error))
    }

    fn generation(&self) -> u64 {
        self.generation
    }

    async fn predecessor(&mut self) -> Result<Option<Predecessor>, Error> {
        rotation::predecessor(&self.path).map_err(|error| self.error("read the file before the audit log", &error))
    }

    async fn rotate(&mut self) -> Result<(), Error> {
        // The lock on the closed file is given back when the one on its successor is taken.
        let closed = self.held().and_then(|_| rotation::close(&self.path));
        closed.map_err(|error| self.error("close the audit log for rotation", &error))?;
        self.take_lock().await
    }
}

const LISTING: &str = "list the files beside the audit log";

/// Files are made for this user alone.
fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options
}

/// Replaces a file as a whole: after a crash the old one or the new one is there.
fn write_whole(path: &Path, text: &[u8]) -> io::Result<()> {
    let new = beside(path, ".new");
    let mut file = private(OpenOptions::new().write(true)).create(true).truncate(true).open(&new)?;
    if let Err(error) = file.write_all(text).and_then(|()| file.sync_all()) {
        // Such as a full disk, of which it would only take more. That it stays does no harm.
        let _ = fs::remove_file(&new);
        return Err(error);
    }
    fs::rename(&new, path)?;
    sync_folder(path)
}

fn sync_folder(file: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder(file))?.sync_all() } else { Ok(()) }
}

fn describe(path: &Path, bytes: &[u8]) -> Aside {
    let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Aside { file, bytes: bytes.len() as u64, sha256: Digest::of(bytes) }
}
