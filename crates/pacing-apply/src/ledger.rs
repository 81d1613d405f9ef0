//! What a run writes into the audit log.

mod masked;
mod refusal;

use masked::Masked;
pub use refusal::{Refusal, record_refusal};

use crate::audit::exact::image;
use crate::audit::{
    self, Applied, Attempt, Body, Class, Context, Digest, Findings, Intent, Journal, Mark, PendingEvent, ProfileRef,
    Receipt, Record, Recovery, Storage, Verdict, Webhook,
};
use crate::host::{Host, new_id};
use crate::outcome::Outcome;
use crate::plan::Plan;
use crate::run::Recorder;
use crate::settings::Settings;
use pacing_core::diff::{Change, diff};
use pacing_core::read::Tree;
use pacing_core::{DialerDocument, DialerId, Valid};
use uuid::Uuid;

/// The program as the log names it.
const TOOL: &str = concat!("pacing-apply/", env!("CARGO_PKG_VERSION"));

/// The audit log as one run for one dialer writes it.
#[derive(Debug)]
pub(crate) struct Ledger<'j, S> {
    journal: &'j mut Journal<S>,
    context: Context,
    checked: Findings,
    intent: Option<Uuid>,
    rollback_of: Option<Uuid>,
    masked: Masked,
    broken: Option<audit::Error>,
}

/// What a ledger speaks of in its own name, while it speaks for another run.
pub(crate) struct Own {
    context: Context,
    checked: Findings,
    intent: Option<Uuid>,
    masked: Masked,
}

impl<S: Storage> Recorder for Ledger<'_, S> {
    async fn attempt(&mut self, host: &impl Host, attempt: Attempt) {
        let attempt = self.masked.attempt(Attempt { intent: self.intent, ..attempt });
        if let Err(error) = self.append(host, attempt).await {
            self.broken.get_or_insert(error);
        }
    }

    fn broken(&self) -> Option<&audit::Error> {
        self.broken.as_ref()
    }
}

/// How a run ended, as the log wants to know it.
pub(crate) struct Ended<'e> {
    pub(crate) outcome: &'e Outcome,
    pub(crate) before: Option<&'e str>,
    pub(crate) after: Option<&'e str>,
    pub(crate) sent: &'e str,
    pub(crate) event: Option<audit::Event>,
    pub(crate) exchanges: u64,
    /// The intent is another run's, found without an outcome.
    pub(crate) recovered: bool,
}

impl<'j, S: Storage> Ledger<'j, S> {
    pub(crate) fn new(
        host: &impl Host,
        settings: &Settings,
        journal: &'j mut Journal<S>,
        document: &Valid<DialerDocument>,
    ) -> Self {
        let stamp = document.stamp();
        let context = Context {
            run_id: new_id(host),
            dialer_id: Some(document.id.to_string()),
            server: Some(settings.base_url.origin()),
            actor: settings.actor.clone(),
            reason: settings.reason.clone(),
            profile: ProfileRef::from(stamp),
            rule_set: stamp.rule_set.to_owned(),
            tool: TOOL.to_owned(),
        };
        let (checked, rollback_of) = (Findings::from(stamp), settings.rollback_of);
        let masked = Masked(settings.masked);
        Self { journal, context, checked, intent: None, rollback_of, masked, broken: None }
    }

    /// A log for a run that has no document of its own: it speaks for other runs.
    pub(crate) fn resuming(
        host: &impl Host,
        settings: &Settings,
        journal: &'j mut Journal<S>,
        other: &Context,
    ) -> Self {
        let (actor, reason) = (settings.actor.clone(), settings.reason.clone());
        let context = Context { run_id: new_id(host), actor, reason, tool: TOOL.to_owned(), ..other.clone() };
        let (checked, masked) = (Findings::default(), Masked(settings.masked));
        Self { journal, context, checked, intent: None, rollback_of: None, masked, broken: None }
    }

    /// Speaks of the dialer, the server and the rules of another run from now on.
    pub(crate) fn speak_for(&mut self, other: &Context) -> Own {
        let Context { run_id, actor, reason, tool, .. } = self.context.clone();
        let context = Context { run_id, actor, reason, tool, ..other.clone() };
        let context = std::mem::replace(&mut self.context, context);
        Own { context, checked: self.checked.clone(), intent: self.intent, masked: self.masked }
    }

    /// Speaks for the intent of another run from now on.
    pub(crate) fn resume(&mut self, record: &Record, intent: &Intent) -> Own {
        let own = self.speak_for(&record.context);
        self.checked = intent.checked.clone();
        self.intent = Some(record.mark.audit_id);
        // What one of the two keeps to itself, the outcome does not tell.
        self.masked = Masked(self.masked.0 || intent.masked);
        own
    }

    /// Speaks in its own name again.
    pub(crate) fn leave(&mut self, own: Own) {
        Own { context: self.context, checked: self.checked, intent: self.intent, masked: self.masked } = own;
    }

    /// Reads what others have added.
    pub(crate) async fn refresh(&mut self) -> Result<(), audit::Error> {
        self.journal.refresh().await
    }

    /// The intents of a dialer that no outcome has closed, sent to the server of this run.
    pub(crate) fn open_intents(&self, dialer: &DialerId) -> Result<Vec<(Record, Intent)>, audit::Error> {
        let own = |record: &Record| {
            record.context.dialer_id.as_deref() == Some(dialer.as_str()) && record.context.server == self.context.server
        };
        let open = self.journal.open_intents()?.into_iter().filter(own);
        Ok(open
            .filter_map(|record| match record.body.clone() {
                Body::Intent(intent) => Some((record, intent)),
                _ => None,
            })
            .collect())
    }

    /// What was answered to the PUTs of an open intent, as far as records say.
    pub(crate) fn puts(&self, intent: &Record) -> &[Class] {
        self.journal.puts_of(intent.mark.audit_id)
    }

    /// Says that an intent was found open.
    pub(crate) async fn found_open(&mut self, host: &impl Host, record: &Record) -> Result<Receipt, audit::Error> {
        let Record { seq, mark, context, .. } = record;
        self.append(host, Recovery::OpenIntent { intent: mark.audit_id, intent_seq: *seq, intent_run: context.run_id })
            .await
    }

    /// The events that wait, as far as the log was read.
    pub(crate) fn pending(&self) -> Result<Vec<PendingEvent>, audit::Error> {
        self.journal.pending()
    }

    /// An event, if it still waits.
    pub(crate) fn pending_event(&self, id: Uuid) -> Result<Option<PendingEvent>, audit::Error> {
        Ok(self.pending()?.into_iter().find(|waiting| waiting.event.id == id))
    }

    /// What may be told of a document in an event.
    pub(crate) fn told(&self, document: &str) -> String {
        self.masked.text(document)
    }

    pub(crate) fn run_id(&self) -> Uuid {
        self.context.run_id
    }

    /// Says that the plan is about to be sent. Durable when this returns; without it nothing may be sent.
    pub(crate) async fn intent(&mut self, host: &impl Host, plan: &Plan) -> Result<Receipt, audit::Error> {
        if let Some(error) = &self.broken {
            return Err(error.clone());
        }
        let intent = Intent {
            body_sha256: Digest::of(plan.body.as_bytes()),
            before: Some(self.masked.image(&plan.live.text)),
            after: Some(self.masked.image(&plan.body)),
            diff: self.masked.changes(changes(&plan.changes)),
            etag: plan.live.etag.clone(),
            rollback_of: self.rollback_of,
            checked: self.checked.clone(),
            masked: self.masked.0,
        };
        let receipt = self.append(host, intent).await?;
        self.intent = Some(receipt.audit_id);
        Ok(receipt)
    }

    /// Says how it ended, with the event that waits from then on, in one durable write.
    pub(crate) async fn outcome(&mut self, host: &impl Host, ended: Ended<'_>) -> Result<Receipt, audit::Error> {
        let masked = self.masked;
        let verdict = match ended.outcome {
            Outcome::Applied { differs, .. } => {
                let differs = masked.changes(changes(differs));
                Verdict::Applied(Applied::new(&masked.image(ended.sent), differs, ended.event))
            }
            Outcome::Unchanged => Verdict::Unchanged,
            Outcome::NotApplied(_) => Verdict::NotApplied,
            Outcome::Refused => Verdict::Refused,
            Outcome::Unknown(_) => Verdict::Unknown,
        };
        let record = audit::Outcome {
            intent: self.intent,
            verdict,
            before: ended.before.map(|text| masked.image(text)),
            after: ended.after.map(|text| masked.image(text)),
            diff: masked.changes(difference(ended.before, ended.after)),
            attempts: ended.exchanges,
            exit_code: ended.outcome.exit().code(),
            message: masked.sentence(ended.outcome),
            checked: self.checked.clone(),
            masked: masked.0,
            recovered: ended.recovered,
        };
        self.journal.commit(mark(host), &self.context, record).await
    }

    /// Says what came of a delivery.
    pub(crate) async fn delivery(&mut self, host: &impl Host, delivery: Webhook) -> Result<Receipt, audit::Error> {
        self.journal.settle(mark(host), &self.context, self.masked.delivery(delivery)).await
    }

    async fn append(&mut self, host: &impl Host, body: impl Into<Body>) -> Result<Receipt, audit::Error> {
        self.journal.append(mark(host), &self.context, body).await
    }
}

fn mark(host: &impl Host) -> Mark {
    Mark { audit_id: new_id(host), timestamp: host.now() }
}

fn difference(before: Option<&str>, after: Option<&str>) -> Vec<audit::Change> {
    let (Some(Ok(before)), Some(Ok(after))) = (before.map(Tree::parse), after.map(Tree::parse)) else {
        return Vec::new();
    };
    changes(&diff(&before, &after))
}

fn changes(changes: &[Change]) -> Vec<audit::Change> {
    let side = |text: &Option<String>| text.as_deref().map(image);
    let change = |change: &Change| audit::Change {
        path: change.path.clone(),
        before: side(&change.before),
        after: side(&change.after),
    };
    changes.iter().map(change).collect()
}
