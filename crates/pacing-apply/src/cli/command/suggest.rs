//! `suggest`: a configuration that keeps a target, as far as assumptions can say.

use crate::cli::assumptions::{AssumptionArgs, share};
use crate::cli::destination::Destination;
use crate::cli::failure::{Failure, INVALID, SUCCESS};
use crate::cli::output::{HELP, Output, WARNING};
use crate::cli::policy::{Policies, PolicyArgs};
use crate::cli::render::{BUILT, Document, diagnostics};
use pacing_core::forecast::{Interval, Suggestion, Wanted, suggest};
use pacing_core::{PacingBuilder, check};
use std::io::{self, Write};
use std::ops::RangeInclusive;
use std::path::Path;

/// Suggest a configuration whose predicted abandonment keeps a target
///
/// Each band gets the highest speed that keeps the target for its smallest team. Prints the document, or writes it to a file; `plan` or
/// `forecast` shows what it would do. A prediction under stated assumptions; no proof of compliance and no legal advice.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The dialer's id
    #[arg(long, value_name = "ID")]
    dialer: String,

    /// The smallest and the largest team, as in `1-50`: the bands are chosen
    #[arg(long, value_name = "MIN-MAX", value_parser = counts, required_unless_present = "bands")]
    agents: Option<RangeInclusive<u32>>,

    /// A band that is wanted. Repeated for each band, as in `--band 1-5 --band 6-20`
    #[arg(long = "band", value_name = "MIN-MAX", value_parser = counts, conflicts_with = "agents")]
    bands: Vec<RangeInclusive<u32>>,

    /// The abandoned share to keep, below the cap
    #[arg(long, value_name = "SHARE", value_parser = share, default_value = "2.5%")]
    target: Interval,

    /// With `--agents`: the share of its possible speed that a team may lose, so that there are fewer bands
    #[arg(long, value_name = "SHARE", value_parser = share, default_value = "20%")]
    loss: Interval,

    #[command(flatten)]
    assumptions: AssumptionArgs,

    #[command(flatten)]
    destination: Destination,

    #[command(flatten)]
    policy: PolicyArgs,
}

fn counts(text: &str) -> Result<RangeInclusive<u32>, String> {
    let parts = || {
        let (min, max) = text.split_once('-')?;
        Some(min.trim().parse().ok()?..=max.trim().parse().ok()?)
    };
    parts().ok_or_else(|| "write it as MIN-MAX, such as `6-20`".to_owned())
}

/// Runs the command.
pub(crate) fn run(args: &Args, output: &mut Output) -> Result<u8, Failure> {
    let mut options = Policies::new(&args.policy, None).for_here()?;
    let assumptions = args.assumptions.for_folder(Path::new("."), options.profile)?;
    let wanted = match &args.agents {
        Some(counts) => Wanted::Counts { counts: counts.clone(), loss: args.loss.high },
        None => Wanted::Bands(args.bands.clone()),
    };
    let target = args.target.low;
    if target > assumptions.cap_share() {
        let help = "a target stands below the cap, so that chance alone does not pass it";
        return Err(Failure::usage("the target is above the cap").help(help));
    }
    let suggestion = suggest(&assumptions, target, &wanted).map_err(Failure::usage)?;
    left_out(args, &suggestion, output)?;
    let fastest = suggestion.bands.iter().map(|band| band.max_speed).max();
    let Some(fastest) = fastest else {
        let help = "dial these teams progressively (one line for each idle agent), or join them to a larger one";
        return Err(Failure {
            exit: INVALID,
            ..Failure::usage("no speed keeps the target for any of these teams").help(help)
        });
    };
    let text = PacingBuilder::new(&args.dialer)
        .bands(&suggestion.bands)
        .abandon_threshold(fraction(target))
        .max_speed(fastest)
        .to_text();
    // Flags may differ from what a `pacing.toml` assumes.
    options.assumptions = Some(assumptions);
    let report = check(&text, &options);
    diagnostics(
        &mut io::stderr().lock(),
        output.err_paint,
        &Document { name: BUILT, line: None, report: &report, options: &options },
    )?;
    if !report.is_valid() {
        return Ok(INVALID);
    }
    args.destination.check()?;
    args.destination.write(&text, output)?;
    Ok(SUCCESS)
}

/// Says which teams get no band, and what can be done for them.
fn left_out(args: &Args, suggestion: &Suggestion, output: &Output) -> Result<(), Failure> {
    let (mut err, paint) = (io::stderr().lock(), output.err_paint);
    for teams in &suggestion.too_small {
        let (min, max) = (teams.start(), teams.end());
        let who = if min == max { format!("a team of {min}") } else { format!("teams of {min} to {max}") };
        writeln!(
            err,
            "{}: no speed of 1 or more keeps {} for {who}",
            paint.style(WARNING, "warning"),
            args.target_words()
        )?;
        if let Some(team) = suggestion.smallest_team {
            let help = paint.style(HELP, "help");
            writeln!(
                err,
                "  {help}: dial them progressively (one line for each idle agent), or dial from {team} agents on"
            )?;
        }
    }
    Ok(())
}

impl Args {
    fn target_words(&self) -> String {
        format!("{} %", fraction(self.target.low * 100.0))
    }
}

/// A share in plain digits, without the last bits that a double adds.
fn fraction(share: f64) -> String {
    let text = format!("{share:.9}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
