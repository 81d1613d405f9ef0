//! `audit rotate`: closes an audit log; the next run begins a new file that goes on from it.

use super::verified;
use crate::cli::failure::{Failure, INVALID, SUCCESS, reason};
use crate::cli::keys;
use crate::cli::output::{Output, printable};
use crate::cli::settings::Environment;
use pacing_apply::audit::verify::Options;
use pacing_apply::audit::{self, AuditKey, FileStorage};
use pacing_apply::{Error, Exit, Journal};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Close an audit log: it becomes FILE.rotated-N, and the next run begins a new file that seals it
///
/// Nothing is closed while the log does not hold, a change in it has no outcome, or an event waits for delivery.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The audit log
    #[arg(default_value = "pacing_audit.log")]
    file: PathBuf,

    /// The private key (PEM) that signs its checkpoint [env: PACING_AUDIT_KEY_FILE]
    #[arg(long, value_name = "FILE")]
    audit_key: Option<PathBuf>,
}

/// Runs the command.
pub(super) fn run(args: &Args, output: &mut Output) -> Result<u8, Failure> {
    let key = keys::private(args.audit_key.as_deref(), &Environment::read()?)?;
    must_hold(&args.file)?;
    let closed = finish(close(&args.file, key))?;
    let (name, file) = (printable(&args.file.display().to_string()), printable(&closed.file));
    writeln!(output.out, "{name} is closed as `{file}`, up to record {} with hash {}", closed.count, closed.hash)?;
    writeln!(
        output.out,
        "the next record begins a new {name} and seals it; keep both, `audit verify {name}` reads them as one"
    )?;
    Ok(SUCCESS)
}

async fn close(file: &Path, key: Option<AuditKey>) -> Result<audit::record::Continues, audit::Error> {
    let journal = Journal::open(FileStorage::new(file)).await?;
    let mut journal = match key {
        Some(key) => journal.signed_by(key)?,
        None => journal,
    };
    journal.rotate().await
}

/// Fails where the log does not hold: what is closed or signed is said to be in order. A torn last line is no record yet.
pub(super) fn must_hold(file: &Path) -> Result<(), Failure> {
    let report = verified(file, &Options::default())?;
    let Some(problem) = report.problem.as_ref().filter(|_| !report.is_torn()) else { return Ok(()) };
    let message = format!("`{}` does not hold, and nothing was done: {problem}", file.display());
    Err(Failure { exit: INVALID, message: Some(message), help: None })
}

/// Does work on the log to its end. A signal ends the program at once: the log holds at every step.
pub(super) fn finish<T>(work: impl Future<Output = Result<T, audit::Error>>) -> Result<T, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    let runtime = runtime.map_err(|error| Failure::usage(format_args!("cannot start: {}", reason(&error))))?;
    runtime.block_on(work).map_err(refused)
}

fn refused(error: audit::Error) -> Failure {
    let refused = matches!(error, audit::Error::CannotRotate { .. });
    let failure = Failure::from(Error::Audit(error));
    if refused { Failure { exit: Exit::NotApplied.code(), ..failure } } else { failure }
}
