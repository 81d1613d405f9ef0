//! `audit verify`: reads an audit log from end to end.

use super::verified;
use crate::cli::failure::{Failure, INVALID, SUCCESS, TORN};
use crate::cli::keys;
use crate::cli::output::{ADDED, DIM, ERROR, Output, WARNING, printable};
use crate::cli::render::Format;
use pacing_apply::audit::verify::Options;
use pacing_apply::audit::{CoveredLater, Problem, Report, Tail};
use serde_json::{Value, json};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Verify an audit log: order, count, chain and checkpoints, and name the first line that does not hold
///
/// Closed files that it goes on from are verified with it, as one chain. Exit code 0 when it holds, 1 when it does not,
/// 2 when it cannot be read, 8 when all that is wrong is a torn last line, as an interrupted write leaves it.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The audit log
    #[arg(default_value = "pacing_audit.log")]
    file: PathBuf,

    /// The public key (PEM) that has to have signed the checkpoint. May be repeated: one of them
    #[arg(long, value_name = "FILE")]
    public_key: Vec<PathBuf>,

    /// A copy of an earlier checkpoint, kept where the writer of the log cannot change it: the log has to hold what it
    /// counts. May be repeated
    #[arg(long, value_name = "FILE")]
    witness: Vec<PathBuf>,

    /// Verify this file alone, without those that it goes on from
    #[arg(long)]
    alone: bool,

    /// How the result is shown
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Runs the command.
pub(super) fn run(args: &Args, output: &mut Output) -> Result<u8, Failure> {
    let Args { file, public_key, witness, alone, format } = args;
    let options = Options { keys: keys::public(public_key)?, witnesses: keys::witnesses(witness)?, alone: *alone };
    let report = verified(file, &options)?;
    match format {
        Format::Human => human(file, &report, output)?,
        Format::Json => writeln!(output.out, "{}", json(file, &report))?,
    }
    Ok(match report.problem {
        None => SUCCESS,
        Some(_) if report.is_torn() => TORN,
        Some(_) => INVALID,
    })
}

fn human(file: &Path, report: &Report, output: &mut Output) -> Result<(), Failure> {
    let (paint, name) = (output.paint, printable(&file.display().to_string()));
    let verdict = match &report.problem {
        None => format!("{}", paint.style(ADDED, "holds")),
        Some(Problem { line, why, .. }) if report.is_torn() => {
            let line = line.map_or_else(String::new, |line| format!(" in line {line}"));
            format!("{}{line}: {why}; what stands above it holds", paint.style(WARNING, "ends torn"))
        }
        Some(problem) => format!("{}: {}", paint.style(ERROR, "does not hold"), printable(&problem.to_string())),
    };
    writeln!(output.out, "{name} {verdict}")?;
    let Report { files, records, runs, applied, legacy_lines, .. } = report;
    let upto = if report.holds() { "" } else { " up to there" };
    writeln!(
        output.out,
        "{}, {}, {}{upto}",
        plural(*records, "record"),
        plural(*runs, "run"),
        plural(*applied, "applied change")
    )?;
    if let (Some(first), Some(last)) = (report.first, report.last) {
        writeln!(output.out, "from {first:.3} to {last:.3}")?;
    }
    match (*legacy_lines, *records) {
        (0, _) => {}
        (1, 0) => writeln!(output.out, "1 line that is no record")?,
        (lines, 0) => writeln!(output.out, "{lines} lines that are no records")?,
        (lines, _) => {
            let lines = plural(lines, "line");
            writeln!(output.out, "{lines} of an older log at its head, sealed by the first record")?;
        }
    }
    if files.len() > 1 {
        writeln!(output.out, "in {} files: {}", files.len(), printable(&files.join(", ")))?;
    }
    if let Some(continues) = &report.continues {
        writeln!(output.out, "goes on from `{}`, which was not verified here", printable(&continues.file))?;
    }
    for late in &report.covered_later {
        writeln!(output.out, "note: {}", printable(&late.to_string()))?;
    }
    writeln!(output.out, "{}", paint.style(DIM, format_args!("note: {}", report.tail)))?;
    Ok(())
}

fn json(file: &Path, report: &Report) -> Value {
    let problem = report.problem.as_ref();
    json!({
        "file": file.display().to_string(),
        "files": report.files,
        "holds": report.holds(),
        "verdict": match report.problem {
            None => "holds",
            Some(_) if report.is_torn() => "torn",
            Some(_) => "broken",
        },
        "line": problem.and_then(|problem| problem.line),
        "line_file": problem.and_then(|problem| problem.file.clone().or_else(|| report.files.last().cloned().filter(|_| problem.line.is_some()))),
        "problem": problem.map(|problem| problem.why.to_string()),
        "records": report.records,
        "legacy_lines": report.legacy_lines,
        "runs": report.runs,
        "applied": report.applied,
        "first": report.first.map(|time| format!("{time:.3}")),
        "last": report.last.map(|time| format!("{time:.3}")),
        "continues": report.continues.as_ref().map(|continues| continues.file.clone()),
        "signed_by": match &report.tail {
            Tail::Signed { key_id, .. } => Some(key_id),
            _ => None,
        },
        "not_signed": match &report.tail {
            Tail::Signed { beyond, .. } => Some(beyond),
            _ => None,
        },
        "covered_later": report.covered_later.iter().map(covered_later).collect::<Vec<_>>(),
        "tail": report.tail.to_string(),
    })
}

/// Records that a signature covered only afterwards.
pub(super) fn covered_later(late: &CoveredLater) -> Value {
    let CoveredLater { from, to, record, actor, accepted, .. } = late;
    json!({"from": from, "to": to, "record": record, "actor": actor, "accepted": accepted})
}

fn plural(count: u64, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}
