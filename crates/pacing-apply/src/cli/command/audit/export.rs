//! `audit export`: the records as CSV, for spreadsheets and other programs.

use super::selection::Selection;
use super::story::Story;
use super::{cells, unreadable, verified};
use crate::cli::destination::Destination;
use crate::cli::failure::{Failure, INVALID, SUCCESS};
use crate::cli::output::Output;
use pacing_apply::Error;
use pacing_apply::audit::verify::Options;
use pacing_apply::audit::{Change, FileStorage, Record, canonical};
use serde_json::Value;
use std::path::PathBuf;

/// Export the records of an audit log as CSV, a row each
///
/// RFC 4180 in UTF-8, with a header; times are UTC. A cell that a spreadsheet would take for a formula begins with `'`.
/// A log that does not hold is not exported, unless with `--unverified`; exit code 1.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The audit log
    #[arg(default_value = "pacing_audit.log")]
    file: PathBuf,

    /// What to write
    #[arg(long, value_enum, default_value_t)]
    format: As,

    #[command(flatten)]
    selection: Selection,

    /// Export what can be read of a log that does not hold, with a warning
    #[arg(long)]
    unverified: bool,

    #[command(flatten)]
    destination: Destination,
}

/// What an export is written as.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
enum As {
    /// Comma-separated values
    #[default]
    Csv,
}

/// The columns, in their order, each with the place of its value in the record. New ones come at the end.
const COLUMNS: [(&str, &str); 37] = [
    ("seq", "/seq"),
    ("timestamp", "/timestamp"),
    ("kind", "/kind"),
    ("action", "/action"),
    ("outcome", "/outcome"),
    ("dialer_id", "/dialer_id"),
    ("server", "/server"),
    ("actor", "/actor"),
    ("reason", "/reason"),
    ("run_id", "/run_id"),
    ("audit_id", "/audit_id"),
    ("intent", "/intent"),
    ("changes", ""),
    ("message", "/message"),
    ("attempts", "/attempts"),
    ("exit_code", "/exit_code"),
    ("recovered", "/recovered"),
    ("masked", "/masked"),
    ("method", "/method"),
    ("path", "/path"),
    ("status", "/status"),
    ("class", "/class"),
    ("result", "/result"),
    ("event_id", "/event_id"),
    ("found", "/found"),
    ("profile", "/profile/id"),
    ("profile_version", "/profile/version"),
    ("rule_set", "/rule_set"),
    ("tool", "/tool"),
    ("prev", "/prev"),
    ("hash", "/hash"),
    ("recovered_by", ""),
    ("recovered_run", ""),
    ("rollback_of", ""),
    ("body_sha256", ""),
    ("target", ""),
    ("signed_later", ""),
];

/// Runs the command.
pub(super) fn run(args: &Args, output: &mut Output) -> Result<u8, Failure> {
    args.destination.check()?;
    let report = verified(&args.file, &Options::default())?;
    if let Some(problem) = report.problem.as_ref().filter(|_| !report.is_torn() && !args.unverified) {
        let message = format!("`{}` does not hold, and nothing was exported: {problem}", args.file.display());
        let help = Some("`--unverified` exports what can be read of it, which proves nothing".to_owned());
        return Err(Failure { exit: INVALID, message: Some(message), help });
    }
    super::show::warn(&args.file, &report, output);
    let trail = FileStorage::new(&args.file).trail().map_err(|error| unreadable(&args.file, error))?;
    let story = Story::of(trail.records().map_while(Result::ok));
    let mut table = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let failed = |error: csv::Error| Failure::usage(format_args!("cannot write the table: {error}"));
    table.write_record(COLUMNS.map(|(name, _)| name)).map_err(failed)?;
    for record in trail.records() {
        match record {
            Ok(record) if args.selection.takes(&record, &story) => {
                table.write_record(row(&record, &story)).map_err(failed)?
            }
            Ok(_) => {}
            Err(_) if args.unverified || report.is_torn() => break,
            Err(error) => return Err(Failure::usage(Error::Audit(error))),
        }
    }
    let table = table.into_inner().map_err(|error| Failure::usage(format_args!("cannot write the table: {error}")))?;
    args.destination.write(&String::from_utf8_lossy(&table), output)?;
    Ok(if report.records_hold() { SUCCESS } else { INVALID })
}

fn row(record: &Record, story: &Story) -> Vec<String> {
    let value = record.to_value();
    let (begun, recovered) = (story.begun(record), story.recovered(record));
    let (who, why) = cells::who(record, story);
    let found = recovered.map(|_| &record.context);
    let or_empty = |text: Option<String>| text.unwrap_or_default();
    let cell = |(name, place): &(&str, &str)| match *name {
        "changes" => cells::changes(record).iter().map(change).collect::<Vec<_>>().join("\n"),
        "actor" => who.to_owned(),
        "reason" => why.unwrap_or_default().to_owned(),
        "run_id" => recovered.map_or(record.context.run_id, |begun| begun.run_id).to_string(),
        "recovered_by" => or_empty(found.map(|found| found.actor.clone())),
        "recovered_run" => or_empty(found.map(|found| found.run_id.to_string())),
        "rollback_of" => or_empty(begun.and_then(|begun| begun.rollback_of).map(|outcome| outcome.to_string())),
        "body_sha256" => or_empty(begun.map(|begun| begun.body_sha256.to_string())),
        "target" => cells::text(value.pointer("/target").or_else(|| value.pointer("/event/target"))),
        "signed_later" => or_empty(story.late(record).map(|late| late.record.to_string())),
        _ => cells::text(value.pointer(place)),
    };
    COLUMNS.iter().map(cell).map(harmless).collect()
}

fn change(Change { path, before, after }: &Change) -> String {
    let side = |value: &Option<Value>| value.as_ref().map_or_else(|| "(none)".to_owned(), canonical::text);
    format!("{path}: {} -> {}", side(before), side(after))
}

/// A cell that no spreadsheet takes for a formula: OWASP's list of first characters.
fn harmless(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell }
}
