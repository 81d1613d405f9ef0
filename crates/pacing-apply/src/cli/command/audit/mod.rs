//! `audit`: verifies, shows, exports, closes and signs an audit log.

mod cells;
mod export;
mod open;
mod record;
mod rotate;
mod selection;
mod show;
mod sign;
mod story;
mod verify;

use crate::cli::failure::Failure;
use crate::cli::output::Output;
use pacing_apply::Error;
use pacing_apply::audit::verify::Options;
use pacing_apply::audit::{self, FileStorage, Report};
use std::path::Path;

/// Read what an audit log says, and look after it
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    Verify(verify::Args),
    Show(show::Args),
    Export(export::Args),
    Rotate(rotate::Args),
    Sign(sign::Args),
}

/// Runs the command.
pub(crate) fn run(args: &Args, output: &mut Output) -> Result<u8, Failure> {
    match &args.command {
        Command::Verify(args) => verify::run(args, output),
        Command::Show(args) => show::run(args, output),
        Command::Export(args) => export::run(args, output),
        Command::Rotate(args) => rotate::run(args, output),
        Command::Sign(args) => sign::run(args, output),
    }
}

/// Verifies the files of a log.
fn verified(file: &Path, options: &Options) -> Result<Report, Failure> {
    FileStorage::new(file).verify_with(options).map_err(|error| unreadable(file, error))
}

/// A log that cannot be read is usage, as for every other file.
fn unreadable(file: &Path, error: audit::Error) -> Failure {
    match error {
        audit::Error::NotFound { .. } | audit::Error::NoFolder { .. } => {
            Failure::usage(format_args!("there is no file `{}`", file.display()))
        }
        error => Failure::usage(Error::Audit(error)),
    }
}
