//! Whether a log is kept without client data, by what is in it.

use std::io::{self, BufRead};
use std::path::Path;

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::set::reader;
use super::{FileStorage, Trail};
use crate::audit::Error;

/// What is asked of a record that may hold documents.
#[derive(Deserialize)]
struct Documents {
    masked: bool,
    before: Option<IgnoredAny>,
    after: Option<IgnoredAny>,
}

impl FileStorage {
    /// Whether client data was left out of the newest documents in the log, those of the files that it goes on from included. A
    /// log without documents, or that is not there, is not masked.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn is_masked(&self) -> Result<bool, Error> {
        let trail = match self.trail() {
            Err(Error::NotFound { .. } | Error::NoFolder { .. }) => return Ok(false),
            trail => trail?,
        };
        newest(&trail).map_err(|error| self.error("read the audit log", &error))
    }
}

fn newest(trail: &Trail) -> io::Result<bool> {
    for path in trail.files().iter().rev() {
        if let Some(masked) = newest_in(path)? {
            return Ok(masked);
        }
    }
    Ok(false)
}

fn newest_in(path: &Path) -> io::Result<Option<bool>> {
    const FIELD: &[u8] = b"\"masked\":";
    let (mut newest, mut line) = (None, Vec::new());
    let mut log = reader(path)?;
    while log.read_until(b'\n', &mut line)? > 0 {
        if line.windows(FIELD.len()).any(|part| part == FIELD)
            && let Ok(Documents { masked, before, after }) = serde_json::from_slice(&line)
            && (before.is_some() || after.is_some())
        {
            newest = Some(masked);
        }
        line.clear();
    }
    Ok(newest)
}
