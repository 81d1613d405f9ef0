//! One run for one dialer: exchanges that are recorded, waits that are announced, and the deadline.

use crate::answer::Answer;
use crate::audit::{self, Attempt, UrlPath};
use crate::dialer::Live;
use crate::error::{Error, Step};
use crate::host::{Host, Request, Response, SendError};
use crate::progress::{Progress, Why};
use crate::retry::{Next, Retries};
use crate::session::Session;
use futures_util::future::{Either, select};
use http::Method;
use http::header::RETRY_AFTER;
use jiff::SignedDuration;
use std::pin::pin;
use std::time::Duration;

/// A run for one dialer.
pub(crate) struct Run<'s, 'a, H, R> {
    pub(crate) session: &'s Session<'a, H>,
    /// Where every exchange is recorded.
    pub(crate) recorder: R,
    /// How many exchanges there were.
    pub(crate) exchanges: u64,
    waited: Duration,
    /// It was told that the dialer has no version.
    warned: bool,
    /// What was sent is being seen to its end, so that no word to stop cuts a request.
    pub(crate) finishing: bool,
}

/// Takes note of every exchange.
pub(crate) trait Recorder {
    /// Takes note of one.
    async fn attempt(&mut self, host: &impl Host, attempt: Attempt);

    /// Why an exchange is missing from the log: nothing may be changed any more.
    fn broken(&self) -> Option<&audit::Error>;
}

/// For what changes nothing: no note is taken.
#[derive(Debug)]
pub(crate) struct Unrecorded;

impl Recorder for Unrecorded {
    async fn attempt(&mut self, _: &impl Host, _: Attempt) {}

    fn broken(&self) -> Option<&audit::Error> {
        None
    }
}

impl<'s, 'a, H: Host, R: Recorder> Run<'s, 'a, H, R> {
    pub(crate) fn new(session: &'s Session<'a, H>, recorder: R) -> Self {
        Self { session, recorder, exchanges: 0, waited: Duration::ZERO, warned: false, finishing: false }
    }

    /// Sends one request, judges what came of it and records both.
    pub(crate) async fn exchange(&mut self, request: Request, judge: impl FnOnce(Response) -> Answer) -> Answer {
        let Session { host, hidden, .. } = self.session;
        self.exchanges = self.exchanges.saturating_add(1);
        let result = self.send_unless_stopped(request.clone()).await;
        let status = result.as_ref().ok().map(|response| response.status.as_u16());
        let retry_after =
            result.as_ref().ok().and_then(|response| response.header(&RETRY_AFTER)).map(|told| hidden.line(told));
        let answer = match Answer::of(result, &request, hidden, host.now()) {
            Answer::Ok(response) => judge(response),
            other => other,
        };
        let attempt = Attempt {
            intent: None,
            number: self.exchanges,
            method: request.method.to_string(),
            path: UrlPath::of(&request.url),
            status,
            retry_after,
            waited_ms: u64::try_from(std::mem::take(&mut self.waited).as_millis()).unwrap_or(u64::MAX),
            class: answer.class(),
            message: answer.message().map(str::to_owned),
        };
        self.recorder.attempt(*host, attempt).await;
        answer
    }

    /// A word to stop cuts what changes nothing. A change that was sent is heard to its end: its answer says most.
    pub(crate) async fn send_unless_stopped(&self, request: Request) -> Result<Response, SendError> {
        let Session { host, stop, .. } = self.session;
        if request.method == Method::PUT || self.finishing {
            return host.send(request).await;
        }
        match select(pin!(stop.stopped()), pin!(host.send(request))).await {
            Either::Left(_) => Err(SendError::ambiguous("stopped before the answer came")),
            Either::Right((result, _)) => result,
        }
    }

    /// Waits before another attempt where the answer allows one, else gives the answer as an error.
    pub(crate) async fn again(
        &mut self,
        step: Step,
        answer: Answer,
        retries: &mut Retries<'_>,
        until: Duration,
    ) -> Result<(), Error> {
        let next = if answer.is_passing() {
            retries.next(self.session.host, answer.told(), self.time_left(until))
        } else {
            Next::UsedUp
        };
        let Next::Wait(delay) = next else {
            let told = answer.told();
            let attempts = retries.used().saturating_add(1);
            return Err(answer.into_error(
                step,
                &self.session.settings.base_url.join(&[]),
                attempts,
                self.come_back(told),
            ));
        };
        let why = Why::of(step, &answer);
        self.wait(why, delay, retries.used().saturating_add(1), retries.of().saturating_add(1)).await
    }

    /// Waits, and says so first. A wait that is cut short is followed by nothing: what comes after it would come too early.
    pub(crate) async fn wait(&mut self, why: Why, delay: Duration, attempt: u32, of: u32) -> Result<(), Error> {
        let Session { host, stop, .. } = self.session;
        if stop.is_stopped() {
            return Err(Error::Stopped);
        }
        self.session.tell(Progress::Waiting { why, delay, attempt, of });
        match select(pin!(stop.stopped()), pin!(host.sleep(delay))).await {
            Either::Left(_) => Err(Error::Stopped),
            Either::Right(_) => {
                self.waited = self.waited.saturating_add(delay);
                Ok(())
            }
        }
    }

    /// Says once, before something is sent, that no version protects it.
    pub(crate) fn warn_unguarded(&mut self, live: &Live) {
        if live.etag.is_none() && !self.warned {
            self.warned = true;
            self.session.tell(Progress::Unguarded);
        }
    }

    /// The repetitions of one more request.
    pub(crate) fn retries(&self) -> Retries<'s> {
        Retries::new(&self.session.settings.retry, &self.session.budget)
    }

    pub(crate) fn time_left(&self, until: Duration) -> Duration {
        until.saturating_sub(self.session.host.monotonic())
    }

    /// Whether something new may be begun.
    pub(crate) fn in_time(&self, until: Duration) -> Result<(), Error> {
        if self.session.stop.is_stopped() && !self.finishing {
            return Err(Error::Stopped);
        }
        if self.time_left(until).is_zero() {
            return Err(Error::DeadlineOver(self.session.settings.deadline));
        }
        Ok(())
    }

    /// Until when a read may begin that decides what became of a change: the deadline, or now if that has passed. What
    /// was sent is not left in doubt for want of one read.
    pub(crate) fn last_word(&self) -> Duration {
        let one_read = self.session.host.monotonic().saturating_add(self.session.settings.timeouts.get);
        self.session.deadline().max(one_read)
    }

    /// The time that a wait told now ends at.
    pub(crate) fn come_back(&self, told: Option<Duration>) -> Option<jiff::Timestamp> {
        let told = SignedDuration::try_from(told?).ok()?;
        self.session.host.now().checked_add(told).ok()
    }
}
