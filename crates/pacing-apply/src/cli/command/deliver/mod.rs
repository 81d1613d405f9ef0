//! `deliver`: sends the events that wait in an audit log, or gives one of them up.

mod give_up;
mod postman;
mod shown;

use crate::cli::failure::Failure;
use crate::cli::log::{Log, LogArgs};
use crate::cli::output::Output;
use crate::cli::render::Format;
use crate::cli::runtime;
use crate::cli::settings::{self, Environment, EventPatienceArgs, ReceiverArgs, RunArgs, WEBHOOK_URL};
use pacing_apply::settings::{Settings, Webhook};
use pacing_apply::{Error, Stop};
use postman::Postman;
use std::path::PathBuf;

/// Send the events that wait in an audit log
///
/// Exit code 0 when none waits any more, 5 when one does. Events are sent at least once, always with the same id.
#[derive(Debug, clap::Args)]
// A record of a delivery holds no client data, so there is nothing to leave out.
#[command(mut_arg("audit_masked", |flag| flag.hide(true)))]
pub(crate) struct Args {
    /// Stay, and send what comes into the log, until Ctrl-C
    #[arg(long)]
    watch: bool,

    /// Send also the events that were meant for another receiver, such as one that has moved
    #[arg(long)]
    any_receiver: bool,

    /// Give an event up that nobody will ever take: close it in the log, and send it never. By its id, or the number (`seq`)
    /// of the outcome that holds it; `audit show` names what waits. Asks first
    #[arg(long, value_name = "EVENT", conflicts_with_all = ["watch", "any_receiver"])]
    give_up: Option<String>,

    /// Do not ask before an event is given up
    #[arg(short, long, requires = "give_up")]
    yes: bool,

    /// How the result is shown
    #[arg(long, value_enum, default_value_t)]
    format: Format,

    /// Certificates (PEM) that are trusted besides those of the system
    #[arg(long, value_name = "FILE")]
    ca_file: Option<PathBuf>,

    #[command(flatten)]
    receiver: ReceiverArgs,

    #[command(flatten)]
    run: RunArgs,

    #[command(flatten)]
    patience: EventPatienceArgs,

    #[command(flatten)]
    log: LogArgs,
}

/// Runs the command.
pub(crate) fn run(args: &Args, output: &mut Output) -> Result<u8, Failure> {
    let (log, stop) = (Log::new(&args.log, output.err_paint), Stop::default());
    let environment = Environment::read()?;
    let webhook = receiver(args, &environment)?;
    let settings = settings::without_platform(&args.patience, &args.run, webhook)?;
    let audit = args.run.audit_log(false);
    if !audit.exists() {
        return Err(Failure::usage(format_args!("there is no file `{}`", audit.display())));
    }
    let settings = Settings { masked: args.run.trail.masked(&audit, None)?, ..settings };
    let key = args.run.trail.key(&environment)?;
    let left = |signal: runtime::Signal| Failure { exit: signal.exit(), message: None, help: None };
    let postman = Postman { args, settings, audit, key, log, stop: &stop };
    match &args.give_up {
        Some(event) => runtime::run_to_end(postman.give_up(event, output), &stop, log, left),
        None if args.watch => runtime::run_to_end(postman.stay(output), &stop, log, left),
        None => runtime::run_to_end(postman.once(output), &stop, log, left),
    }
}

/// The receiver, which has to be set where anything is sent.
fn receiver(args: &Args, environment: &Environment) -> Result<Option<Webhook>, Failure> {
    if args.give_up.is_some() {
        return Ok(None);
    }
    match settings::webhook(&args.receiver, environment)? {
        Some(webhook) => Ok(Some(if args.any_receiver { webhook.for_all() } else { webhook })),
        None => Err(Error::MissingSettings { names: vec![WEBHOOK_URL] }.into()),
    }
}
