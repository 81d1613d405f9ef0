//! The files of one log: the one that is written, and those that were closed by rotation, which it goes on from.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, ErrorKind, Read, Take};
use std::path::{Component, Path, PathBuf};

use super::FileStorage;
use super::beside::{Beside, beside, folder};
use crate::audit::chain::{Header, Links};
use crate::audit::record::Record;
use crate::audit::verify::{Fault, Options, Report, Role, Verifier};
use crate::audit::{Error, chain};

const READING: &str = "read the audit log";

/// The files of a log, oldest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trail {
    files: Vec<PathBuf>,
    /// The file that the oldest one goes on from, and that is not there.
    missing: Option<String>,
    /// Closed files beside the log that are no part of it.
    strays: Vec<String>,
}

impl FileStorage {
    /// Verifies the log with its checkpoint, if it has one, and with the files that it goes on from, without taking the
    /// lock or writing anything.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn verify(&self) -> Result<Report, Error> {
        self.verify_with(&Options::default())
    }

    /// Verifies the log as [`FileStorage::verify`] does, with what `options` ask besides.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn verify_with(&self, options: &Options) -> Result<Report, Error> {
        let checkpoint = self.read_checkpoint()?;
        let trail = if options.alone { Trail::alone(self.path()) } else { self.trail()? };
        let mut verifier = Verifier::new(options, checkpoint.as_deref());
        for path in &trail.files {
            let own = (path != self.path()).then(|| closed_checkpoint(path)).transpose();
            let own = own.map_err(|error| self.error("read the checkpoint of a closed file", &error))?;
            verifier.begin(name(path), own.flatten());
            verifier.read(reader(path).map_err(|error| self.reading(&error))?).map_err(|error| self.reading(&error))?;
        }
        if let Some(file) = trail.missing {
            verifier.find(None, Fault::OlderMissing { file });
        }
        if let Some(file) = trail.strays.into_iter().next() {
            verifier.find(None, Fault::Stray { file });
        }
        Ok(verifier.report())
    }

    /// The files of the log.
    ///
    /// # Errors
    /// When there is none, or they cannot be read.
    pub fn trail(&self) -> Result<Trail, Error> {
        let reading = |error: io::Error| self.reading(&error);
        let found = match Beside::of(self.path()) {
            Err(error) if error.kind() == ErrorKind::NotFound => Beside::default(),
            found => found.map_err(reading)?,
        };
        let rotated: Vec<_> = found.rotated.into_iter().map(|(_, path)| path).collect();
        let newest = fs::metadata(self.path()).map(|metadata| metadata.len());
        let mut files = match (newest, rotated.last()) {
            (Ok(0), Some(closed)) => vec![self.path().to_owned(), closed.clone()],
            (Ok(_), _) => vec![self.path().to_owned()],
            // Closed, and nothing was written since.
            (Err(error), Some(closed)) if error.kind() == ErrorKind::NotFound => vec![closed.clone()],
            (Err(error), _) => return Err(reading(error)),
        };
        let mut missing = None;
        let mut seen: HashSet<_> = files.iter().cloned().collect();
        while let Some(before) = files.last().map(|file| before(file)).transpose().map_err(reading)?.flatten() {
            match path_of(self.path(), &before).filter(|path| path.is_file() && seen.insert(path.clone())) {
                Some(path) => files.push(path),
                None => {
                    missing = Some(before);
                    break;
                }
            }
        }
        files.reverse();
        let strays = rotated.iter().filter(|path| !files.contains(path)).map(|path| name(path)).collect();
        Ok(Trail { files, missing, strays })
    }

    fn reading(&self, error: &io::Error) -> Error {
        match error.kind() {
            ErrorKind::NotFound => Error::NotFound { path: self.path().display().to_string() },
            _ => self.error(READING, error),
        }
    }
}

impl Trail {
    /// One file by itself.
    #[must_use]
    pub fn alone(log: &Path) -> Self {
        Self { files: vec![log.to_owned()], missing: None, strays: Vec::new() }
    }

    /// The files, oldest first.
    #[must_use]
    pub fn files(&self) -> &[PathBuf] {
        &self.files
    }

    /// Reads the records of all files, in order. A line whose record does not hold by itself is an error, and lines of
    /// an older log are passed over; that nothing is missing between them is for [`FileStorage::verify`] to say.
    pub fn records(&self) -> impl Iterator<Item = Result<Record, Error>> + '_ {
        self.files.iter().flat_map(|path| records_of(path))
    }
}

/// Reads as much of a log as it says that it has: a device such as `/dev/full` has nothing, and can be read for ever.
pub(super) fn reader(path: &Path) -> io::Result<BufReader<Take<File>>> {
    let log = File::open(path)?;
    let length = log.metadata()?.len();
    Ok(BufReader::with_capacity(1 << 16, log.take(length)))
}

fn records_of(path: &Path) -> Box<dyn Iterator<Item = Result<Record, Error>>> {
    let failed = |path: &Path, error: &io::Error| Error::Storage {
        doing: READING,
        path: path.display().to_string(),
        message: error.to_string(),
    };
    let mut log = match reader(path) {
        Ok(log) => log,
        Err(error) => return Box::new(std::iter::once(Err(failed(path, &error)))),
    };
    let (path, mut links, mut number) = (path.to_owned(), Links::default(), 0);
    let next = move || loop {
        let mut line = Vec::new();
        match log.read_until(b'\n', &mut line) {
            Ok(0) => return None,
            Err(error) => return Some(Err(failed(&path, &error))),
            Ok(_) => number += 1,
        }
        if !links.is_unchained(&line) {
            let read = chain::read(&line).map_err(|why| Error::Unreadable { line: number, why });
            return Some(read.and_then(|(record, hash)| {
                // Only where records begin is of interest; whether they follow each other is not asked here.
                let _ = links.chained(&line, &Header::from(&record));
                if hash == record.hash { Ok(record) } else { Err(Error::Changed { line: number }) }
            }));
        }
    };
    Box::new(std::iter::from_fn(next))
}

/// The name of the file that this one says it goes on from.
fn before(path: &Path) -> io::Result<Option<String>> {
    let (links, mut log) = (Links::default(), reader(path)?);
    let mut line = Vec::new();
    loop {
        line.clear();
        if log.read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        if !links.is_unchained(&line) {
            let first: Option<Header> = serde_json::from_slice(&line).ok();
            return Ok(first.and_then(|first| first.continues).map(|continues| continues.file));
        }
    }
}

/// A name of a file in the log's folder, and nothing else.
fn path_of(log: &Path, name: &str) -> Option<PathBuf> {
    let mut components = Path::new(name).components();
    match (components.next(), components.next()) {
        (Some(Component::Normal(file)), None) => Some(folder(log).join(file)),
        _ => None,
    }
}

fn closed_checkpoint(path: &Path) -> io::Result<Option<(Role, Vec<u8>)>> {
    let checkpoint = beside(path, ".checkpoint");
    match fs::read(&checkpoint) {
        Ok(text) => Ok(Some((Role::Other(name(&checkpoint)), text))),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
