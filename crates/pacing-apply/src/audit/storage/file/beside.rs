//! The names of the files beside a log, and which of them are there.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// The path of a file beside a log: its name with something behind it.
pub(super) fn beside(log: &Path, suffix: &str) -> PathBuf {
    let mut name = log.to_path_buf().into_os_string();
    name.push(suffix);
    name.into()
}

/// The folder that a log lies in.
pub(super) fn folder(log: &Path) -> &Path {
    log.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."))
}

/// What lies beside a log.
#[derive(Debug, Default)]
pub(super) struct Beside {
    /// What was moved aside from the log: `<log>.torn-<n>`, in order.
    pub(super) torn: Vec<(u64, PathBuf)>,
    /// The closed files: `<log>.rotated-<n>`, in order.
    pub(super) rotated: Vec<(u64, PathBuf)>,
    /// The highest number of a torn tail, also of those that went along with a closed file.
    highest_torn: u64,
}

impl Beside {
    /// Looks into the folder.
    pub(super) fn of(log: &Path) -> io::Result<Self> {
        let mut found = Self::default();
        let name = log.file_name().unwrap_or_default();
        for entry in fs::read_dir(folder(log))? {
            let path = entry?.path();
            match path.file_name().and_then(|file| kind(file, name)) {
                Some(Kind::Torn(n)) => found.torn.push((n, path)),
                Some(Kind::Rotated(n)) => found.rotated.push((n, path)),
                Some(Kind::RotatedTorn(n)) => found.highest_torn = found.highest_torn.max(n),
                None => {}
            }
        }
        found.torn.sort();
        found.rotated.sort();
        Ok(found)
    }

    /// The number of the closed file that was closed last; 0 where there is none.
    pub(super) fn generation(&self) -> u64 {
        self.rotated.last().map_or(0, |(n, _)| *n)
    }

    /// A number that no torn tail has or had, so that no name comes twice.
    pub(super) fn next_torn(&self) -> u64 {
        self.torn.last().map_or(0, |(n, _)| *n).max(self.highest_torn).saturating_add(1)
    }
}

enum Kind {
    Torn(u64),
    Rotated(u64),
    RotatedTorn(u64),
}

fn kind(file: &OsStr, log: &OsStr) -> Option<Kind> {
    let suffix = file.as_encoded_bytes().strip_prefix(log.as_encoded_bytes())?;
    let suffix = str::from_utf8(suffix).ok()?;
    if let Some(torn) = suffix.strip_prefix(".torn-") {
        return number(torn).map(Kind::Torn);
    }
    let rotated = suffix.strip_prefix(".rotated-")?;
    match rotated.split_once(".torn-") {
        Some((n, torn)) => number(n).and(number(torn)).map(Kind::RotatedTorn),
        None => number(rotated).map(Kind::Rotated),
    }
}

/// A number as this program writes it: from 1, without zeros before it.
fn number(text: &str) -> Option<u64> {
    let n: u64 = text.parse().ok()?;
    (n > 0 && n.to_string() == text).then_some(n)
}
