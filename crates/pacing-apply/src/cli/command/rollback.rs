//! `rollback`: the dialer gets the document again that it held before a change.

use crate::cli::change::{Change, ChangeArgs, carry_out};
use crate::cli::failure::Failure;
use crate::cli::log::Log;
use crate::cli::output::Output;
use crate::cli::policy::{Policies, PolicyArgs};
use crate::cli::refusal::refuse;
use crate::cli::render::{Document, diagnostics};
use crate::cli::runtime;
use crate::cli::settings::{self, Environment};
use pacing_apply::audit::FileStorage;
use pacing_apply::progress;
use pacing_apply::rollback::{Earlier, Which, find};
use pacing_apply::{Error, Exit};
use pacing_core::{DialerId, Level, validate};
use std::fmt::Display;
use std::io;
use std::path::Path;

/// Take a change back: the dialer gets the document that it held before it, as the audit log keeps it
///
/// Goes the way of `apply`: the document is checked, the plan is shown, it asks, and writes its own records. Later changes of
/// the dialer are taken back as well.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    which: WhichArgs,

    #[command(flatten)]
    policy: PolicyArgs,

    #[command(flatten)]
    change: ChangeArgs,
}

#[derive(Debug, clap::Args)]
#[group(required = true, multiple = false)]
struct WhichArgs {
    /// The number (`seq`) of the outcome in the audit log
    seq: Option<u64>,

    /// The run that made the change, by its id or the first characters of it (4 or more)
    #[arg(long, value_name = "ID", value_parser = run_id)]
    run: Option<String>,

    /// The change that was applied last
    #[arg(long)]
    last: bool,
}

const UNKNOWN_FIELD: &str = "unknown-field";

/// Runs the command.
pub(crate) fn run(args: &Args, output: &mut Output) -> Result<u8, Failure> {
    let environment = Environment::read()?;
    let addressed = settings::addressed(&args.change.platform, &environment)?;
    let audit = args.change.run.audit_log(false);
    let earlier = read(&audit, &args.which.which(addressed.clone()))?;
    let Earlier { seq, later, .. } = earlier;
    let dialer = right_place(&earlier, addressed, args, &environment)?;

    let log = Log::new(&args.change.log, output.err_paint);
    log.write(
        progress::Level::Info,
        &format!("back to what dialer `{dialer}` held before record {seq} of {:.0}", earlier.timestamp),
    );
    if later > 0 {
        let changes = if later == 1 { "1 later change is".to_owned() } else { format!("{later} later changes are") };
        log.write(progress::Level::Warning, &format!("{changes} taken back as well"));
    }
    let mut options = Policies::new(&args.policy, Some(dialer)).for_here()?;
    if options.overrides.iter().all(|(rule, _)| rule != UNKNOWN_FIELD) {
        // What the dialer itself held is no slip of anybody's.
        options.overrides.set(UNKNOWN_FIELD, Level::Off).map_err(Failure::usage)?;
    }
    let checked = validate(&earlier.text, &options);
    let name = format!("what the dialer held before record {seq}");
    let document = Document { name: &name, line: None, report: &checked.report, options: &options };
    diagnostics(&mut io::stderr().lock(), output.err_paint, &document)?;
    let reason = Some(match &args.change.run.reason {
        Some(reason) => format!("{reason} (rollback of record {seq})"),
        None => format!("rollback of record {seq}"),
    });
    let (args, environment, name) = (&args.change, &environment, name.as_str());
    let Some(valid) = &checked.valid else {
        return runtime::run(refuse(args, false, reason, &document, output), |signal| Ok(signal.exit()));
    };
    let rollback_of = Some(earlier.outcome);
    carry_out(&Change { args, environment, valid, name, sandbox: false, force: false, rollback_of, reason }, output)
}

impl WhichArgs {
    fn which(&self, addressed: Option<DialerId>) -> Which {
        match (self.seq, self.run.clone()) {
            (Some(seq), _) => Which::Record(seq),
            (None, Some(run)) => Which::Run(run),
            (None, None) => Which::Last(addressed),
        }
    }
}

/// The id of a run, or how it begins.
fn run_id(text: &str) -> Result<String, String> {
    let is_id = text.len() >= 4 && text.chars().all(|c| c.is_ascii_hexdigit() || c == '-');
    let wrong = || "write the id of a run as `audit show` shows it, or its first characters (4 or more)".to_owned();
    if is_id { Ok(text.to_lowercase()) } else { Err(wrong()) }
}

/// Reads the log, which must hold from its first line to its last: what it says is going to be sent.
fn read(audit: &Path, which: &Which) -> Result<Earlier, Failure> {
    let name = audit.display();
    if !audit.exists() {
        return Err(Failure::usage(format_args!("there is no file `{name}`")));
    }
    let report = FileStorage::new(audit).verify().map_err(|error| Failure::usage(Error::Audit(error)))?;
    if let Some(problem) = report.problem.as_ref().filter(|_| !report.is_torn()) {
        return Err(refused(format_args!("the audit log `{name}` is not relied on: {problem}")));
    }
    let trail = FileStorage::new(audit).trail().map_err(|error| Failure::usage(Error::Audit(error)))?;
    // All of them were just verified.
    find(trail.records().map_while(Result::ok), which).map_err(refused)
}

/// The dialer, which must be the one that is addressed, at the platform that the settings name.
fn right_place(
    earlier: &Earlier,
    addressed: Option<DialerId>,
    args: &Args,
    environment: &Environment,
) -> Result<DialerId, Failure> {
    let Earlier { seq, dialer, server, .. } = earlier;
    let parsed = DialerId::parse(dialer).map_err(|error| refused(format_args!("record {seq}: {error}")))?;
    if let Some(other) = addressed.filter(|other| *other != parsed) {
        return Err(refused(format_args!("record {seq} is of dialer `{dialer}`, and `{other}` is addressed")));
    }
    let base_url = settings::base_url(&args.change.platform, environment)?;
    match server {
        Some(server) if *server != base_url.origin() => {
            let set = base_url.origin();
            Err(refused(format_args!("record {seq} is of a dialer at `{server}`, and the settings name `{set}`")))
        }
        _ => Ok(parsed),
    }
}

fn refused(why: impl Display) -> Failure {
    Failure { exit: Exit::NotApplied.code(), message: Some(format!("nothing was sent: {why}")), help: None }
}
