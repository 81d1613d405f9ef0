//! `cargo xtask bench`: text to verdict, beside a plain `serde_json::from_str`.

use crate::npm::proof;
use xshell::{Shell, cmd};

/// Measure text to verdict, natively, beside a plain `serde_json::from_str` in the same run.
///
/// Prints medians for 3, 50, 1,000 and 100,000 bands, valid and with one overlap at the end, reading and rules apart.
/// With `--npm`, the npm package in Node and in Chromium, beside `JSON.parse`, Ajv, Zod, Valibot and TypeBox.
#[derive(clap::Args)]
pub struct Args {
    /// How long to measure each size, in seconds
    #[arg(long, default_value_t = 3.0)]
    seconds: f64,

    /// Measure the npm package instead
    #[arg(long, conflicts_with = "seconds")]
    npm: bool,

    /// Measure the forecast instead, natively and in Node
    #[arg(long, conflicts_with_all = ["seconds", "npm"])]
    forecast: bool,

    /// Leave out the largest documents and take fewer samples: a minute instead of five
    #[arg(long, requires = "npm")]
    quick: bool,

    /// Print JSON instead of tables
    #[arg(long, requires = "npm")]
    json: bool,
}

pub fn run(sh: &Shell, args: &Args) -> anyhow::Result<()> {
    if args.npm {
        let flags = [(args.quick, "--quick"), (args.json, "--json")];
        let flags: Vec<_> = flags.into_iter().filter(|(given, _)| *given).map(|(_, flag)| flag).collect();
        return proof::bench(sh, &flags);
    }
    if args.forecast {
        cmd!(sh, "cargo bench --quiet --locked -p pacing-tests --bench forecast").quiet().run()?;
        return proof::bench_forecast(sh);
    }
    let seconds = args.seconds.to_string();
    cmd!(sh, "cargo bench --quiet --locked -p pacing-tests --bench verdict -- {seconds}").quiet().run()?;
    Ok(())
}
