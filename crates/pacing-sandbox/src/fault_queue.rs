//! The faults that wait, and which one strikes next.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::time::Instant;

use crate::faults::{Endpoint, Fault};
use crate::retry_after::RetryAfter;

/// The faults that wait, a queue for each endpoint.
#[derive(Default)]
pub(crate) struct Faults(Mutex<BTreeMap<Endpoint, Queue>>);

#[derive(Default)]
struct Queue {
    waiting: VecDeque<Fault>,
    /// A fault that holds until its time is over.
    enforced: Option<(Instant, Fault)>,
}

impl Faults {
    pub(crate) fn push(&self, endpoint: Endpoint, fault: Fault) {
        self.lock().entry(endpoint).or_default().waiting.push_back(fault);
    }

    pub(crate) fn clear(&self) {
        self.lock().clear();
    }

    pub(crate) fn waiting(&self) -> BTreeMap<Endpoint, Vec<Fault>> {
        let queues = self.lock();
        queues.iter().map(|(endpoint, queue)| (*endpoint, queue.waiting.iter().cloned().collect())).collect()
    }

    /// The fault for the request that comes now.
    pub(crate) fn take(&self, endpoint: Endpoint) -> Option<Fault> {
        self.lock().get_mut(&endpoint)?.take(Instant::now())
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<Endpoint, Queue>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Queue {
    fn take(&mut self, now: Instant) -> Option<Fault> {
        if let Some((until, fault)) = &self.enforced
            && let Some(left) = until.checked_duration_since(now).filter(|left| !left.is_zero())
        {
            let mut fault = fault.clone();
            fault.retry_after = fault.retry_after.map(|told| told.with_left(left));
            return Some(fault);
        }
        self.enforced = None;
        while self.waiting.front().is_some_and(|fault| fault.times == 0) {
            self.waiting.pop_front();
        }
        let first = self.waiting.front_mut()?;
        first.times -= 1;
        let fault = first.clone();
        if first.times == 0 {
            self.waiting.pop_front();
        }
        if fault.enforced {
            let wait = fault.retry_after.as_ref().and_then(RetryAfter::wait);
            let until = wait.and_then(|wait| now.checked_add(wait));
            self.enforced = until.map(|until| (until, fault.clone()));
        }
        Some(fault)
    }
}
