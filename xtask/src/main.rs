//! The project's own commands: `cargo xtask --help`.

mod bench;
mod docs;
mod faults;
mod fuzz;
mod mutants;
mod npm;
mod peers;
mod profile_table;
mod simulate;
mod steps;
mod test;
mod toolchain;
mod www;

use std::path::Path;
use std::process::ExitCode;

use anyhow::Context;
use clap::{Parser, Subcommand};
use xshell::Shell;

/// The project's own commands. New here? Start with `cargo xtask test`.
#[derive(Parser)]
#[command(bin_name = "cargo xtask", version, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Install what is missing and run every test, in order, as CI does
    Test(test::Args),
    /// Write the files that are made from the code: rule pages, profiles, JSON Schema
    Docs(docs::Args),
    /// Measure text to verdict, beside a plain `serde_json::from_str`
    Bench(bench::Args),
    /// Play the fault table against real sockets and write `docs/faults.md`
    Faults,
    /// Change the code in small ways and list what no test notices
    Mutants(mutants::Args),
    /// Search for inputs that break the reader or the rules, guided by coverage
    Fuzz(fuzz::Args),
    /// Let the apply workflow happen in a simulated world, with every fault, and check what must hold
    Simulate(simulate::Args),
    /// Make the npm package in `dist/npm/`, and its tarball
    Npm(npm::Args),
    /// Build the editor and open it
    Www(www::Args),
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(cli.command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Every command runs at the root of the project, wherever it was started.
fn run(command: Command) -> anyhow::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("xtask stands in the project")?;
    let sh = Shell::new()?;
    sh.change_dir(root);
    match command {
        Command::Test(args) => test::run(&sh, &args),
        Command::Docs(args) => docs::run(&sh, &args),
        Command::Bench(args) => bench::run(&sh, &args),
        Command::Mutants(args) => mutants::run(&sh, &args),
        Command::Faults => faults::run(&sh),
        Command::Fuzz(args) => fuzz::run(&sh, &args),
        Command::Simulate(args) => simulate::run(&sh, &args),
        Command::Npm(args) => npm::run(&sh, &args),
        Command::Www(args) => www::run(&sh, &args),
    }
}
