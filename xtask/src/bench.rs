//! `cargo xtask bench`: text to verdict, beside a plain `serde_json::from_str`.

use xshell::{Shell, cmd};

/// Measure text to verdict, natively, beside a plain `serde_json::from_str` in the same run.
///
/// Prints medians for 3, 50, 1,000 and 100,000 bands, valid and with one overlap at the end, reading and rules apart.
#[derive(clap::Args)]
pub struct Args {
    /// How long to measure each size, in seconds
    #[arg(long, default_value_t = 3.0)]
    seconds: f64,
}

pub fn run(sh: &Shell, args: &Args) -> anyhow::Result<()> {
    let seconds = args.seconds.to_string();
    cmd!(sh, "cargo bench --quiet --locked -p pacing-tests --bench verdict -- {seconds}").quiet().run()?;
    Ok(())
}
