//! `forecast`: what a configuration is predicted to do.

use crate::cli::assumptions::AssumptionArgs;
use crate::cli::failure::{Failure, INVALID, SUCCESS};
use crate::cli::output::Output;
use crate::cli::policy::ProfileArg;
use crate::cli::render::forecast::{Shown, csv, human, json};
use crate::cli::render::{diagnostics, document_json};
use crate::cli::source::Source;
use crate::cli::width::columns;
use clap::ValueEnum;
use pacing_core::forecast::Forecast;
use std::io::{self, Write};
use std::path::PathBuf;

/// Predict how many answered calls would find nobody free, band by band
///
/// Where no band covers a team, the global speed holds, and that is predicted for it. A prediction under stated assumptions, for a dialer
/// that does not react; no proof of compliance and no legal advice. Exit code 0 whatever is predicted, 1 when the document has errors.
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
    profile: ProfileArg,
}

/// How a forecast is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people: a table and a bar chart, as wide as the terminal or `COLUMNS`
    #[default]
    Human,
    /// One JSON object with every agent count
    Json,
    /// One row for each agent count
    Csv,
}

/// Runs the command.
pub(crate) fn run(args: &Args, output: &mut Output) -> Result<u8, Failure> {
    let mut source = Source::read(&args.file, &args.profile.clone().into(), None)?;
    let profile = source.options.profile;
    let assumptions = args.assumptions.for_folder(source.folder(), profile)?;
    // The forecast itself tells what is above the cap, and is shown also where a team has made that an error.
    source.options.assumptions = None;
    let checked = source.check();
    let Some(valid) = checked.valid else {
        let document = source.document(&checked.report);
        if args.format == Format::Json {
            serde_json::to_writer(&mut output.out, &document_json(&document)).map_err(io::Error::from)?;
            output.out.write_all(b"\n")?;
        } else {
            diagnostics(&mut io::stderr().lock(), output.err_paint, &document)?;
        }
        return Ok(INVALID);
    };
    let config = &valid.predictive_dialer_config;
    let shown = Shown {
        name: &source.name,
        profile,
        cap_from: &args.assumptions.cap_from(source.folder(), profile)?,
        forecast: &Forecast::with_global(&config.pacing_rules, Some(config.max_speed), &assumptions),
        calls: args.calls,
    };
    match args.format {
        Format::Human => human(&mut output.out, output.paint, &shown, columns())?,
        Format::Json => json(&mut output.out, &shown)?,
        Format::Csv => csv(&mut output.out, &shown)?,
    }
    Ok(SUCCESS)
}
