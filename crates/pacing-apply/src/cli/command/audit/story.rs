//! What the records of a log say of each other: which change an outcome belongs to, whoever found out; what takes what back;
//! and what was signed only afterwards.

use pacing_apply::audit::{Body, CoveredLater, Digest, Outcome, Record};
use serde_json::{Value, json};
use std::collections::HashMap;
use uuid::Uuid;

/// How a change began.
#[derive(Debug)]
pub(super) struct Begun {
    /// The number of its intent.
    pub(super) seq: u64,
    /// Who made it.
    pub(super) actor: String,
    /// Why.
    pub(super) reason: Option<String>,
    /// In which run.
    pub(super) run_id: Uuid,
    /// The outcome that it takes back.
    pub(super) rollback_of: Option<Uuid>,
    /// The hash of what was sent.
    pub(super) body_sha256: Digest,
}

/// What the records of a log say of each other.
#[derive(Debug, Default)]
pub(super) struct Story {
    begun: HashMap<Uuid, Begun>,
    late: Vec<CoveredLater>,
}

impl Story {
    /// Of all records of a log.
    pub(super) fn of(records: impl Iterator<Item = Record>) -> Self {
        let mut story = Self::default();
        for record in records {
            story.late.extend(CoveredLater::by(&record));
            if let Body::Intent(intent) = record.body {
                let (seq, context) = (record.seq, record.context);
                let begun = Begun {
                    seq,
                    actor: context.actor,
                    reason: context.reason,
                    run_id: context.run_id,
                    rollback_of: intent.rollback_of,
                    body_sha256: intent.body_sha256,
                };
                story.begun.insert(record.mark.audit_id, begun);
            }
        }
        story
    }

    /// The beginning of the change that a record is of.
    pub(super) fn begun(&self, record: &Record) -> Option<&Begun> {
        match &record.body {
            Body::Intent(_) => self.begun.get(&record.mark.audit_id),
            Body::Outcome(Outcome { intent: Some(intent), .. }) => self.begun.get(intent),
            _ => None,
        }
    }

    /// The beginning of the change that an outcome is of, where another run has found out what became of it.
    pub(super) fn recovered(&self, record: &Record) -> Option<&Begun> {
        match &record.body {
            Body::Outcome(Outcome { recovered: true, .. }) => self.begun(record),
            _ => None,
        }
    }

    /// The record that says that this one was signed only afterwards.
    pub(super) fn late(&self, record: &Record) -> Option<&CoveredLater> {
        self.late.iter().find(|late| late.covers(record.seq))
    }

    /// All that was signed only afterwards.
    pub(super) fn all_late(&self) -> &[CoveredLater] {
        &self.late
    }

    /// Of the outcomes among these that another run found out: whose change it is.
    pub(super) fn json<'r>(&self, records: impl Iterator<Item = &'r Record>) -> Value {
        let recovered = records.filter_map(|record| {
            let Begun { seq, actor, reason, run_id, .. } = self.recovered(record)?;
            let found = &record.context;
            Some(json!({
                "record": record.seq,
                "intent_record": seq,
                "actor": actor,
                "reason": reason,
                "run_id": run_id,
                "recovered_by": found.actor,
                "recovered_run": found.run_id,
            }))
        });
        recovered.collect()
    }
}
