//! What a log still waits for: changes without an outcome, and events that no delivery has closed.

use super::selection::Selection;
use super::story::Story;
use crate::cli::leftovers::without_outcome;
use crate::cli::output::printable;
use pacing_apply::audit::{Body, Delivery, Outcome, Record, Verdict, Webhook};
use serde_json::{Value, json};
use uuid::Uuid;

/// What is still open, in the order of the log.
#[derive(Debug, Default)]
pub(super) struct Open {
    intents: Vec<Record>,
    /// The id of each event, and the outcome that holds it.
    events: Vec<(Uuid, Record)>,
}

impl Open {
    /// Takes what a record opens or closes.
    pub(super) fn take(&mut self, record: &Record) {
        match &record.body {
            Body::Intent(_) => self.intents.push(record.clone()),
            Body::Outcome(Outcome { intent, verdict, .. }) => {
                self.intents.retain(|open| Some(open.mark.audit_id) != *intent);
                if let Verdict::Applied(applied) = verdict
                    && let Some(event) = &applied.event
                {
                    self.events.push((event.id, record.clone()));
                }
            }
            Body::Webhook(Webhook { event_id, result: Delivery::Delivered | Delivery::GivenUp, .. }) => {
                self.events.retain(|(id, _)| id != event_id);
            }
            Body::Webhook(_) | Body::Attempt(_) | Body::Recovery(_) => {}
        }
    }

    /// Leaves out what was not asked for.
    pub(super) fn only(mut self, selection: &Selection, story: &Story) -> Self {
        self.intents.retain(|record| selection.takes(record, story));
        self.events.retain(|(_, record)| selection.takes(record, story));
        self
    }

    /// A sentence for each.
    pub(super) fn sentences(&self) -> impl Iterator<Item = String> {
        let event = |(_, record): &(Uuid, Record)| {
            let dialer = printable(record.context.dialer_id.as_deref().unwrap_or("unknown"));
            format!("the event of record {}, of dialer `{dialer}`, waits; `deliver` sends it", record.seq)
        };
        self.intents.iter().map(without_outcome).chain(self.events.iter().map(event))
    }

    /// The numbers of the intents, and the ids of the events.
    pub(super) fn json(&self) -> Value {
        let intents: Vec<_> = self.intents.iter().map(|record| record.seq).collect();
        let events: Vec<_> = self.events.iter().map(|(id, _)| id).collect();
        json!({"intents": intents, "events": events})
    }
}
