//! Keys from files, and copies of checkpoints.

use super::failure::{Failure, reason};
#[cfg(unix)]
use super::output::printable;
use super::settings::{Environment, Given};
use pacing_apply::audit::{AuditKey, PublicKey};
#[cfg(unix)]
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Names the file of the private key where no flag does.
const AUDIT_KEY_FILE: &str = "PACING_AUDIT_KEY_FILE";

/// The private key that signs checkpoints, from the file that the flag or else the environment names.
pub(crate) fn private(flag: Option<&Path>, environment: &Environment) -> Result<Option<AuditKey>, Failure> {
    if let Some(path) = flag {
        return read(path).map(Some);
    }
    let Some(Given { value, name }) = environment.find(AUDIT_KEY_FILE)? else { return Ok(None) };
    read(Path::new(&value)).map(Some).map_err(|failure| failure.help(format_args!("{name} names this file")))
}

/// Says so where others can read a private key: whoever has it can sign what they like.
#[cfg(unix)]
fn warn_if_shared(path: &Path) {
    use std::os::unix::fs::MetadataExt;
    let mode = std::fs::metadata(path).map_or(0, |file| file.mode());
    if mode & 0o077 != 0 {
        let (name, mode) = (printable(&path.display().to_string()), mode & 0o777);
        // Nobody is left to tell when this cannot be written.
        let _ = writeln!(
            std::io::stderr().lock(),
            "warning: others may use the audit key `{name}` (mode {mode:04o}), and sign with it; `chmod 600` keeps it to this user"
        );
    }
}

#[cfg(not(unix))]
fn warn_if_shared(_: &Path) {}

fn read(path: &Path) -> Result<AuditKey, Failure> {
    warn_if_shared(path);
    AuditKey::from_pem(&text(path)?).map_err(|error| no_key(path, &error))
}

/// Public keys that verify checkpoints.
pub(crate) fn public(paths: &[PathBuf]) -> Result<Vec<PublicKey>, Failure> {
    let key = |path: &PathBuf| PublicKey::from_pem(&text(path)?).map_err(|error| no_key(path, &error));
    paths.iter().map(key).collect()
}

/// Copies of checkpoints, each with the name of its file.
pub(crate) fn witnesses(paths: &[PathBuf]) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let copy = |path: &PathBuf| {
        let bytes = std::fs::read(path).map_err(|error| unreadable(path, &error))?;
        Ok((path.display().to_string(), bytes))
    };
    paths.iter().map(copy).collect()
}

/// Without the text, which may hold a key.
fn no_key(path: &Path, error: &pacing_apply::audit::KeyError) -> Failure {
    Failure::usage(format_args!("cannot use the key in `{}`: {error}", path.display()))
}

fn text(path: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(path).map_err(|error| unreadable(path, &error))
}

fn unreadable(path: &Path, error: &std::io::Error) -> Failure {
    Failure::usage(format_args!("cannot read `{}`: {}", path.display(), reason(error)))
}
