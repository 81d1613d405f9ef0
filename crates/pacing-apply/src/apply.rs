//! The workflow: the order of things, from a valid document to the event.

use crate::audit::{Journal, Storage};
use crate::change::Change;
use crate::error::Error;
use crate::event::event;
use crate::host::Host;
use crate::ledger::{Ended, Ledger};
use crate::outcome::{Event, Facts, Outcome, Report};
use crate::plan::Plan;
use crate::progress::Progress;
use crate::run::{Recorder, Run};
use crate::session::Session;
use pacing_core::{DialerDocument, Valid};

/// Applies a document to its dialer, and writes into the audit log what was done.
///
/// `confirm` is shown the plan before anything is written or sent; when it says no, nothing is.
///
/// Only a document that validation accepted is taken:
///
/// ```compile_fail,E0308
/// # use pacing_apply::{Host, Journal, Report, Session, Storage};
/// async fn unchecked<H: Host, S: Storage>(
///     session: &Session<'_, H>,
///     journal: &mut Journal<S>,
///     document: &pacing_core::DialerDocument,
/// ) -> Report {
///     pacing_apply::apply(session, journal, document, async |_| true).await
/// }
/// ```
///
/// ```
/// # use pacing_apply::{Host, Journal, Report, Session, Storage};
/// async fn checked<H: Host, S: Storage>(
///     session: &Session<'_, H>,
///     journal: &mut Journal<S>,
///     document: &pacing_core::Valid<pacing_core::DialerDocument>,
/// ) -> Report {
///     pacing_apply::apply(session, journal, document, async |_| true).await
/// }
/// ```
pub async fn apply<H: Host, S: Storage>(
    session: &Session<'_, H>,
    journal: &mut Journal<S>,
    document: &Valid<DialerDocument>,
    confirm: impl AsyncFnOnce(&Plan) -> bool,
) -> Report {
    let Session { host, settings, .. } = session;
    let mut run = Run::new(session, Ledger::new(*host, settings, journal, document));
    let mut found = Facts::new(run.recorder.run_id(), document.id.clone());

    // 1. Valid: the type says so, and what is sent is what was validated.
    session.tell(Progress::Validated { dialer: document.id.to_string(), warnings: document.stamp().warnings });

    // 2. What an interrupted run left open for this dialer, then what the dialer holds now.
    match run.recover(&document.id).await {
        Ok(recovered) => found.recovered = recovered,
        Err(error) => return run.close(found.ended(Outcome::NotApplied(error)), document).await,
    }
    let live = match run.get_ready(&document.id, false, host.monotonic()).await {
        Ok(live) => live,
        Err(error) => return run.close(found.ended(Outcome::NotApplied(error)), document).await,
    };

    // 3. What would change.
    let plan = Plan::new(document.id.clone(), document.to_body(), live);
    let nothing_to_do = plan.is_empty() && !settings.force;
    // What nobody sends removes nothing.
    let only_stored = if nothing_to_do { Vec::new() } else { plan.only_stored.clone() };
    session.tell(Progress::Compared { changes: plan.changes.len(), only_stored });
    found.compared(&plan);
    if nothing_to_do {
        found.after = found.before.clone();
        return run.close(found.ended(Outcome::Unchanged), document).await;
    }
    run.warn_unguarded(&plan.live);
    let asked_at = host.monotonic();
    let confirmed = confirm(&plan).await;
    session.exclude_since(asked_at);
    if !confirmed {
        return run.close(found.ended(Outcome::Refused), document).await;
    }

    // 4. No audit, no change.
    match run.recorder.intent(*host, &plan).await {
        Ok(receipt) => session.tell(Progress::AuditWritten { kind: "intent", seq: receipt.seq }),
        Err(error) => {
            let report = found.ended(Outcome::NotApplied(Error::Audit(error.clone())));
            return Report { exchanges: run.exchanges, audit: Some(error), ..report };
        }
    }

    // 5. Send it; 6. read it back.
    let mut change = Change::new(&mut run, plan);
    let outcome = change.carry_out().await;
    found.attempts = change.attempts;
    found.after = change.after.take().map(|live| live.text);
    found.compared(&change.plan);

    // 7. The outcome and its event; 8. the event's delivery.
    run.close(found.ended(outcome), document).await
}

impl<H: Host, S: Storage> Run<'_, '_, H, Ledger<'_, S>> {
    /// Writes the outcome, with its event inside, then delivers the events that wait for this dialer: the oldest first.
    async fn close(&mut self, mut report: Report, document: &Valid<DialerDocument>) -> Report {
        let Session { host, settings, .. } = self.session;
        let body = document.to_body();
        let applied = matches!(report.outcome, Outcome::Applied { .. });
        if applied {
            let reload = document.predictive_dialer_config.reload_on_update == Some(true);
            self.session.tell(Progress::Applied { reload });
        } else if matches!(report.outcome, Outcome::Unchanged) {
            self.session.tell(Progress::Unchanged);
        }
        let webhook = settings.webhook.as_ref().filter(|_| applied);
        let event = webhook.map(|webhook| (webhook, event(*host, webhook, &report.dialer, &self.recorder.told(&body))));
        report.exchanges = self.exchanges;
        let ended = Ended {
            outcome: &report.outcome,
            before: report.before.as_deref(),
            after: report.after.as_deref(),
            sent: &body,
            event: event.as_ref().map(|(_, event)| event.clone()),
            exchanges: report.exchanges,
            recovered: false,
        };
        match self.recorder.outcome(*host, ended).await {
            Ok(receipt) => self.session.tell(Progress::AuditWritten { kind: "outcome", seq: receipt.seq }),
            Err(error) => {
                // An event is sent only from the log, or a crash could lose it or send it for nothing.
                report.event = event.map_or(Event::None, |_| Event::Unwritten);
                report.audit = Some(error);
                return report;
            }
        }
        report.audit = self.recorder.broken().cloned();
        if !matches!(report.outcome, Outcome::Refused) {
            let own = event.as_ref().map(|(_, event)| event.id);
            match self.drain_earlier(report.dialer.as_str(), own).await {
                Ok(earlier) => report.earlier = earlier,
                Err(error) => report.audit = report.audit.or(Some(error)),
            }
        }
        if let Some((webhook, event)) = event {
            let (arrived, error) = self.deliver(webhook, &event, 0, true).await;
            report.event = arrived;
            report.audit = report.audit.or(error);
        }
        report
    }
}
