//! What the requests of one run share: settings, host, token, retry budget and deadline.

use crate::host::Host;
use crate::message::Hidden;
use crate::progress::Progress;
use crate::retry::RetryBudget;
use crate::settings::Settings;
use crate::stop::Stop;
use crate::token::TokenCache;
use futures_util::lock::Mutex;
use std::cell::Cell;
use std::fmt;
use std::time::Duration;

/// One run of the program against one platform. Several dialers may be changed in it, one after the other or at once:
/// they share the token and the budget for retries.
pub struct Session<'a, H> {
    pub(crate) host: &'a H,
    pub(crate) settings: &'a Settings,
    /// Whoever needs a token while another fetches it waits and takes the same.
    pub(crate) tokens: Mutex<TokenCache>,
    pub(crate) budget: RetryBudget,
    pub(crate) hidden: Hidden,
    pub(crate) stop: Stop,
    /// Before when the receiver of events asked not to be asked again, in the host's monotonic time.
    receiver_told: Cell<Duration>,
    started: Cell<Duration>,
    observer: &'a dyn Fn(&Progress),
}

impl<'a, H: Host> Session<'a, H> {
    /// Starts a run; its deadline counts from here. `observer` is told what happens while it happens.
    pub fn new(host: &'a H, settings: &'a Settings, observer: &'a dyn Fn(&Progress)) -> Self {
        let budget = RetryBudget::new(&settings.retry);
        let hidden = Hidden::of(&settings.credentials);
        let started = Cell::new(host.monotonic());
        let (tokens, stop, receiver_told) = (Mutex::default(), Stop::default(), Cell::default());
        Self { host, settings, tokens, budget, hidden, stop, receiver_told, started, observer }
    }

    /// The same run, which ends early when this tells it to.
    #[must_use]
    pub fn stopped_by(mut self, stop: Stop) -> Self {
        self.stop = stop;
        self
    }

    /// The world that it runs in.
    pub fn host(&self) -> &'a H {
        self.host
    }

    /// When nothing new is begun any more, in the host's monotonic time.
    pub(crate) fn deadline(&self) -> Duration {
        self.started.get().saturating_add(self.settings.deadline)
    }

    /// Moves the deadline on by the time since `moment`: people who think about a plan are not in a hurry.
    pub(crate) fn exclude_since(&self, moment: Duration) {
        let thought = self.host.monotonic().saturating_sub(moment);
        self.started.set(self.started.get().saturating_add(thought));
    }

    /// The receiver of events asked for this wait, from now on.
    pub(crate) fn receiver_told(&self, wait: Option<Duration>) {
        if let Some(wait) = wait {
            self.receiver_told.set(self.host.monotonic().saturating_add(wait));
        }
    }

    /// How long it is still to be left alone.
    pub(crate) fn until_receiver(&self) -> Duration {
        self.receiver_told.get().saturating_sub(self.host.monotonic())
    }

    pub(crate) fn tell(&self, progress: Progress) {
        (self.observer)(&progress);
    }
}

impl<H> fmt::Debug for Session<'_, H> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session").field("settings", &self.settings).finish_non_exhaustive()
    }
}
