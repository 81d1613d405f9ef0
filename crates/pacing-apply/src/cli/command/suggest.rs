//! `suggest`: a configuration that keeps a target, as far as assumptions can say.

use crate::cli::assumptions::{AssumptionArgs, one_share, share};
use crate::cli::destination::Destination;
use crate::cli::failure::{Failure, INVALID, SUCCESS};
use crate::cli::output::{DIM, HELP, Output, WARNING};
use crate::cli::policy::{Policies, PolicyArgs};
use crate::cli::render::forecast::words::percent;
use crate::cli::render::{BUILT, Document, diagnostics};
use pacing_core::forecast::{AssumptionError, Suggestion, Wanted, suggest};
use pacing_core::{PacingBuilder, check};
use std::io::{self, Write};
use std::ops::RangeInclusive;
use std::path::Path;

/// Suggest a configuration whose predicted abandonment keeps a target
///
/// Each band gets the highest speed that keeps the target for its smallest team, and a speed of 1, the least that the platform takes, where
/// no speed does. Prints the document, or writes it to a file; `plan` or `forecast` shows what it would do. A prediction under stated
/// assumptions; no proof of compliance and no legal advice.
#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("wanted").args(["agents", "bands"]).required(true))]
pub(crate) struct Args {
    /// The dialer's id
    #[arg(long, value_name = "ID")]
    dialer: String,

    /// The smallest and the largest team, as in `1-50`: the bands are chosen
    #[arg(long, value_name = "MIN-MAX", value_parser = counts)]
    agents: Option<RangeInclusive<u32>>,

    /// A band that is wanted. Repeated for each band, as in `--band 1-5 --band 6-20`
    #[arg(long = "band", value_name = "MIN-MAX", value_parser = counts)]
    bands: Vec<RangeInclusive<u32>>,

    /// The abandoned share to keep, below the cap
    #[arg(long, value_name = "SHARE", value_parser = one_share, default_value = "2.5%")]
    target: f64,

    /// With `--agents`: the share of its possible speed that a team may lose, so that there are fewer bands
    #[arg(long, value_name = "SHARE", value_parser = lost, default_value = "20%", conflicts_with = "bands")]
    loss: f64,

    /// The global speed, which no band passes [default: that of the fastest band]
    #[arg(long, value_name = "SPEED", value_parser = clap::value_parser!(u32).range(1..=100))]
    max_speed: Option<u32>,

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

/// A share that may be nothing, and not all.
fn lost(text: &str) -> Result<f64, String> {
    match share(text)? {
        share if !share.is_exact() => Err(format!("`{text}` is a range, and this is one share")),
        share if share.high >= 1.0 => {
            Err(format!("`{text}` is all of it: a team can lose less than 100 % of its speed"))
        }
        share => Ok(share.high),
    }
}

/// Runs the command.
pub(crate) fn run(args: &Args, output: &mut Output) -> Result<u8, Failure> {
    let mut options = Policies::new(&args.policy, None).for_here()?;
    let assumptions = args.assumptions.for_folder(Path::new("."), options.profile)?;
    let wanted = match &args.agents {
        Some(counts) => Wanted::Counts { counts: counts.clone(), loss: args.loss },
        None => Wanted::Bands(args.bands.clone()),
    };
    let cap = assumptions.cap_share();
    if args.target > cap {
        let help = "a target stands below the cap, so that chance alone does not pass it";
        let message = format!("the target of {} is above the cap of {}", percent(args.target), percent(cap));
        return Err(Failure::usage(message).help(help));
    }
    let suggestion = suggest(&assumptions, args.target, &wanted, args.max_speed.unwrap_or(100)).map_err(refused)?;
    let fastest = suggestion.bands.iter().map(|band| band.max_speed).max();
    let Some(fastest) = fastest else {
        let join = suggestion.smallest_team.map(|team| format!(", or join them to teams of {team} or more"));
        let help = format!(
            "dial these teams progressively (one line for each idle agent) or in preview mode{}",
            join.unwrap_or_default()
        );
        let message = format!("no speed of 1 or more keeps {} for any of these teams", percent(args.target));
        return Err(Failure { exit: INVALID, ..Failure::usage(message).help(help) });
    };
    too_small(args, &suggestion, output)?;
    if args.max_speed.is_none() {
        let note = output.err_paint.style(DIM, "note");
        writeln!(
            io::stderr(),
            "{note}: the global speed is that of the fastest band, {fastest}; `--max-speed` holds all speeds at or below another one"
        )?;
    }
    let text = PacingBuilder::new(&args.dialer)
        .bands(&suggestion.bands)
        .abandon_threshold(fraction(args.target))
        .max_speed(args.max_speed.unwrap_or(fastest))
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

/// The flag is what a suggestion cannot do with.
fn refused(error: AssumptionError) -> Failure {
    match error {
        AssumptionError::NoSpeed => Failure::usage(error).help(
            "leave `--unit one-per-agent` out (or `unit` in `pacing.toml`) to have speeds for predictive dialling, or write the bands by `build`",
        ),
        _ => Failure::usage(error),
    }
}

/// Says for which teams no speed keeps the target, and what can be done for them.
fn too_small(args: &Args, suggestion: &Suggestion, output: &Output) -> Result<(), Failure> {
    if suggestion.too_small.is_empty() {
        return Ok(());
    }
    let (mut err, paint) = (io::stderr().lock(), output.err_paint);
    let teams: Vec<_> = joined(&suggestion.too_small).iter().map(words).collect();
    writeln!(
        err,
        "{}: no speed of 1 or more keeps {} for {}; their speed is 1, the least that the platform takes",
        paint.style(WARNING, "warning"),
        percent(args.target),
        teams.join(", ")
    )?;
    let below = suggestion.smallest_team.map_or("these teams".to_owned(), |team| format!("fewer than {team} agents"));
    writeln!(
        err,
        "  {}: dial with {below} not predictively but progressively (one line for each idle agent) or in preview mode",
        paint.style(HELP, "help")
    )?;
    Ok(())
}

fn words(teams: &RangeInclusive<u32>) -> String {
    let (min, max) = (teams.start(), teams.end());
    if min == max { format!("a team of {min}") } else { format!("teams of {min} to {max}") }
}

/// Ranges that adjoin or overlap as one.
fn joined(ranges: &[RangeInclusive<u32>]) -> Vec<RangeInclusive<u32>> {
    let mut sorted = ranges.to_vec();
    sorted.sort_by_key(|range| *range.start());
    let mut joined: Vec<RangeInclusive<u32>> = Vec::new();
    for range in sorted {
        match joined.last_mut() {
            Some(last) if *range.start() <= last.end() + 1 => *last = *last.start()..=*last.end().max(range.end()),
            _ => joined.push(range),
        }
    }
    joined
}

/// A share in plain digits, without the last bits that a double adds.
fn fraction(share: f64) -> String {
    let text = format!("{share:.9}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
