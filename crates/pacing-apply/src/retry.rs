//! When to try again: exponential back-off with jitter, never earlier than the server told.
//!
//! The tutorial's program doubled 2 s and left `Retry-After` unread; a server that asked for 20 s was asked again
//! after 2, 4 and 8 s, and the change was lost.

mod after;

pub use after::retry_after;
pub(crate) use after::{spelled, told_by};

use crate::host::Host;
use std::cell::Cell;
use std::time::Duration;

/// How often and how patiently a request is repeated.
#[derive(Clone, Debug, PartialEq)]
pub struct RetryPolicy {
    /// How often one request is repeated. The tutorial's 3.
    pub max_retries: u32,
    /// The back-off before the first repetition. The tutorial's 2 s.
    pub base_delay: Duration,
    /// What each further back-off is multiplied by. The tutorial's 2.
    pub factor: u32,
    /// How many repetitions all requests of a run may have together; none means four times `max_retries`.
    pub budget: Option<u32>,
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self { max_retries: 3, base_delay: Duration::from_secs(2), factor: 2, budget: None }
    }
}

impl RetryPolicy {
    /// The back-off after so many repetitions.
    pub(crate) fn backoff(&self, used: u32) -> Duration {
        self.base_delay.checked_mul(self.factor.saturating_pow(used)).unwrap_or(Duration::MAX)
    }
}

/// The repetitions that are left for all requests of a run together: a platform in trouble is not made worse by
/// every request having retries of its own.
#[derive(Debug)]
pub struct RetryBudget(Cell<u32>);

impl RetryBudget {
    /// The budget of a run.
    pub fn new(policy: &RetryPolicy) -> Self {
        Self(Cell::new(policy.budget.unwrap_or(policy.max_retries.saturating_mul(4))))
    }

    /// Takes one repetition, if there is one left.
    fn take(&self) -> bool {
        let left = self.0.get();
        self.0.set(left.saturating_sub(1));
        left > 0
    }
}

/// The repetitions of one request.
#[derive(Debug)]
pub struct Retries<'a> {
    policy: &'a RetryPolicy,
    budget: &'a RetryBudget,
    used: u32,
}

/// What follows a failed attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Wait this long, then try again.
    Wait(Duration),
    /// The repetitions are used up. The wait that was told still holds for whoever comes back.
    UsedUp,
    /// The wait is longer than the time left: sleeping would only put the failure off.
    TooLong(Duration),
}

impl<'a> Retries<'a> {
    /// No repetition yet.
    pub fn new(policy: &'a RetryPolicy, budget: &'a RetryBudget) -> Self {
        Self { policy, budget, used: 0 }
    }

    /// How many repetitions there were.
    pub fn used(&self) -> u32 {
        self.used
    }

    /// How many repetitions there may be.
    pub fn of(&self) -> u32 {
        self.policy.max_retries
    }

    /// Decides about one more attempt: the longer of back-off and `told`, plus jitter, if that is shorter than
    /// `time_left`.
    pub fn next(&mut self, host: &impl Host, told: Option<Duration>, time_left: Duration) -> Next {
        let backoff = self.policy.backoff(self.used);
        let wait = backoff.max(told.unwrap_or_default());
        let delay = wait.saturating_add(jitter(host, backoff));
        if delay >= time_left {
            return Next::TooLong(wait);
        }
        if self.used >= self.policy.max_retries || !self.budget.take() {
            return Next::UsedUp;
        }
        self.used = self.used.saturating_add(1);
        Next::Wait(delay)
    }
}

/// Up to half a back-off more, never less: those who were told the same moment do not all come at it.
fn jitter(host: &impl Host, backoff: Duration) -> Duration {
    let mut bytes = [0; 4];
    host.random(&mut bytes);
    let share = f64::from(u32::from_le_bytes(bytes)) / f64::from(u32::MAX) / 2.0;
    Duration::try_from_secs_f64(backoff.as_secs_f64() * share).unwrap_or_default()
}
