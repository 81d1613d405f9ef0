//! `audit show`: what was done, by whom, when and why.

use super::open::Open;
use super::selection::Selection;
use super::story::Story;
use super::verify::covered_later;
use super::{cells, record, unreadable, verified};
use crate::cli::failure::{Failure, INVALID, SUCCESS};
use crate::cli::output::{BOLD, Output, WARNING, printable};
use crate::cli::render::Format;
use pacing_apply::audit::verify::Options;
use pacing_apply::audit::{Body, FileStorage, Record, Report};
use serde_json::json;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Show what an audit log holds: when, who, what, which dialer, with what outcome, and why
///
/// Without `--run`, `--record` or `--all` it leaves out the single requests and the beginnings of changes. Times are UTC. Below the table it
/// names the changes that have no outcome yet, and the events that wait. Exit code 1, with a warning, when the log does not hold: then what is shown proves nothing. A torn last
/// line, as an interrupted write leaves it, is told and not shown.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The audit log
    #[arg(default_value = "pacing_audit.log")]
    file: PathBuf,

    /// One record in full, with its changes, by its number or its `audit_id`
    #[arg(long, value_name = "N", conflicts_with_all = ["run", "dialer", "since", "until", "all"])]
    record: Option<String>,

    #[command(flatten)]
    selection: Selection,

    /// Every record, single requests included
    #[arg(long)]
    all: bool,

    /// How the result is shown
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Runs the command.
pub(super) fn run(args: &Args, output: &mut Output) -> Result<u8, Failure> {
    let report = verified(&args.file, &Options::default())?;
    let trail = FileStorage::new(&args.file).trail().map_err(|error| unreadable(&args.file, error))?;
    let story = Story::of(trail.records().map_while(Result::ok));
    // What stands behind a line that cannot be read is not shown; `verify` names that line.
    let (mut open, mut is_there) = (Open::default(), false);
    let all = trail.records().map_while(Result::ok).inspect(|record| {
        open.take(record);
        is_there |= args.selection.is_of_run(record, &story);
    });
    let records: Vec<_> = all.filter(|record| args.wants(record, &story)).collect();
    let open = open.only(&args.selection, &story);
    if records.is_empty() && args.record.is_some() {
        let what = args.record.as_deref().unwrap_or_default();
        return Err(Failure::usage(format_args!("there is no record `{what}` in `{}`", args.file.display())));
    }
    if let Some(run) = args.selection.run.as_ref().filter(|_| !is_there) {
        return Err(Failure::usage(format_args!("there is no run `{run}` in `{}`", args.file.display())));
    }
    warn(&args.file, &report, output);
    match (args.format, records.first().filter(|_| args.record.is_some())) {
        (Format::Json, _) => {
            let problem = report.problem.as_ref().map(ToString::to_string);
            let recovered = story.json(records.iter());
            let records: Vec<_> = records.iter().map(Record::to_value).collect();
            let late: Vec<_> = story.all_late().iter().map(covered_later).collect();
            let shown = json!({
                "holds": report.holds(),
                "problem": problem,
                "records": records,
                "recovered": recovered,
                "covered_later": late,
                "open": open.json(),
            });
            writeln!(output.out, "{shown}")?;
        }
        (Format::Human, Some(one)) => record::human(one, &story, output)?,
        (Format::Human, None) => {
            table(&records, &story, output)?;
            for late in story.all_late().iter().filter(|late| records.iter().any(|record| late.covers(record.seq))) {
                writeln!(output.out, "note: {}", printable(&late.to_string()))?;
            }
            open.sentences().try_for_each(|open| writeln!(output.out, "note: {open}"))?;
        }
    }
    Ok(if report.records_hold() { SUCCESS } else { INVALID })
}

impl Args {
    fn wants(&self, record: &Record, story: &Story) -> bool {
        if let Some(wanted) = &self.record {
            return record.seq.to_string() == *wanted || record.mark.audit_id.to_string() == wanted.to_lowercase();
        }
        let in_short = !matches!(record.body, Body::Intent(_) | Body::Attempt(_));
        self.selection.takes(record, story) && (self.all || self.selection.run.is_some() || in_short)
    }
}

/// Says on stderr that the log does not hold, whatever is shown.
pub(super) fn warn(file: &Path, report: &Report, output: &Output) {
    if let Some(problem) = &report.problem {
        let (name, paint) = (printable(&file.display().to_string()), output.err_paint);
        let problem = printable(&problem.to_string());
        let (verdict, so) = match report.is_torn() {
            true => ("ends torn", "what is shown holds"),
            false => ("does not hold", "what is shown proves nothing"),
        };
        // Nobody is left to tell when this cannot be written.
        let _ = writeln!(io::stderr().lock(), "{}: {name} {verdict}: {problem}; {so}", paint.style(WARNING, "warning"));
    }
}

const TITLES: [&str; 9] = ["", "WHEN (UTC)", "WHO", "WHAT", "DIALER", "PLATFORM", "OUTCOME", "RUN", "WHY"];
/// No column but the last one becomes wider than this.
const WIDEST: usize = 38;

fn table(records: &[Record], story: &Story, output: &mut Output) -> Result<(), Failure> {
    let rows: Vec<_> = records.iter().map(|record| row(record, story)).collect();
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count());
        cells.chain(TITLES.get(column).map(|title| title.len())).max().unwrap_or(0).min(WIDEST)
    };
    let widths: Vec<_> = (0..TITLES.len()).map(width).collect();
    let line = |cells: [&str; 9]| {
        let mut line = String::new();
        for (cell, width) in cells.iter().zip(&widths) {
            line.push_str(&format!("{cell:width$}  "));
        }
        line.trim_end().to_owned()
    };
    if records.is_empty() {
        writeln!(output.out, "no record is of this kind")?;
        return Ok(());
    }
    let paint = output.paint;
    writeln!(output.out, "{}", paint.style(BOLD, line(TITLES)))?;
    for row in &rows {
        writeln!(output.out, "{}", line(row.each_ref().map(String::as_str)))?;
    }
    Ok(())
}

fn row(record: &Record, story: &Story) -> [String; 9] {
    let Record { seq, mark, context, .. } = record;
    let cut = |text: &str| {
        let plain = printable(text);
        if plain.chars().count() <= WIDEST {
            return plain;
        }
        plain.chars().take(WIDEST - 1).chain(['…']).collect()
    };
    let (who, why) = cells::who(record, story);
    let run = story.recovered(record).map_or(context.run_id, |begun| begun.run_id).to_string();
    let platform = context.server.as_ref().map_or_else(|| "-".to_owned(), ToString::to_string);
    [
        format!("{seq}{}", if story.late(record).is_some() { "*" } else { "" }),
        mark.timestamp.strftime("%Y-%m-%d %H:%M:%S").to_string(),
        cut(who),
        cut(&cells::what(record, story)),
        cut(context.dialer_id.as_deref().unwrap_or("-")),
        cut(platform.strip_prefix("https://").unwrap_or(&platform)),
        cells::outcome(record),
        run.chars().take(8).collect(),
        printable(why.unwrap_or("")),
    ]
}
