//! Goes round the dialers whose events wait: once, or until somebody ends it.

use super::Args;
use super::shown::shown;
use crate::cli::failure::Failure;
use crate::cli::leftovers::without_outcome;
use crate::cli::lock;
use crate::cli::log::Log;
use crate::cli::output::Output;
use crate::cli::settings;
use pacing_apply::audit::{self, AuditKey, FileStorage, Origin, PendingEvent};
use pacing_apply::host::{Host, NativeHost};
use pacing_apply::outbox::Waiting;
use pacing_apply::progress::Level;
use pacing_apply::{Error, Journal, Outbox, Patience, Progress, Session, Settings, Stop, deliver};
use std::collections::HashMap;
use std::path::PathBuf;
use std::time::Duration;
use uuid::Uuid;

/// How often a program that stays looks into the log.
const LOOK: Duration = Duration::from_secs(1);

/// Who sends what waits.
pub(super) struct Postman<'a> {
    pub(super) args: &'a Args,
    pub(super) settings: Settings,
    pub(super) audit: PathBuf,
    pub(super) key: Option<AuditKey>,
    pub(super) log: Log,
    pub(super) stop: &'a Stop,
}

impl Postman<'_> {
    /// Sends what waits, and says what became of it.
    pub(super) async fn once(&self, output: &mut Output) -> Result<u8, Failure> {
        let host = self.host()?;
        let mut journal = self.open().await?;
        let mut all = Outbox::default();
        self.round(&host, &mut journal, Patience::Run, &mut all).await?;
        for intent in journal.open_intents().map_err(Error::Audit)? {
            self.log.write(Level::Warning, &without_outcome(&intent));
        }
        shown(self.args, &self.audit, &all, output)
    }

    /// Sends what waits and what comes, until it is told to end; then says what became of all of it.
    pub(super) async fn stay(&self, output: &mut Output) -> Result<u8, Failure> {
        let host = self.host()?;
        let mut journal: Option<Journal<FileStorage>> = None;
        let (mut all, mut told) = (Outbox::default(), Told::default());
        self.log.write(Level::Info, &format!("watching `{}`; Ctrl-C ends it", self.audit.display()));
        while !self.stop.is_stopped() {
            match self.look(&host, &mut journal, &mut all).await {
                Ok(()) => told.waiting(&all.waiting, &self.settings, &host, self.log),
                Err(error) => {
                    // Opened anew the next time: the log may have been moved aside, or be readable again.
                    journal = None;
                    told.error(&error, self.log);
                }
            }
            tokio::select! {
                () = self.stop.stopped() => {}
                () = host.sleep(LOOK) => {}
            }
        }
        shown(self.args, &self.audit, &all, output)
    }

    async fn look(
        &self,
        host: &NativeHost,
        journal: &mut Option<Journal<FileStorage>>,
        all: &mut Outbox,
    ) -> Result<(), Error> {
        if !self.audit.exists() {
            // Opening it would make it.
            return Err(audit::Error::NotFound { path: self.audit.display().to_string() }.into());
        }
        let journal = match journal {
            Some(journal) => journal,
            None => journal.insert(self.open().await?),
        };
        all.waiting.clear();
        self.round(host, journal, Patience::Watch, all).await
    }

    /// Sends what waits, dialer by dialer, each under its lock: a run that changes the dialer sends its event itself.
    async fn round(
        &self,
        host: &NativeHost,
        journal: &mut Journal<FileStorage>,
        patience: Patience,
        all: &mut Outbox,
    ) -> Result<(), Error> {
        journal.refresh().await?;
        let mut addresses: Vec<Address> = Vec::new();
        for event in journal.pending()? {
            // A program that stays looks often, and need not take a lock for what is not sent now.
            let obstacle = event.obstacle(&self.settings, patience, host.now());
            let address = Address::of(&event);
            match obstacle.filter(|_| patience == Patience::Watch) {
                Some(problem) => all.waiting.push(Waiting { event, problem }),
                None if !addresses.contains(&address) => addresses.push(address),
                None => {}
            }
        }
        for address in addresses {
            if self.stop.is_stopped() {
                break;
            }
            self.at(host, journal, &address, patience, all).await?;
        }
        if self.stop.is_stopped() {
            // What was not come to waits as well.
            let known: Vec<_> = all.waiting.iter().map(|waiting| waiting.event.event.id).collect();
            let rest = journal.pending()?.into_iter().filter(|event| !known.contains(&event.event.id));
            all.waiting.extend(rest.map(|event| Waiting { event, problem: Error::Stopped.to_string() }));
        }
        Ok(())
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
        let due = |event: &PendingEvent| {
            let obstacle = event.obstacle(&self.settings, patience, host.now());
            Address::of(event) == *address && (patience == Patience::Run || obstacle.is_none())
        };
        let _lock = match lock::acquire(host, &place, wait, self.stop, self.log).await {
            Ok(lock) => lock,
            Err(error @ (Error::Locked { .. } | Error::Stopped)) => {
                let problem = match &error {
                    Error::Locked { .. } if wait.is_zero() => "another run changes its dialer".to_owned(),
                    error => error.to_string(),
                };
                let waiting = journal.pending()?.into_iter().filter(due);
                all.waiting.extend(waiting.map(|event| Waiting { event, problem: problem.clone() }));
                return Ok(());
            }
            Err(error) => return Err(error),
        };
        let observer = |progress: &Progress| self.log.progress(progress);
        let session = Session::new(host, &self.settings, &observer).stopped_by(self.stop.clone());
        let Outbox { delivered, given_up, waiting } = deliver(&session, journal, patience, due).await?;
        all.delivered.extend(delivered);
        all.given_up.extend(given_up);
        all.waiting.extend(waiting);
        Ok(())
    }

    pub(super) fn host(&self) -> Result<NativeHost, Error> {
        NativeHost::new(&settings::host_options(
            self.args.ca_file.as_deref(),
            self.args.receiver.webhook_proxy,
            &self.settings,
        ))
    }

    pub(super) async fn open(&self) -> Result<Journal<FileStorage>, Error> {
        self.args.run.trail.open(&self.audit, self.key.clone()).await
    }
}

/// The dialer of an event, which is locked while it is sent.
#[derive(PartialEq, Eq)]
pub(super) struct Address {
    pub(super) dialer: Option<String>,
    pub(super) server: Option<Origin>,
}

impl Address {
    pub(super) fn of(event: &PendingEvent) -> Self {
        Self { dialer: event.context.dialer_id.clone(), server: event.context.server.clone() }
    }
}

/// What a program that stays has said already.
#[derive(Default)]
struct Told {
    error: String,
    waiting: HashMap<Uuid, String>,
}

impl Told {
    fn error(&mut self, error: &Error, log: Log) {
        let error = error.to_string();
        if error != self.error {
            log.write(Level::Warning, &error);
            self.error = error;
        }
    }

    /// Says of each event why it is not sent now, once for each reason. What came of a delivery was said when it was made.
    fn waiting(&mut self, waiting: &[Waiting], settings: &Settings, host: &NativeHost, log: Log) {
        self.error.clear();
        for Waiting { event, .. } in waiting {
            let Some(problem) = event.obstacle(settings, Patience::Watch, host.now()) else { continue };
            let (id, dialer) = (event.event.id, event.context.dialer_id.as_deref().unwrap_or("unknown"));
            if self.waiting.get(&id) != Some(&problem) {
                log.write(Level::Info, &format!("event {id} of dialer `{dialer}` waits: {problem}"));
                self.waiting.insert(id, problem);
            }
        }
    }
}
