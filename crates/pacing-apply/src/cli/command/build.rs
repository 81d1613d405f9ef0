//! `build`: a document from the tutorial's four inputs.

use crate::cli::destination::Destination;
use crate::cli::failure::{Failure, INVALID, SUCCESS};
use crate::cli::output::Output;
use crate::cli::policy::{Policies, PolicyArgs};
use crate::cli::render::{BUILT, Document, diagnostics};
use pacing_core::{PacingBuilder, check};
use std::io;

/// Build a document from a dialer id, a speed matrix, an abandon threshold and a global speed
///
/// Prints the document, or writes it to a file. Nothing is written when it has an error.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The dialer's id
    #[arg(long, value_name = "ID")]
    dialer: String,

    /// A band of the speed matrix: from MIN to MAX agents at most SPEED. Repeated for each band, as in `--band 1-5:10 --band 6-20:25`
    #[arg(long = "band", value_name = "MIN-MAX:SPEED", required = true, value_parser = band)]
    bands: Vec<Band>,

    /// The abandon threshold as a decimal fraction, such as 0.025 for 2.5 %
    #[arg(long, value_name = "FRACTION", allow_hyphen_values = true)]
    threshold: String,

    /// The global speed
    #[arg(long, value_name = "SPEED", allow_hyphen_values = true)]
    max_speed: String,

    /// Let the dialer go on with its cached rules until it is reloaded by hand
    #[arg(long)]
    no_reload: bool,

    #[command(flatten)]
    destination: Destination,

    #[command(flatten)]
    policy: PolicyArgs,
}

#[derive(Clone, Debug)]
struct Band([String; 3]);

/// The three numbers as they are spelled: the check says what is wrong with them.
fn band(text: &str) -> Result<Band, String> {
    let parts = || {
        let (range, speed) = text.split_once(':')?;
        let (min, max) = range.split_once('-')?;
        Some(Band([min, max, speed].map(|part| part.trim().to_owned())))
    };
    parts().ok_or_else(|| "write it as MIN-MAX:SPEED, such as `6-20:25`".to_owned())
}

/// Runs the command.
pub(crate) fn run(args: &Args, output: &mut Output) -> Result<u8, Failure> {
    let mut builder = PacingBuilder::new(&args.dialer)
        .abandon_threshold(&args.threshold)
        .max_speed(&args.max_speed)
        .reload_on_update(!args.no_reload);
    for Band([min, max, speed]) in &args.bands {
        builder = builder.band(min, max, speed);
    }
    let text = builder.to_text();
    let options = Policies::new(&args.policy, None).for_here()?;
    let report = check(&text, &options);
    let document = Document { name: BUILT, line: None, report: &report, options: &options };
    diagnostics(&mut io::stderr().lock(), output.err_paint, &document)?;
    if !report.is_valid() {
        return Ok(INVALID);
    }
    args.destination.check()?;
    args.destination.write(&text, output)?;
    Ok(SUCCESS)
}
