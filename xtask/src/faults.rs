//! `cargo xtask faults`: the table of what happens when something goes wrong, made from a run.

use xshell::{Shell, cmd};

/// Plays every row, and writes `docs/faults.md`.
pub fn run(sh: &Shell) -> anyhow::Result<()> {
    let test = cmd!(sh, "cargo test --locked -p pacing-apply --test faults -- --nocapture every_row_ends_as_promised");
    Ok(test.env("PACING_FAULTS_PAGE", "write").run()?)
}
