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
    if args.shell == Shell::Bash {
        generate(args.shell, &mut command, WITHOUT_HYPHEN, &mut script);
        script = for_program(&name, &String::from_utf8_lossy(&script)).into_bytes();
    } else {
        generate(args.shell, &mut command, name, &mut script);
    }
    output.out.write_all(&script)?;
    Ok(SUCCESS)
}

/// A script that is made for a program with a hyphen in its name completes nothing behind the first word
/// (<https://github.com/clap-rs/clap/issues/6421>): so it is made for this name.
const WITHOUT_HYPHEN: &str = "pacing_apply";

/// The same script for the program: its name stands at the end of the lines that say whom it completes.
fn for_program(name: &str, script: &str) -> String {
    let line = |line: &str| match line.strip_suffix(WITHOUT_HYPHEN) {
        Some(start) if line.trim_start().starts_with("complete ") => format!("{start}{name}\n"),
        _ => format!("{line}\n"),
    };
    script.lines().map(line).collect()
}
