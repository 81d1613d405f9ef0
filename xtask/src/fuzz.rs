//! `cargo xtask fuzz`: a coverage-guided search by cargo-fuzz, which needs nightly.

use anyhow::bail;
use clap::builder::PossibleValuesParser;
use xshell::{Shell, cmd};

use crate::npm::proof;

/// Something that takes bytes from outside: a front in `fuzz/fuzz_targets`, its promises in `tests/src/fuzz`, and inputs
/// to start from in `tests/fuzz-corpus`.
struct Target {
    name: &'static str,
    /// The longest input that is tried.
    max_len: u32,
    /// Pieces that inputs are made of, in `fuzz/`.
    dictionary: Option<&'static str>,
}

const TARGETS: &[Target] = &[
    Target { name: "audit", max_len: 16_384, dictionary: Some("audit.dict") },
    Target { name: "check", max_len: 4096, dictionary: Some("json.dict") },
    Target { name: "dialer_answer", max_len: 2048, dictionary: Some("http.dict") },
    Target { name: "retry_after", max_len: 96, dictionary: Some("http.dict") },
    Target { name: "token_answer", max_len: 1024, dictionary: Some("http.dict") },
    Target { name: "webhook_url", max_len: 128, dictionary: Some("url.dict") },
];

/// Search for inputs that break a promise, guided by coverage.
///
/// Starts from the inputs in `tests/fuzz-corpus/TARGET`; keeps what it learns in `fuzz/corpus/TARGET` and writes each
/// failing input to `fuzz/artifacts/TARGET`. On stable, `cargo xtask test` runs the same checks over the corpus and
/// over some 20,000 mutations of it. With `--npm`, the inputs are random, go through every function of the built npm package, and the
/// answers are compared with those of the native library; `cargo xtask test` does so for a minute.
#[derive(clap::Args)]
pub struct Args {
    /// What to search: the reader and the rules (`check`), the audit log (`audit`), what servers answer (`token_answer`,
    /// `dialer_answer`, `retry_after`), the address of the receiver of events (`webhook_url`)
    #[arg(long, default_value = "check", value_parser = PossibleValuesParser::new(TARGETS.iter().map(|target| target.name)))]
    target: String,

    /// Search the npm package instead
    #[arg(long, conflicts_with = "target")]
    npm: bool,

    /// How long to search; 10 for the npm package, 5 for the others unless told
    #[arg(long)]
    minutes: Option<u32>,
}

pub fn run(sh: &Shell, args: &Args) -> anyhow::Result<()> {
    if args.npm {
        return proof::fuzz(sh, args.minutes.unwrap_or(10));
    }
    if cmd!(sh, "rustup run nightly rustc --version").quiet().ignore_stderr().read().is_err() {
        bail!("coverage-guided fuzzing needs a nightly compiler: `rustup toolchain install nightly`");
    }
    if cmd!(sh, "cargo fuzz --version").quiet().ignore_stderr().read().is_err() {
        cmd!(sh, "cargo install --locked cargo-fuzz").run()?;
    }
    let Some(Target { name, max_len, dictionary }) = TARGETS.iter().find(|target| target.name == args.target) else {
        bail!("no target `{}`", args.target);
    };
    let seconds = u64::from(args.minutes.unwrap_or(5)) * 60;
    let found = sh.create_dir(format!("fuzz/corpus/{name}"))?;
    // All of the code is without `unsafe`, so a sanitizer of addresses would find nothing and halve the runs.
    cmd!(sh, "rustup run nightly cargo fuzz run --sanitizer none {name} {found} tests/fuzz-corpus/{name}")
        .args(["--", "-timeout=60", "-print_final_stats=1"])
        .arg(format!("-max_len={max_len}"))
        .args(dictionary.map(|file| format!("-dict=fuzz/{file}")))
        .arg(format!("-max_total_time={seconds}"))
        .run()?;
    Ok(())
}
