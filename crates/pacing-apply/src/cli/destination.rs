//! Where a document goes: to stdout, or to a file that is not there yet.

use super::failure::{Failure, reason};
use super::files;
use super::output::Output;
use std::io::Write;
use std::path::PathBuf;

/// The flags of commands that make a document.
#[derive(Debug, clap::Args)]
pub(crate) struct Destination {
    /// Write to this file instead of stdout
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Replace the file if it is there already
    #[arg(long, requires = "output")]
    force: bool,
}

impl Destination {
    /// Fails where the document would replace a file, before any work is done for it.
    pub(crate) fn check(&self) -> Result<(), Failure> {
        match &self.output {
            Some(path) if !self.force && path.exists() => Err(Failure::usage(format_args!(
                "`{}` is there already, and nothing was written: `--force` replaces it",
                path.display()
            ))),
            _ => Ok(()),
        }
    }

    pub(crate) fn write(&self, text: &str, output: &mut Output) -> Result<(), Failure> {
        match &self.output {
            Some(path) => files::replace(path, text)
                .map_err(|error| Failure::usage(format_args!("cannot write `{}`: {}", path.display(), reason(&error)))),
            None => Ok(output.out.write_all(text.as_bytes())?),
        }
    }
}
