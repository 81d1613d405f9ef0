//! `apply`: a document onto its dialer, with token, comparison, audit, read-back and event.

use crate::cli::change::{Change, ChangeArgs, carry_out};
use crate::cli::failure::Failure;
use crate::cli::output::Output;
use crate::cli::policy::PolicyArgs;
use crate::cli::refusal::refuse;
use crate::cli::render::diagnostics;
use crate::cli::runtime;
use crate::cli::source;
use std::io;
use std::path::PathBuf;

/// Apply a document to its dialer
///
/// Shows the plan and asks; without a terminal it needs --yes. Nothing that has an error is ever sent.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The document, or `-` for standard input
    file: PathBuf,

    /// Apply to an embedded sandbox instead of a platform: no setting is read, nothing leaves this machine. The audit log is
    /// pacing_audit.sandbox.log, unless `--audit` names one
    #[arg(long, conflicts_with_all = ["base_url", "client_id", "webhook"])]
    sandbox: bool,

    /// Send the document although the dialer holds it already
    #[arg(long)]
    force: bool,

    #[command(flatten)]
    policy: PolicyArgs,

    #[command(flatten)]
    change: ChangeArgs,
}

/// Runs the command.
pub(crate) fn run(args: &Args, output: &mut Output) -> Result<u8, Failure> {
    let (environment, source) = source::open(&args.file, args.sandbox, &args.policy, &args.change.platform)?;
    let checked = source.check();
    let document = source.document(&checked.report);
    diagnostics(&mut io::stderr().lock(), output.err_paint, &document)?;
    let (name, sandbox, force) = (source.name.as_str(), args.sandbox, args.force);
    let (args, environment, reason) = (&args.change, &environment, args.change.run.reason.clone());
    let Some(valid) = &checked.valid else {
        return runtime::run(refuse(args, sandbox, reason, &document, output), |signal| Ok(signal.exit()));
    };
    carry_out(&Change { args, environment, valid, name, sandbox, force, rollback_of: None, reason }, output)
}
