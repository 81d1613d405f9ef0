//! The environment, and `.env` behind it. The environment of the process is never changed.

use crate::cli::failure::{Failure, reason};
use pacing_apply::Error;
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
        Ok(self.find(name)?.map(|given| given.value))
    }

    /// A setting, and where it stands.
    pub(crate) fn find(&self, name: &'static str) -> Result<Option<Given>, Failure> {
        if !self.process {
            return Ok(None);
        }
        let set = match std::env::var(name) {
            Ok(value) => Some(value),
            Err(VarError::NotPresent) => None,
            Err(VarError::NotUnicode(_)) => return Err(Failure::usage(format_args!("{name} is not Unicode"))),
        };
        let filled = |value: &String| !value.trim().is_empty();
        let of_process = set.filter(filled).map(|value| Given { value, name: name.to_owned() });
        let of_file = || {
            let value = self.file.get(name).cloned().filter(filled)?;
            Some(Given { value, name: format!("{name} of `.env`") })
        };
        Ok(of_process.or_else(of_file))
    }
}

/// A setting that was given.
pub(crate) struct Given {
    /// What it is.
    pub value: String,
    /// The flag or the variable that says so, as people know it.
    pub name: String,
}

impl Given {
    /// By a flag, or else by the environment.
    pub(crate) fn by(
        flag: Option<&str>,
        flag_name: &str,
        environment: &Environment,
        name: &'static str,
    ) -> Result<Option<Self>, Failure> {
        match flag {
            Some(value) => Ok(Some(Self { value: value.to_owned(), name: flag_name.to_owned() })),
            None => environment.find(name),
        }
    }

    /// An error that names what was given in the way in which it was given.
    pub(crate) fn blame(&self, error: Error) -> Failure {
        match error {
            Error::InvalidSetting { problem, .. } => Failure::usage(format_args!("{} {problem}", self.name)),
            other => other.into(),
        }
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
