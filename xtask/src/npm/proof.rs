//! The built package beside the native program, beside other validators, and under random inputs: `tests/npm-proof`.

use xshell::{PushDir, Shell, cmd};

use super::package;
use super::project::Project;
use crate::toolchain;

const FOLDER: &str = "tests/npm-proof";

/// The step of `cargo xtask test`: the corpus, a minute of random inputs, memory.
pub fn test(sh: &Shell) -> anyhow::Result<()> {
    let _folder = made(sh)?;
    // One file after the other: random inputs have a minute of the clock, and as many as fit.
    Ok(cmd!(sh, "node --test --test-concurrency=1 --test-reporter=spec").quiet().run()?)
}

/// `cargo xtask bench --npm`.
pub fn bench(sh: &Shell, flags: &[&str]) -> anyhow::Result<()> {
    toolchain::chromium(sh)?;
    let _folder = made(sh)?;
    Ok(cmd!(sh, "node --expose-gc bench/run.mjs {flags...}").quiet().run()?)
}

/// `cargo xtask bench --forecast`, its part in Node.
pub fn bench_forecast(sh: &Shell) -> anyhow::Result<()> {
    let _folder = made(sh)?;
    Ok(cmd!(sh, "node bench/forecast.mjs").quiet().run()?)
}

/// `cargo xtask fuzz --npm`.
pub fn fuzz(sh: &Shell, minutes: u32) -> anyhow::Result<()> {
    let _folder = made(sh)?;
    let minutes = minutes.to_string();
    cmd!(sh, "node random/run.mjs --minutes {minutes}").quiet().run()?;
    Ok(cmd!(sh, "node --test memory.test.mjs").env("PACING_CALLS", "1000000").quiet().run()?)
}

/// Makes the package, installs what it is compared with, and goes to the folder of the proof.
fn made(sh: &Shell) -> anyhow::Result<PushDir<'_>> {
    package(sh, &Project::here(sh)?)?;
    let folder = sh.push_dir(FOLDER);
    toolchain::npm_packages(sh)?;
    Ok(folder)
}
