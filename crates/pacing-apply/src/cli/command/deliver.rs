//! `deliver`: sends the events that wait in an audit log.

use crate::cli::failure::{Failure, SUCCESS};
use crate::cli::leftovers::without_outcome;
use crate::cli::log::{Log, LogArgs};
use crate::cli::output::{Output, printable};
use crate::cli::render::Format;
use crate::cli::runtime;
use crate::cli::settings::{self, Environment, PatienceArgs, ReceiverArgs, RunArgs, WEBHOOK_URL};
use pacing_apply::audit::{AuditKey, FileStorage, Origin, PendingEvent};
use pacing_apply::host::{Host, NativeHost};
use pacing_apply::outbox::Waiting;
use pacing_apply::progress::Level;
use pacing_apply::{DialerLock, Error, Exit, Journal, Outbox, Patience, Progress, Session, Settings, Stop, deliver};
use serde_json::json;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Send the events that wait in an audit log
///
/// Exit code 0 when none waits any more, 5 when one does. Events are sent at least once, always with the same id.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Stay, and send what comes into the log, until Ctrl-C
    #[arg(long)]
    watch: bool,

    /// Send also the events that were meant for another receiver, such as one that has moved
    #[arg(long)]
    any_receiver: bool,

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
    patience: PatienceArgs,

    #[command(flatten)]
    log: LogArgs,
}

/// How often a program that stays looks into the log.
const LOOK: Duration = Duration::from_secs(1);

/// Runs the command.
pub(crate) fn run(args: &Args, output: &mut Output) -> Result<u8, Failure> {
    let log = Log::new(&args.log, output.err_paint);
    let environment = Environment::read()?;
    let Some(webhook) = settings::webhook(&args.receiver, &environment)? else {
        return Err(Error::MissingSettings { names: vec![WEBHOOK_URL] }.into());
    };
    let webhook = if args.any_receiver { webhook.for_all() } else { webhook };
    let settings = settings::without_platform(&args.patience, &args.run, webhook)?;
    let audit = args.run.audit_log(false);
    if !args.watch && !audit.exists() {
        return Err(Failure::usage(format_args!("there is no file `{}`", audit.display())));
    }
    let stop = Stop::default();
    let key = args.run.trail.key(&environment)?;
    let postman = Postman { args, settings, audit, key, log, stop: &stop };
    if args.watch {
        // A program that stays has no other end than a signal, so that is a good one.
        let left = |_| Failure { exit: SUCCESS, message: None, help: None };
        return runtime::run_to_end(postman.stay(), &stop, log, left).map(|_| SUCCESS);
    }
    let left = |signal: runtime::Signal| Failure { exit: signal.exit(), message: None, help: None };
    runtime::run_to_end(postman.once(output), &stop, log, left)
}

struct Postman<'a> {
    args: &'a Args,
    settings: Settings,
    audit: PathBuf,
    key: Option<AuditKey>,
    log: Log,
    stop: &'a Stop,
}

impl Postman<'_> {
    async fn once(&self, output: &mut Output) -> Result<u8, Failure> {
        let host = self.host()?;
        let mut journal = self.args.run.trail.open(&self.audit, self.key.clone()).await?;
        let outbox = self.round(&host, &mut journal, Patience::Run).await?;
        for intent in journal.open_intents().map_err(Error::Audit)? {
            self.log.write(Level::Warning, &without_outcome(&intent));
        }
        let exit = if outbox.waiting.is_empty() { SUCCESS } else { Exit::EventWaiting.code() };
        match self.args.format {
            Format::Human => human(output, &self.audit, &outbox)?,
            Format::Json => writeln!(output.out, "{}", json(&outbox, exit))?,
        }
        Ok(exit)
    }

    async fn stay(&self) -> Result<u8, Failure> {
        let host = self.host()?;
        let mut journal: Option<Journal<FileStorage>> = None;
        let mut told = String::new();
        self.log.write(Level::Info, &format!("watching `{}`; Ctrl-C ends it", self.audit.display()));
        while !self.stop.is_stopped() {
            if let Err(error) = self.look(&host, &mut journal).await {
                // Opened anew the next time: the log may have been moved aside, or be readable again.
                journal = None;
                let error = error.to_string();
                if error != told {
                    self.log.write(Level::Warning, &error);
                    told = error;
                }
            }
            tokio::select! {
                () = self.stop.stopped() => {}
                () = host.sleep(LOOK) => {}
            }
        }
        Ok(SUCCESS)
    }

    async fn look(&self, host: &NativeHost, journal: &mut Option<Journal<FileStorage>>) -> Result<(), Error> {
        let journal = match journal {
            Some(journal) => journal,
            None => journal.insert(self.args.run.trail.open(&self.audit, self.key.clone()).await?),
        };
        self.round(host, journal, Patience::Watch).await.map(drop)
    }

    /// Sends what waits, dialer by dialer, each under its lock: a run that changes the dialer sends its event itself.
    async fn round(
        &self,
        host: &NativeHost,
        journal: &mut Journal<FileStorage>,
        patience: Patience,
    ) -> Result<Outbox, Error> {
        journal.refresh().await?;
        let mut all = Outbox::default();
        let mut addresses: Vec<Address> = Vec::new();
        for event in journal.pending()? {
            let address = Address::of(&event);
            // A program that stays looks often, and need not take a lock for what is not due.
            let due = patience == Patience::Run || event.due(patience, &self.settings.retry) <= host.now();
            if due && !addresses.contains(&address) {
                addresses.push(address);
            }
        }
        for address in addresses {
            if self.stop.is_stopped() {
                break;
            }
            self.at(host, journal, &address, patience, &mut all).await?;
        }
        if self.stop.is_stopped() {
            // What was not come to waits as well.
            let known: Vec<_> = all.waiting.iter().map(|waiting| waiting.event.event.id).collect();
            let rest = journal.pending()?.into_iter().filter(|event| !known.contains(&event.event.id));
            all.waiting.extend(rest.map(|event| Waiting { event, problem: Error::Stopped.to_string() }));
        }
        Ok(all)
    }

    async fn at(
        &self,
        host: &NativeHost,
        journal: &mut Journal<FileStorage>,
        address: &Address,
        patience: Patience,
        all: &mut Outbox,
    ) -> Result<(), Error> {
        let Address { dialer, server } = address;
        let name = dialer.as_deref().unwrap_or_default();
        let place = settings::lock_place(name, server.clone(), &self.audit, &self.settings.actor);
        let wait = if patience == Patience::Watch { Duration::ZERO } else { self.args.run.lock_wait() };
        let lock = runtime::unless_stopped(self.stop, DialerLock::acquire(host, &place, wait)).await;
        let _lock = match lock {
            Ok(lock) => lock,
            Err(Error::Locked { .. }) if patience == Patience::Watch => return Ok(()),
            Err(error @ (Error::Locked { .. } | Error::Stopped)) => {
                let waiting = journal.pending()?.into_iter().filter(|event| Address::of(event) == *address);
                all.waiting.extend(waiting.map(|event| Waiting { event, problem: error.to_string() }));
                return Ok(());
            }
            Err(error) => return Err(error),
        };
        let observer = |progress: &Progress| self.log.progress(progress);
        let session = Session::new(host, &self.settings, &observer).stopped_by(self.stop.clone());
        let Outbox { delivered, given_up, waiting } =
            deliver(&session, journal, patience, |event| Address::of(event) == *address).await?;
        all.delivered.extend(delivered);
        all.given_up.extend(given_up);
        all.waiting.extend(waiting);
        Ok(())
    }

    fn host(&self) -> Result<NativeHost, Error> {
        NativeHost::new(&settings::host_options(
            self.args.ca_file.as_deref(),
            self.args.receiver.webhook_proxy,
            &self.settings,
        ))
    }
}

/// The dialer of an event, which is locked while it is sent.
#[derive(PartialEq, Eq)]
struct Address {
    dialer: Option<String>,
    server: Option<Origin>,
}

impl Address {
    fn of(event: &PendingEvent) -> Self {
        Self { dialer: event.context.dialer_id.clone(), server: event.context.server.clone() }
    }
}

fn human(output: &mut Output, audit: &Path, outbox: &Outbox) -> Result<(), Failure> {
    let Outbox { delivered, given_up, waiting } = outbox;
    let name = printable(&audit.display().to_string());
    for (count, what) in [(delivered.len(), "delivered"), (given_up.len(), "given up: the receiver is gone (410)")] {
        if count > 0 {
            writeln!(output.out, "{} {what}", events(count))?;
        }
    }
    match waiting.len() {
        0 => writeln!(output.out, "no event waits in {name}")?,
        count => writeln!(output.out, "{} in {name} {} on:", events(count), if count == 1 { "waits" } else { "wait" })?,
    }
    for Waiting { event, problem } in waiting {
        let dialer = event.context.dialer_id.as_deref().unwrap_or("unknown");
        let (time, id) = (event.outcome.timestamp, event.event.id);
        let tries = if event.attempts == 1 { "1 attempt".to_owned() } else { format!("{} attempts", event.attempts) };
        writeln!(output.out, "  {id} of dialer {dialer}, {time:.0}, {tries}: {}", printable(problem))?;
    }
    Ok(())
}

fn json(outbox: &Outbox, exit: u8) -> serde_json::Value {
    let waiting = outbox.waiting.iter().map(|Waiting { event, problem }| {
        json!({
            "event": event.event.id,
            "dialer": event.context.dialer_id,
            "target": event.event.target,
            "since": format!("{:.3}", event.outcome.timestamp),
            "attempts": event.attempts,
            "problem": problem,
        })
    });
    json!({
        "exit": exit,
        "delivered": outbox.delivered,
        "given_up": outbox.given_up,
        "waiting": waiting.collect::<Vec<_>>(),
    })
}

fn events(count: usize) -> String {
    if count == 1 { "1 event".to_owned() } else { format!("{count} events") }
}
