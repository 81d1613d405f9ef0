//! `completions`: what makes a shell complete the arguments.

use crate::cli::failure::{Failure, SUCCESS};
use crate::cli::output::Output;
use clap_complete::{Shell, generate};
use std::io::Write;

/// Print a script that makes a shell complete the arguments
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

/// Runs the command.
pub(crate) fn run(args: &Args, mut command: clap::Command, output: &mut Output) -> Result<u8, Failure> {
    // The generator panics where it cannot write, so it writes to memory.
    let mut script = Vec::new();
    let name = command.get_name().to_owned();
    generate(args.shell, &mut command, name, &mut script);
    output.out.write_all(&script)?;
    Ok(SUCCESS)
}
