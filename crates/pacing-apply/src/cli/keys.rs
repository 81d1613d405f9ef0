//! Keys from files, and copies of checkpoints.

use super::failure::{Failure, reason};
use super::settings::Environment;
use pacing_apply::audit::{AuditKey, PublicKey};
use std::path::{Path, PathBuf};

/// Names the file of the private key where no flag does.
const AUDIT_KEY_FILE: &str = "PACING_AUDIT_KEY_FILE";

/// The private key that signs checkpoints, from the file that the flag or else the environment names.
pub(crate) fn private(flag: Option<&Path>, environment: &Environment) -> Result<Option<AuditKey>, Failure> {
    let named = match flag {
        Some(path) => Some(path.to_owned()),
        None => environment.get(AUDIT_KEY_FILE)?.map(PathBuf::from),
    };
    let Some(path) = named else { return Ok(None) };
    AuditKey::from_pem(&text(&path)?).map(Some).map_err(|error| no_key(&path, &error))
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
