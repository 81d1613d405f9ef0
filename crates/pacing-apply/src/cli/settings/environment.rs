//! The environment, and `.env` behind it. The environment of the process is never changed.

use crate::cli::failure::{Failure, reason};
use std::collections::HashMap;
use std::env::VarError;

/// Where settings without a flag come from.
#[derive(Default)]
pub(crate) struct Environment {
    process: bool,
    file: HashMap<String, String>,
}

impl Environment {
    /// The environment of the process, and `.env` of this folder or the nearest one above it.
    pub(crate) fn read() -> Result<Self, Failure> {
        let mut file = HashMap::new();
        match dotenvy::from_filename_iter(".env") {
            Ok(entries) => {
                for entry in entries {
                    let (name, value) = entry.map_err(|error| unreadable(&error))?;
                    // The first one counts, as it does for others that read such files.
                    file.entry(name).or_insert(value);
                }
            }
            Err(error) if error.not_found() => {}
            Err(error) => return Err(unreadable(&error)),
        }
        Ok(Self { process: true, file })
    }

    /// Nothing: for a sandbox.
    pub(crate) fn nothing() -> Self {
        Self::default()
    }

    /// A setting; an empty one counts as not set.
    pub(crate) fn get(&self, name: &'static str) -> Result<Option<String>, Failure> {
        if !self.process {
            return Ok(None);
        }
        let set = match std::env::var(name) {
            Ok(value) => Some(value),
            Err(VarError::NotPresent) => None,
            Err(VarError::NotUnicode(_)) => return Err(Failure::usage(format_args!("{name} is not Unicode"))),
        };
        let filled = |value: &String| !value.trim().is_empty();
        Ok(set.filter(filled).or_else(|| self.file.get(name).cloned().filter(filled)))
    }
}

/// Without the line, which may hold a secret.
fn unreadable(error: &dotenvy::Error) -> Failure {
    match error {
        dotenvy::Error::Io(error) => Failure::usage(format_args!("cannot read `.env`: {}", reason(error))),
        _ => Failure::usage("cannot read `.env`: a line of it is not NAME=value").help(
            "put values with spaces or `#` into single quotes; the line is not shown, since it may hold a secret",
        ),
    }
}
