//! The log of what came: method, path, status and times, nothing that is secret.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde::Serialize;

/// A request that came. Requests of browsers for permission (CORS preflights) and those to
/// `/_sandbox` are not kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Recorded {
    /// Which request it was, from 1.
    pub number: u64,
    /// Milliseconds since the sandbox started, when it came.
    pub at_ms: u64,
    /// The same, when it was answered; `None` while it is not.
    pub answered_ms: Option<u64>,
    /// The method.
    pub method: String,
    /// The path as it was sent, without the query.
    pub path: String,
    /// The status; `None` while it is not answered, and when the connection was cut.
    pub status: Option<u16>,
    /// When the client may come back, where it was told so by a `Retry-After`: milliseconds since the sandbox started.
    pub come_back_ms: Option<u64>,
    /// Whether a fault changed it.
    pub fault: bool,
}

/// Set by the fault layer when it took a fault.
#[derive(Clone, Default)]
pub(crate) struct Faulted(Arc<AtomicBool>);

impl Faulted {
    pub(crate) fn mark(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// More than anybody looks at; the oldest go first.
const MOST_REQUESTS: usize = 10_000;

/// The requests that came, as far as they are kept.
#[derive(Default)]
pub(crate) struct Requests(Mutex<Log>);

#[derive(Default)]
struct Log {
    last: u64,
    kept: VecDeque<(Recorded, Faulted)>,
}

impl Requests {
    pub(crate) fn all(&self) -> Vec<Recorded> {
        let log = self.lock();
        let shown = |(recorded, faulted): &(Recorded, Faulted)| Recorded {
            fault: faulted.0.load(Ordering::Relaxed),
            ..recorded.clone()
        };
        log.kept.iter().map(shown).collect()
    }

    /// Keeps a request; gives its number.
    pub(crate) fn came(&self, at_ms: u64, method: String, path: String, faulted: Faulted) -> u64 {
        let mut log = self.lock();
        log.last += 1;
        let number = log.last;
        if log.kept.len() >= MOST_REQUESTS {
            log.kept.pop_front();
        }
        let recorded =
            Recorded { number, at_ms, answered_ms: None, method, path, status: None, come_back_ms: None, fault: false };
        log.kept.push_back((recorded, faulted));
        number
    }

    /// Keeps what a request was answered.
    pub(crate) fn answered(&self, number: u64, at_ms: u64, status: u16, told: Option<Duration>) {
        let mut log = self.lock();
        let found = log.kept.iter_mut().rev().find(|(recorded, _)| recorded.number == number);
        if let Some((recorded, _)) = found {
            recorded.answered_ms = Some(at_ms);
            recorded.status = Some(status);
            let told = told.map(|told| u64::try_from(told.as_millis()).unwrap_or(u64::MAX));
            recorded.come_back_ms = told.map(|told| at_ms.saturating_add(told));
        }
    }

    fn lock(&self) -> MutexGuard<'_, Log> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
