//! `audit verify`: reads an audit log from end to end.

use crate::cli::failure::{Failure, INVALID, SUCCESS};
use crate::cli::output::{ADDED, ERROR, Output, WARNING, printable};
use crate::cli::render::Format;
use pacing_apply::Error;
use pacing_apply::audit::{FileStorage, Report};
use serde_json::{Value, json};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Read what an audit log says
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    Verify(Verify),
}

/// Verify an audit log: order, count, chain and checkpoint, and name the first line that does not hold
///
/// Exit code 0 when it holds, 1 when it does not, 2 when it cannot be read.
#[derive(Debug, clap::Args)]
struct Verify {
    /// The audit log
    #[arg(default_value = "pacing_audit.log")]
    file: PathBuf,

    /// How the result is shown
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Runs the command.
pub(crate) fn run(args: &Args, output: &mut Output) -> Result<u8, Failure> {
    let Command::Verify(Verify { file, format }) = &args.command;
    if !file.exists() {
        return Err(Failure::usage(format_args!("there is no file `{}`", file.display())));
    }
    let report = FileStorage::new(file).verify().map_err(|error| Failure::usage(Error::Audit(error)))?;
    match format {
        Format::Human => human(file, &report, output)?,
        Format::Json => writeln!(output.out, "{}", json(file, &report))?,
    }
    Ok(if report.holds() { SUCCESS } else { INVALID })
}

fn human(file: &Path, report: &Report, output: &mut Output) -> Result<(), Failure> {
    let (paint, name) = (output.paint, printable(&file.display().to_string()));
    let verdict = match &report.problem {
        None => format!("{}", paint.style(ADDED, "holds")),
        Some(problem) => format!("{}: {problem}", paint.style(ERROR, "does not hold")),
    };
    writeln!(output.out, "{name} {verdict}")?;
    let Report { records, runs, applied, legacy_lines, .. } = report;
    let upto = if report.holds() { "" } else { " up to there" };
    writeln!(
        output.out,
        "{}, {}, {}{upto}",
        plural(*records, "record"),
        plural(*runs, "run"),
        plural(*applied, "applied change")
    )?;
    if let (Some(first), Some(last)) = (report.first, report.last) {
        writeln!(output.out, "from {first} to {last}")?;
    }
    match (*legacy_lines, *records) {
        (0, _) => {}
        (lines, 0) => writeln!(output.out, "{} that are no records", plural(lines, "line"))?,
        (lines, _) => {
            let lines = plural(lines, "line");
            writeln!(output.out, "{lines} of an older log at its head, sealed by the first record")?;
        }
    }
    if let Some(continues) = &report.continues {
        writeln!(output.out, "goes on from `{}`, which is verified on its own", continues.file)?;
    }
    writeln!(output.out, "{}", paint.style(WARNING, &report.tail))?;
    Ok(())
}

fn json(file: &Path, report: &Report) -> Value {
    json!({
        "file": file.display().to_string(),
        "holds": report.holds(),
        "line": report.problem.as_ref().and_then(|problem| problem.line),
        "problem": report.problem.as_ref().map(|problem| problem.why.to_string()),
        "records": report.records,
        "legacy_lines": report.legacy_lines,
        "runs": report.runs,
        "applied": report.applied,
        "first": report.first.map(|time| time.to_string()),
        "last": report.last.map(|time| time.to_string()),
        "tail": report.tail.to_string(),
    })
}

fn plural(count: u64, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}
