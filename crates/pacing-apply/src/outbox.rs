//! The outbox: the events that the audit log holds and no delivery has closed.
//!
//! An event is in the log from the same durable write on that says its change was applied; it is delivered from there alone,
//! by the run that wrote it, by a later one, or by a program that stays. Every delivery has the same id.

use crate::audit::{self, Delivery, Journal, LastDelivery, Origin, PendingEvent, Storage};
use crate::host::Host;
use crate::ledger::Ledger;
use crate::outcome::Event;
use crate::retry::{RetryPolicy, told_by};
use crate::run::Run;
use crate::session::Session;
use crate::settings::{Settings, Webhook};
use jiff::{SignedDuration, Timestamp};
use std::time::Duration;
use uuid::Uuid;

/// What became of the events that waited.
#[derive(Clone, Debug, Default)]
pub struct Outbox {
    /// Those that the receiver took.
    pub delivered: Vec<Uuid>,
    /// Those whose receiver is gone for good (410).
    pub given_up: Vec<Uuid>,
    /// Those that wait on.
    pub waiting: Vec<Waiting>,
}

/// An event that waits on.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// The event, as the log holds it.
    pub event: PendingEvent,
    /// Why.
    pub problem: String,
}

/// How patiently events are sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Patience {
    /// Now, and again within the run; only what the receiver told is waited for.
    Run,
    /// Once where its back-off has passed, for a program that comes back by itself.
    Watch,
}

/// The longest back-off between two deliveries of a program that stays.
const LONGEST: Duration = Duration::from_secs(300);

/// Delivers what waits and `which` takes, oldest first, and records each delivery. After the first event that its receiver
/// could not take for the moment, the others are left for the next time.
///
/// An event whose receiver was another one than the settings name is left as it is, unless
/// [`Webhook::for_all`](crate::settings::Webhook::for_all) says otherwise.
///
/// Two programs that deliver the same event at once both send it, with the same id.
///
/// # Errors
/// When the log cannot be read or written.
pub async fn deliver<H: Host, S: Storage>(
    session: &Session<'_, H>,
    journal: &mut Journal<S>,
    patience: Patience,
    which: impl Fn(&PendingEvent) -> bool,
) -> Result<Outbox, audit::Error> {
    journal.refresh().await?;
    let pending: Vec<PendingEvent> = journal.pending()?.into_iter().filter(|event| which(event)).collect();
    let Some(first) = pending.first() else { return Ok(Outbox::default()) };
    let ledger = Ledger::resuming(session.host, session.settings, journal, &first.context);
    Run::new(session, ledger).drain(pending, patience).await
}

/// Closes an event that nobody will ever take: it is sent no more. The log says who gave it up and why, by the actor and the
/// reason of the settings. Gives the number of that record; none where the event does not wait.
///
/// # Errors
/// When the log cannot be read or written.
pub async fn give_up<H: Host, S: Storage>(
    host: &H,
    settings: &Settings,
    journal: &mut Journal<S>,
    event: Uuid,
) -> Result<Option<u64>, audit::Error> {
    journal.refresh().await?;
    let Some(waiting) = journal.pending()?.into_iter().find(|waiting| waiting.event.id == event) else {
        return Ok(None);
    };
    let word = audit::Webhook {
        event_id: event,
        attempt: waiting.attempts.saturating_add(1),
        target: waiting.event.target,
        status: None,
        retry_after: None,
        result: Delivery::GivenUp,
        message: Some("given up by the user's word; nothing was sent".to_owned()),
    };
    let mut ledger = Ledger::resuming(host, settings, journal, &waiting.context);
    Ok(Some(ledger.delivery(host, word).await?.seq))
}

impl PendingEvent {
    /// Why it is not sent now: no receiver is set, it is for another one, or its time has not come.
    #[must_use]
    pub fn obstacle(&self, settings: &Settings, patience: Patience, now: Timestamp) -> Option<String> {
        let Some(webhook) = &settings.webhook else { return Some("no receiver is set (WFM_WEBHOOK_URL)".to_owned()) };
        let (target, set) = (&self.event.target, Origin::of(webhook.url()));
        if *target != set && !webhook.takes_all() {
            return Some(format!("it is for `{target}`, and `{set}` is set"));
        }
        let due = self.due(patience, &settings.retry);
        (patience == Patience::Watch && due > now).then(|| format!("it is sent again after {due:.0}"))
    }

    /// When it may be sent again: what its receiver told, and for [`Patience::Watch`] the back-off as well.
    #[must_use]
    pub fn due(&self, patience: Patience, policy: &RetryPolicy) -> Timestamp {
        let Some(last) = &self.last else { return self.outcome.timestamp };
        let told = last.retry_after.as_deref().and_then(|told| told_at(last, told)).unwrap_or_default();
        let retries = u32::try_from(self.attempts.saturating_sub(1)).unwrap_or(u32::MAX);
        let backoff = match patience {
            Patience::Run => Duration::ZERO,
            Patience::Watch => policy.backoff(retries).min(LONGEST),
        };
        later(last.at, told.max(backoff))
    }
}

impl<H: Host, S: Storage> Run<'_, '_, H, Ledger<'_, S>> {
    /// Delivers the events of a dialer that waited before this run's own.
    pub(crate) async fn drain_earlier(&mut self, dialer: &str, own: Option<Uuid>) -> Result<Outbox, audit::Error> {
        let mut pending = self.recorder.pending()?;
        pending.retain(|waiting| waiting.context.dialer_id.as_deref() == Some(dialer) && Some(waiting.event.id) != own);
        self.drain(pending, Patience::Watch).await
    }

    async fn drain(&mut self, pending: Vec<PendingEvent>, patience: Patience) -> Result<Outbox, audit::Error> {
        let settings = self.session.settings;
        let mut outbox = Outbox::default();
        let mut stuck: Option<String> = None;
        for event in pending {
            let refused = event.obstacle(settings, patience, self.session.host.now());
            if let Some(problem) = refused.or_else(|| stuck.clone()) {
                outbox.waiting.push(Waiting { event, problem });
                continue;
            }
            let Some(webhook) = &settings.webhook else { continue };
            let own = self.recorder.speak_for(&event.context);
            let repeat = patience == Patience::Run;
            let (state, error) = self.deliver(webhook, &event.event, event.attempts, repeat).await;
            self.recorder.leave(own);
            match state {
                Event::Delivered { .. } => outbox.delivered.push(event.event.id),
                Event::GivenUp => outbox.given_up.push(event.event.id),
                Event::Waiting { problem } => {
                    stuck = Some("an earlier event did not arrive".to_owned());
                    let event = self.recorder.pending_event(event.event.id)?.unwrap_or(event);
                    outbox.waiting.push(Waiting { event, problem });
                }
                Event::None | Event::Unwritten => {}
            }
            if let Some(error) = error {
                return Err(error);
            }
        }
        Ok(outbox)
    }
}

/// A time so much later; the last that there is where that is too far.
pub(crate) fn later(time: Timestamp, by: Duration) -> Timestamp {
    SignedDuration::try_from(by).ok().and_then(|by| time.checked_add(by).ok()).unwrap_or(Timestamp::MAX)
}

/// How long after a delivery its receiver asked to stay away; and a millisecond, since records cut their times to that.
fn told_at(last: &LastDelivery, told: &str) -> Option<Duration> {
    Some(told_by(told, last.at)?.saturating_add(Duration::from_millis(1)))
}

/// How long a receiver asked everyone to stay away from now on, by the events that wait for it; never longer than it asked for then,
/// where the clock was set back since.
pub(crate) fn told_wait(pending: &[PendingEvent], webhook: &Webhook, now: Timestamp) -> Duration {
    let target = Origin::of(webhook.url());
    let left = |waiting: &PendingEvent| {
        let last = waiting.last.as_ref()?;
        let told = told_at(last, last.retry_after.as_deref()?)?;
        Some(Duration::try_from(later(last.at, told).duration_since(now)).unwrap_or_default().min(told))
    };
    pending.iter().filter(|waiting| waiting.event.target == target).filter_map(left).max().unwrap_or_default()
}
