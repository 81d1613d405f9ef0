//! `plan`: what a document would change on its dialer.

use crate::cli::failure::{CHANGES, Failure, INVALID, SUCCESS};
use crate::cli::log::{Log, LogArgs};
use crate::cli::output::Output;
use crate::cli::policy::PolicyArgs;
use crate::cli::practice::Practice;
use crate::cli::render::changes::{changes_json, no_event, plan as show};
use crate::cli::render::{Format, diagnostics, document_json};
use crate::cli::runtime;
use crate::cli::settings::{self, Environment, PlatformArgs, WEBHOOK_URL};
use crate::cli::source;
use pacing_apply::host::NativeHost;
use pacing_apply::{Plan, Session, plan};
use pacing_core::{DialerDocument, Valid};
use serde_json::json;
use std::io::{self, Write};
use std::path::PathBuf;

/// Show what a document would change on its dialer, and change nothing
///
/// Exit code 0 when the dialer holds the document already, 10 when it would change.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The document, or `-` for standard input
    file: PathBuf,

    /// Plan against an embedded sandbox instead of a platform: no setting is read, nothing leaves this machine
    #[arg(long, conflicts_with_all = ["base_url", "client_id"])]
    sandbox: bool,

    /// How the result is shown
    #[arg(long, value_enum, default_value_t)]
    format: Format,

    #[command(flatten)]
    policy: PolicyArgs,

    #[command(flatten)]
    platform: PlatformArgs,

    #[command(flatten)]
    log: LogArgs,
}

/// Runs the command.
pub(crate) fn run(args: &Args, output: &mut Output) -> Result<u8, Failure> {
    let (environment, source) = source::open(&args.file, args.sandbox, &args.policy, &args.platform)?;
    let checked = source.check();
    let document = source.document(&checked.report);
    diagnostics(&mut io::stderr().lock(), output.err_paint, &document)?;
    let Some(valid) = checked.valid else {
        if args.format == Format::Json {
            writeln!(
                output.out,
                "{}",
                json!({"exit": INVALID, "message": "the document has errors", "report": document_json(&document)})
            )?;
        }
        if let Some(help) = source::other_dialer(&checked.report, &args.platform) {
            let message = Some("the document is for another dialer".to_owned());
            output.fail(&Failure { exit: INVALID, message, help: Some(help) });
        }
        return Ok(INVALID);
    };
    runtime::run(planned(args, &environment, &valid, output), |signal| Ok(signal.exit()))
}

async fn planned(
    args: &Args,
    environment: &Environment,
    valid: &Valid<DialerDocument>,
    output: &mut Output,
) -> Result<u8, Failure> {
    let log = Log::new(&args.log, output.err_paint);
    let practice = if args.sandbox { Some(Practice::start(valid.id.clone()).await?) } else { None };
    let settings = match &practice {
        Some(practice) => settings::of_sandbox(&args.platform, practice.sandbox())?,
        None => settings::platform(&args.platform, environment)?,
    };
    let host = NativeHost::new(&settings::host_options(args.platform.ca_file.as_deref(), false, &settings))?;
    let observer = |progress: &_| log.progress(progress);
    let session = Session::new(&host, &settings, &observer);
    let plan = plan(&session, valid).await.map_err(|error| args.platform.blame(error))?;
    let exit = if plan.is_empty() { SUCCESS } else { CHANGES };
    let event = settings.webhook.is_some() || environment.get(WEBHOOK_URL)?.is_some();
    match args.format {
        Format::Human => {
            show(&mut output.out, output.paint, &plan, &settings.base_url.to_string())?;
            if !plan.is_empty() && !event {
                no_event(&mut output.out)?;
            }
        }
        Format::Json => writeln!(output.out, "{}", plan_json(&plan, exit, event)?)?,
    }
    Ok(exit)
}

fn plan_json(plan: &Plan, exit: u8, event: bool) -> io::Result<String> {
    #[derive(serde::Serialize)]
    struct PlanJson<'a> {
        dialer: &'a str,
        exit: u8,
        status: Option<&'a str>,
        etag: Option<&'a str>,
        changes: Vec<crate::cli::render::changes::ChangeJson<'a>>,
        only_stored: &'a [String],
        event: bool,
    }
    Ok(serde_json::to_string(&PlanJson {
        dialer: plan.dialer.as_str(),
        exit,
        status: plan.live.status.as_deref(),
        etag: plan.live.etag.as_deref(),
        changes: changes_json(&plan.changes),
        only_stored: &plan.only_stored,
        event,
    })?)
}
