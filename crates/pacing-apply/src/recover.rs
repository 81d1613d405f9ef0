//! What an interrupted run left open: an intent without an outcome is closed by reading its dialer.
//!
//! The log cannot say what became of such a change, only the dialer can. It holds what was sent: applied. It holds what it
//! held before, in a version that no PUT of that run can match any more: not applied. Everything else is unknown.

use crate::audit::{Class, Intent, Journal, Record, Storage};
use crate::dialer::Live;
use crate::error::{Error, Trace};
use crate::event::event;
use crate::host::Host;
use crate::image;
use crate::ledger::{Ended, Ledger};
use crate::outcome::{Confirmed, Outcome};
use crate::plan::Plan;
use crate::progress::Progress;
use crate::run::Run;
use crate::session::Session;
use pacing_core::DialerId;
use uuid::Uuid;

/// A change that an interrupted run had left open, and what became of it.
#[derive(Clone, Debug)]
pub struct Recovered {
    /// The `audit_id` of its intent.
    pub intent: Uuid,
    /// The intent's number in the log.
    pub seq: u64,
    /// The run that was interrupted.
    pub run_id: Uuid,
    /// What became of it: applied, not applied or unknown.
    pub outcome: Outcome,
    /// The event that waits in the log from now on: a receiver is set, and the change was applied.
    pub event: Option<Uuid>,
}

/// Closes the intents of a dialer that no outcome has closed, by reading it. [`apply()`](crate::apply()) begins with this.
///
/// Call it only while no other run changes the dialer: an intent of a run that is still going on looks the same.
/// Intents that were sent to another server than the settings name are left as they are.
///
/// # Errors
/// [`Error::Unresolved`] when the dialer cannot be read: the intent stays open. [`Error::Audit`] when the log cannot be
/// read or written.
pub async fn recover<H: Host, S: Storage>(
    session: &Session<'_, H>,
    journal: &mut Journal<S>,
    dialer: &DialerId,
) -> Result<Vec<Recovered>, Error> {
    journal.refresh().await?;
    let server = Some(session.settings.base_url.origin());
    let own = |record: &Record| {
        record.context.dialer_id.as_deref() == Some(dialer.as_str()) && record.context.server == server
    };
    let Some(first) = journal.open_intents()?.into_iter().find(own) else { return Ok(Vec::new()) };
    let ledger = Ledger::resuming(session.host, session.settings, journal, &first.context);
    Run::new(session, ledger).recover(dialer).await
}

impl<H: Host, S: Storage> Run<'_, '_, H, Ledger<'_, S>> {
    /// Closes what is open for the dialer.
    pub(crate) async fn recover(&mut self, dialer: &DialerId) -> Result<Vec<Recovered>, Error> {
        self.recorder.refresh().await?;
        let mut recovered = Vec::new();
        for (record, intent) in self.recorder.open_intents(dialer)? {
            let own = self.recorder.resume(&record, &intent);
            let closed = self.close_open(dialer, &record, intent).await;
            self.recorder.leave(own);
            recovered.push(closed?);
        }
        Ok(recovered)
    }

    async fn close_open(&mut self, dialer: &DialerId, record: &Record, intent: Intent) -> Result<Recovered, Error> {
        let Session { host, settings, .. } = self.session;
        let (seq, before_this) = (record.seq, self.exchanges);
        self.session.tell(Progress::Recovering { seq });
        self.recorder.found_open(*host, record).await?;
        let live = self.get(dialer, self.session.deadline()).await;
        let live = live.map_err(|why| Error::Unresolved { seq, why: Box::new(why) })?;

        let sent = image::text(intent.after.as_ref().unwrap_or_default());
        let before = intent.before.as_ref().map(image::text);
        let after = live.text.clone();
        let outcome = judge(dialer, &sent, before.as_deref(), &intent, self.recorder.puts(record), live);
        let applied = matches!(outcome, Outcome::Applied { .. });
        let webhook = settings.webhook.as_ref().filter(|_| applied);
        let event = webhook.map(|webhook| event(*host, webhook, dialer, &self.recorder.told(&sent)));
        let waits = event.as_ref().map(|event| event.id);
        let ended = Ended {
            outcome: &outcome,
            before: before.as_deref(),
            after: Some(&after),
            sent: &sent,
            event,
            exchanges: self.exchanges.saturating_sub(before_this),
            recovered: true,
        };
        let receipt = self.recorder.outcome(*host, ended).await?;
        self.session.tell(Progress::AuditWritten { kind: "outcome", seq: receipt.seq });
        self.session.tell(Progress::Recovered { seq, outcome: outcome.sentence() });
        Ok(Recovered { intent: record.mark.audit_id, seq, run_id: record.context.run_id, outcome, event: waits })
    }
}

/// What the dialer's document says about an interrupted change.
fn judge(dialer: &DialerId, sent: &str, before: Option<&str>, intent: &Intent, puts: &[Class], live: Live) -> Outcome {
    let passed = live.etag.is_some() && intent.etag.is_some() && live.etag != intent.etag;
    let now = Plan::new(dialer.clone(), sent.to_owned(), live);
    let then = before.map(|before| now.against(Live { text: before.to_owned(), etag: None, status: None }));
    let interrupted = |trace| Error::Interrupted(trace);
    match then {
        Some(then) if then.is_empty() && now.is_empty() => Outcome::Unknown(interrupted(Trace::Same)),
        _ if now.is_empty() => Outcome::Applied { confirmed: Confirmed::Reading, differs: Vec::new() },
        Some(then) if then.finds_the_same(&now) && passed && puts.iter().all(left_nothing_open) => {
            Outcome::NotApplied(interrupted(Trace::Passed))
        }
        Some(then) if then.finds_the_same(&now) => Outcome::Unknown(interrupted(Trace::Pending)),
        _ => Outcome::Unknown(Error::Differs { differs: now.changes }),
    }
}

/// Whether after this answer every further PUT of the run was conditional on the version that the intent names. After
/// the others the run had read the dialer again, and may have sent the document on a version that no record holds.
fn left_nothing_open(put: &Class) -> bool {
    match put {
        Class::Later | Class::Unauthorized | Class::NotSent | Class::Refused | Class::Redirect => true,
        Class::Ok | Class::Accepted | Class::Busy | Class::Changed | Class::Ambiguous | Class::Malformed => false,
    }
}
