//! `forecast`: what a configuration is predicted to do.

use crate::cli::assumptions::AssumptionArgs;
use crate::cli::failure::{Failure, INVALID, SUCCESS};
use crate::cli::output::Output;
use crate::cli::policy::PolicyArgs;
use crate::cli::render::diagnostics;
use crate::cli::render::forecast::{csv, human, json};
use crate::cli::source::Source;
use clap::ValueEnum;
use pacing_core::forecast::Forecast;
use std::io;
use std::path::PathBuf;

/// Predict how many answered calls would find nobody free, band by band
///
/// A prediction under stated assumptions, for a dialer that does not react; no proof of compliance and no legal advice. Exit code 0
/// whatever is predicted, 1 when the document has errors.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The document, or `-` for standard input
    file: PathBuf,

    #[command(flatten)]
    assumptions: AssumptionArgs,

    /// Also say how often chance alone would pass the cap in a window of this many answered calls
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    calls: Option<u32>,

    /// How the result is shown
    #[arg(long, value_enum, default_value_t)]
    format: Format,

    #[command(flatten)]
    policy: PolicyArgs,
}

/// How a forecast is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people: a table and a bar chart
    #[default]
    Human,
    /// One JSON object with every agent count
    Json,
    /// One row for each agent count
    Csv,
}

/// Runs the command.
pub(crate) fn run(args: &Args, output: &mut Output) -> Result<u8, Failure> {
    let mut source = Source::read(&args.file, &args.policy, None)?;
    let assumptions = args.assumptions.for_folder(source.folder(), source.options.profile)?;
    // The forecast itself tells what is above the cap, and is shown also where a team has made that an error.
    source.options.assumptions = None;
    let checked = source.check();
    let Some(valid) = checked.valid else {
        diagnostics(&mut io::stderr().lock(), output.err_paint, &source.document(&checked.report))?;
        return Ok(INVALID);
    };
    let forecast = Forecast::new(&valid.predictive_dialer_config.pacing_rules, &assumptions);
    match args.format {
        Format::Human => {
            human(&mut output.out, output.paint, &source.name, source.options.profile, &forecast, args.calls)?
        }
        Format::Json => json(&mut output.out, &source.name, source.options.profile, &forecast, args.calls)?,
        Format::Csv => csv(&mut output.out, &forecast)?,
    }
    Ok(SUCCESS)
}
