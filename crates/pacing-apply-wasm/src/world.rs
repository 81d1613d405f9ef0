//! The world of a call that reaches others: the host, the page, the word to stop.

use crate::answer::{Refusal, plain};
use crate::page::Page;
use crate::step::{Note, Step};
use futures_util::future::{Either, select};
use pacing_apply::host::BrowserHost;
use pacing_apply::{Error, Progress, Stop};
use std::cell::Cell;
use std::future::Future;
use std::pin::pin;

/// The world of one call.
pub(crate) struct World {
    pub(crate) host: BrowserHost,
    pub(crate) page: Page,
    pub(crate) stop: Stop,
    /// How many notes the page was told.
    told: Cell<usize>,
}

impl World {
    pub(crate) fn new(page: Page) -> Result<Self, Refusal> {
        let host = BrowserHost::new()?;
        Ok(Self { host, page, stop: Stop::default(), told: Cell::default() })
    }

    /// Does the work, and tells it to stop when the page says so.
    pub(crate) async fn until_stopped<T>(&self, work: impl Future<Output = T>) -> T {
        match select(pin!(self.page.stopped()), pin!(work)).await {
            Either::Left((_, work)) => {
                self.stop.stop();
                work.await
            }
            Either::Right((done, _)) => done,
        }
    }

    /// Tells the page a step, and what the browser did not show since the last one.
    pub(crate) fn tell(&self, progress: &Progress) {
        self.tell_notes();
        self.page.progress(&plain(&Step::from(progress)));
    }

    /// What the browser did not show.
    pub(crate) fn notes(&self) -> Vec<Note> {
        self.tell_notes();
        self.host.hidden().into_iter().map(Note::from).collect()
    }

    fn tell_notes(&self) {
        let hidden = self.host.hidden();
        for hidden in hidden.iter().skip(self.told.replace(hidden.len())) {
            self.page.progress(&plain(&Step::from(&Note::from(*hidden))));
        }
    }

    /// An error of a run in this world.
    pub(crate) fn refusal(&self, error: &Error) -> Refusal {
        Refusal::of(error, self.stop.is_stopped())
    }

    /// Takes the right to change a dialer, waiting for at most so many seconds.
    pub(crate) async fn lock(&self, dialer: &str, server: &str, seconds: f64) -> Result<Lock<'_>, Error> {
        match self.page.lock_dialer(dialer, server, seconds).await.as_string().as_deref() {
            Some("held") => Ok(Lock(&self.page)),
            Some("stopped") => Err(Error::Stopped),
            _ => Err(Error::Locked { dialer: dialer.to_owned(), seconds: seconds as u64, holder: None }),
        }
    }
}

/// The right to change a dialer, until it is dropped.
pub(crate) struct Lock<'w>(&'w Page);

impl Drop for Lock<'_> {
    fn drop(&mut self) {
        self.0.unlock_dialer();
    }
}
