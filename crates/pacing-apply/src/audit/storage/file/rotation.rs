//! Rotation of a log in a file: what is closed keeps its bytes under another name, `<log>.rotated-<n>`.

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use super::beside::{Beside, beside};
use super::{sync_folder, write_whole};
use crate::audit::storage::Predecessor;

/// How much is read at once when the last line is looked for.
const STEP: u64 = 64 * 1024;

/// Closes the log. The last step is one rename: before it the log is there, whole, and after it the closed file is.
/// What comes before can be done again.
pub(super) fn close(log: &Path) -> io::Result<()> {
    let found = Beside::of(log)?;
    let closed = beside(log, &format!(".rotated-{}", found.generation().saturating_add(1)));
    copy_checkpoint(log, &closed)?;
    for (n, torn) in &found.torn {
        fs::rename(torn, beside(&closed, &format!(".torn-{n}")))?;
    }
    sync_folder(log)?;
    fs::rename(log, &closed)?;
    sync_folder(log)
}

/// The file that was closed last, and its last line.
pub(super) fn predecessor(log: &Path) -> io::Result<Option<Predecessor>> {
    let Some((_, path)) = Beside::of(log)?.rotated.pop() else { return Ok(None) };
    let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok(Some(Predecessor { file, last_line: last_line(&path)? }))
}

/// The checkpoint goes along, and stays: the next file has none of its own until it has a record.
fn copy_checkpoint(log: &Path, closed: &Path) -> io::Result<()> {
    let [from, to]: [PathBuf; 2] = [log, closed].map(|path| beside(path, ".checkpoint"));
    match fs::read(from) {
        Ok(text) => write_whole(&to, &text),
        Err(error) if error.kind() == io::ErrorKind::NotFound => match fs::remove_file(to) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        },
        Err(error) => Err(error),
    }
}

fn last_line(path: &Path) -> io::Result<Vec<u8>> {
    let mut file = File::open(path)?;
    let mut start = file.metadata()?.len();
    let mut tail = Vec::new();
    while start > 0 {
        let from = start.saturating_sub(STEP);
        let mut step = Vec::new();
        file.seek(SeekFrom::Start(from))?;
        file.by_ref().take(start - from).read_to_end(&mut step)?;
        step.append(&mut tail);
        tail = step;
        start = from;
        let inner = tail.len().saturating_sub(1);
        if let Some(newline) = tail.iter().take(inner).rposition(|byte| *byte == b'\n') {
            return Ok(tail.split_off(newline + 1));
        }
    }
    Ok(tail)
}
