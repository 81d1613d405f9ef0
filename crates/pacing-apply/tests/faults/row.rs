//! A row of the fault table: what goes wrong, and how it must end.

use pacing_sandbox::{Config, Endpoint, Fault};
use rustix::process::Signal;

use crate::tls::Certificate;
use crate::world::DIALER;

/// What goes wrong, and how it must end.
pub struct Row {
    /// What goes wrong, in a few words.
    pub name: &'static str,
    pub config: Config,
    pub faults: Vec<(Endpoint, Fault)>,
    pub args: Vec<&'static str>,
    pub route: Route,
    pub log: Log,
    pub stop: Option<Stop>,
    pub ends: Ends,
}

/// How the program reaches the sandbox.
#[derive(Clone, Copy)]
pub enum Route {
    Direct,
    /// Through a door that closes after so many connections: the next one is refused.
    ClosedAfter(usize),
    /// Through TLS with this certificate.
    Tls(Certificate),
    /// The event alone goes through TLS with this certificate.
    TlsEvent(Certificate),
}

/// What the audit log is.
#[derive(Clone, Copy, PartialEq)]
pub enum Log {
    New,
    /// Its disk is full.
    FullDisk,
    /// A folder stands in its place.
    Folder,
    /// It holds a run, and the beginning of a line.
    Torn,
}

/// A signal at a moment; a second run follows.
#[derive(Clone, Copy)]
pub struct Stop {
    pub signal: Signal,
    pub at: Moment,
}

#[derive(Clone, Copy)]
pub enum Moment {
    /// The update came and is not answered.
    PutWaits,
    /// The update was answered with a time to wait.
    BackOff,
    /// The event came and is not answered.
    EventWaits,
}

/// How a run must end.
#[derive(Clone, Copy)]
pub struct Ends {
    pub exit: i32,
    /// As the program reports it; empty where it ends before anything is asked of the platform.
    pub outcome: &'static str,
    /// How often the sandbox stored a document.
    pub stored: u64,
    pub event: Event,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Event {
    /// Nothing changed, so nobody is told.
    None,
    Delivered,
    /// It waits in the audit log.
    Waiting,
    /// The receiver said that it is gone.
    GivenUp,
}

pub const APPLIED: Ends = Ends { exit: 0, outcome: "applied", stored: 1, event: Event::Delivered };
pub const WAITING: Ends = Ends { exit: 5, event: Event::Waiting, ..APPLIED };
pub const NOT_APPLIED: Ends = Ends { exit: 3, outcome: "not_applied", stored: 0, event: Event::None };
pub const BUSY: Ends = Ends { exit: 7, ..NOT_APPLIED };
pub const NO_AUDIT: Ends = Ends { exit: 6, ..NOT_APPLIED };

impl Row {
    pub fn new(name: &'static str, faults: impl IntoIterator<Item = (Endpoint, Fault)>, ends: Ends) -> Self {
        Self {
            name,
            config: Config::holding(DIALER),
            faults: faults.into_iter().collect(),
            args: Vec::new(),
            route: Route::Direct,
            log: Log::New,
            stop: None,
            ends,
        }
    }

    pub fn args(self, args: &[&'static str]) -> Self {
        Self { args: args.to_vec(), ..self }
    }

    pub fn config(self, config: Config) -> Self {
        Self { config, ..self }
    }

    pub fn route(self, route: Route) -> Self {
        Self { route, ..self }
    }

    pub fn log(self, log: Log) -> Self {
        Self { log, ..self }
    }

    pub fn stop(self, signal: Signal, at: Moment) -> Self {
        Self { stop: Some(Stop { signal, at }), ..self }
    }
}

/// Faults of one endpoint.
pub fn token(fault: Fault) -> [(Endpoint, Fault); 1] {
    [(Endpoint::Token, fault)]
}

pub fn put(fault: Fault) -> [(Endpoint, Fault); 1] {
    [(Endpoint::Put, fault)]
}

pub fn event(fault: Fault) -> [(Endpoint, Fault); 1] {
    [(Endpoint::Webhook, fault)]
}
