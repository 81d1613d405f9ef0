//! The command line of pacing: checks a configuration, shows what it would change, and applies it.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
