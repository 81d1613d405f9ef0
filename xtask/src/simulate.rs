//! `cargo xtask simulate`: histories of the apply workflow from seeds, and the bugs that they have to find.

mod guarantees;
mod planted;

use anyhow::Context;
use std::time::Instant;
use xshell::{Shell, cmd};

/// How long the simulation may take in the tests, in seconds; building it and its other checks aside.
const IN_TESTS: u64 = 75;

/// Let the apply workflow happen in a simulated world, as each seed says.
///
/// Without anything else 20,000 seeds are tried. A seed that fails is named, and `--seed` shows it line by line.
#[derive(clap::Args)]
pub struct Args {
    /// Show what happens under this seed
    #[arg(long, conflicts_with_all = ["seeds", "planted"])]
    seed: Option<u64>,

    /// How many seeds to try
    #[arg(long)]
    seeds: Option<u64>,

    /// The first of them
    #[arg(long, default_value_t = 1)]
    from: u64,

    /// Plant each bug of `tests/planted`, see that it is found, and write the tables of `docs/guarantees.md`
    #[arg(long)]
    planted: bool,

    /// Plant only the bugs whose name has this in it, and write nothing
    #[arg(long, requires = "planted")]
    only: Option<String>,
}

pub fn run(sh: &Shell, args: &Args) -> anyhow::Result<()> {
    if args.planted {
        return planted::run(sh, args.only.as_deref());
    }
    let from = args.from.to_string();
    let seeds = args.seeds.unwrap_or(20_000).to_string();
    let rest = match args.seed {
        Some(seed) => vec!["--seed".to_owned(), seed.to_string()],
        None => ["--seeds", &seeds, "--from", &from, "--tally"].map(str::to_owned).to_vec(),
    };
    Ok(cmd!(sh, "cargo run --quiet --locked --profile simulate -p pacing-simulation -- {rest...}").run()?)
}

/// The step of `cargo xtask test`: as many seeds as fit into its time, the tables of the documentation, and whether every
/// planted bug still can be planted.
pub fn test(sh: &Shell) -> anyhow::Result<()> {
    planted::check(sh)?;
    cmd!(sh, "cargo build --quiet --locked --profile simulate -p pacing-simulation").run()?;
    guarantees::check(sh)?;
    let (begun, seconds) = (Instant::now(), IN_TESTS.to_string());
    let all = u64::MAX.to_string();
    cmd!(sh, "cargo run --quiet --locked --profile simulate -p pacing-simulation -- --seeds {all} --seconds {seconds}")
        .run()
        .with_context(|| format!("the simulation found something after {} s", begun.elapsed().as_secs()))
}
