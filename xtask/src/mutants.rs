//! `cargo xtask mutants`: which changes to the library of `pacing-apply` would no test notice?

use xshell::{Shell, cmd};

use crate::toolchain::works;

/// The modules that decide what is sent, when, and what is said of it.
const DECIDING: [&str; 13] = [
    "address.rs",
    "answer.rs",
    "change.rs",
    "dialer.rs",
    "grant.rs",
    "outbox.rs",
    "plan.rs",
    "recover.rs",
    "retry.rs",
    "retry/after.rs",
    "run.rs",
    "token.rs",
    "webhook.rs",
];

/// Change the code in small ways, one at a time, and list the changes that every test survives.
///
/// What the tests missed is listed in `mutants.out/missed.txt`. A change that is missed is a test to write, or code
/// that does nothing.
#[derive(clap::Args)]
pub struct Args {
    /// Only these files, by their names in `crates/pacing-apply/src` [default: those that decide]
    #[arg(long, value_name = "FILE")]
    file: Vec<String>,

    /// Only a part of the changes: `2/8` is the third of eight
    #[arg(long, value_name = "K/N")]
    shard: Option<String>,
}

/// Runs the tests of the workflow, which take no time, over each change.
pub fn run(sh: &Shell, args: &Args) -> anyhow::Result<()> {
    if !works(cmd!(sh, "cargo mutants --version")) {
        cmd!(sh, "cargo install --locked cargo-mutants").run()?;
    }
    let deciding = DECIDING.map(str::to_owned).to_vec();
    let files = if args.file.is_empty() { deciding } else { args.file.clone() };
    let files = files.iter().flat_map(|file| ["--file".to_owned(), format!("crates/pacing-apply/src/{file}")]);
    let shard = args.shard.iter().flat_map(|shard| ["--shard", shard]);
    cmd!(sh, "cargo mutants --package pacing-apply --minimum-test-timeout 60")
        .args(files)
        .args(shard)
        // Without the program and its sockets: a change shows in the simulated world, or nowhere that counts.
        .args(["--no-default-features", "--features", "testing", "--", "--lib", "--test", "workflow"])
        .run()?;
    Ok(())
}
