//! `cargo xtask fuzz`: a coverage-guided search by cargo-fuzz, which needs nightly.

use anyhow::bail;
use xshell::{Shell, cmd};

/// Search for inputs that break the reader or the rules, guided by coverage.
///
/// Starts from the inputs in `tests/fuzz-corpus/TARGET`; keeps what it learns in `fuzz/corpus/TARGET` and writes each
/// failing input to `fuzz/artifacts/TARGET`. On stable, `cargo xtask test` runs the same checks over the corpus and
/// over some 20,000 mutations of it.
#[derive(clap::Args)]
pub struct Args {
    /// What to search
    #[arg(default_value = "check", value_parser = ["check"])]
    target: String,

    /// How long to search
    #[arg(long, default_value_t = 5)]
    minutes: u32,
}

pub fn run(sh: &Shell, args: &Args) -> anyhow::Result<()> {
    if cmd!(sh, "rustup run nightly rustc --version").quiet().ignore_stderr().read().is_err() {
        bail!("coverage-guided fuzzing needs a nightly compiler: `rustup toolchain install nightly`");
    }
    if cmd!(sh, "cargo fuzz --version").quiet().ignore_stderr().read().is_err() {
        cmd!(sh, "cargo install --locked cargo-fuzz").run()?;
    }
    let target = &args.target;
    let seconds = u64::from(args.minutes) * 60;
    let found = sh.create_dir(format!("fuzz/corpus/{target}"))?;
    cmd!(sh, "rustup run nightly cargo fuzz run {target} {found} tests/fuzz-corpus/{target}")
        .args(["--", "-timeout=60", "-max_len=4096", "-dict=fuzz/json.dict", "-print_final_stats=1"])
        .arg(format!("-max_total_time={seconds}"))
        .run()?;
    Ok(())
}
