//! What the log still waits for: intents without an outcome, events that no delivery has closed.

use std::collections::HashSet;

use jiff::Timestamp;
use serde::Deserialize;
use uuid::Uuid;

use super::chain::{self, Header};
use super::cover::{Brief, What};
use super::record::{Body, Class, Context, Delivery, Event, Mark, Outcome, Record, Verdict, millis};
use super::{Digest, Error};
use crate::audit::record::{Continues, Seal};

/// An event that waits for delivery.
#[derive(Debug, Clone, PartialEq)]
pub struct PendingEvent {
    /// The event, as it was committed with its outcome.
    pub event: Event,
    /// Id and time of the outcome's record.
    pub outcome: Mark,
    /// Who changed what dialer, by the outcome's record.
    pub context: Context,
    /// How many deliveries have failed so far; the next is the one after.
    pub attempts: u64,
    /// The last of them.
    pub last: Option<LastDelivery>,
}

/// The last delivery of an event that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastDelivery {
    /// When it was recorded.
    pub at: Timestamp,
    /// The wait that the receiver asked for, as the record holds it.
    pub retry_after: Option<String>,
}

/// The few fields of a line that say what it opens and closes. Reading only them keeps the opening of a long log quick.
#[derive(Debug, Deserialize)]
pub(super) struct Glance {
    seq: u64,
    prev: Digest,
    hash: Digest,
    #[serde(default)]
    seals: Option<Seal>,
    #[serde(default)]
    continues: Option<Continues>,
    kind: Kind,
    audit_id: Uuid,
    run_id: Uuid,
    #[serde(with = "millis")]
    timestamp: Timestamp,
    #[serde(default)]
    intent: Option<Uuid>,
    #[serde(default)]
    event: Option<EventId>,
    #[serde(default)]
    event_id: Option<Uuid>,
    #[serde(default)]
    attempt: u64,
    #[serde(default)]
    result: Option<Delivery>,
    #[serde(default)]
    retry_after: Option<String>,
    #[serde(default)]
    method: Option<String>,
    #[serde(default)]
    class: Option<Class>,
    #[serde(default)]
    file: Option<String>,
    #[serde(default)]
    outcome: Option<String>,
    #[serde(default)]
    found: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Intent,
    Attempt,
    Outcome,
    Webhook,
    Recovery,
}

#[derive(Debug, Deserialize)]
struct EventId {
    id: Uuid,
}

impl Glance {
    pub(super) fn header(&self) -> Header {
        let Self { seq, prev, hash, seals, continues, .. } = self;
        Header { seq: *seq, prev: *prev, hash: *hash, seals: seals.clone(), continues: continues.clone() }
    }

    pub(super) fn brief(&self) -> Brief {
        let Self { seq, hash, run_id, audit_id, intent, .. } = self;
        let what = match self.kind {
            Kind::Intent => What::Intent(*audit_id),
            Kind::Outcome => What::Outcome { intent: *intent, applied: self.outcome.as_deref() == Some("applied") },
            Kind::Recovery if self.is_remark() => What::Remark,
            Kind::Attempt | Kind::Webhook | Kind::Recovery => What::Other,
        };
        Brief { seq: *seq, hash: *hash, run: *run_id, what }
    }

    /// Whether it names records that no signature covered.
    fn is_remark(&self) -> bool {
        self.kind == Kind::Recovery && self.found.as_deref() == Some("unsigned")
    }
}

/// Lines that are still open, in the order of the log. The lines are kept as text and read when they are asked for.
#[derive(Debug, Clone, Default)]
pub(super) struct Outstanding {
    intents: Vec<Open>,
    events: Vec<Open>,
    named: HashSet<String>,
    /// The last record is one that a checkpoint counts.
    counted: bool,
    /// A record that a checkpoint counts has another one behind it, other than what the next run says of it first: that
    /// no signature covered it.
    had_been_counted: bool,
}

#[derive(Debug, Clone)]
struct Open {
    /// The intent's `audit_id`, or the event's id.
    id: Uuid,
    line: u64,
    text: Box<[u8]>,
    /// How often an event was sent.
    attempts: u64,
    /// The last time that it was.
    last: Option<LastDelivery>,
    /// What was answered to the PUTs of an intent.
    puts: Vec<Class>,
}

impl Outstanding {
    /// Takes what a line opens or closes.
    pub(super) fn take(&mut self, line: u64, text: &[u8], glance: Glance) {
        self.had_been_counted |= self.counted && !glance.is_remark();
        self.counted |= matches!(glance.kind, Kind::Intent | Kind::Outcome | Kind::Webhook);
        let open = |id| Open { id, line, text: text.into(), attempts: 0, last: None, puts: Vec::new() };
        match glance.kind {
            Kind::Intent => self.intents.push(open(glance.audit_id)),
            Kind::Outcome => {
                self.intents.retain(|intent| Some(intent.id) != glance.intent);
                self.events.extend(glance.event.map(|event| open(event.id)));
            }
            Kind::Webhook if glance.result == Some(Delivery::Waiting) => {
                let waiting = self.events.iter_mut().find(|event| Some(event.id) == glance.event_id);
                if let Some(event) = waiting {
                    event.attempts = event.attempts.max(glance.attempt);
                    event.last = Some(LastDelivery { at: glance.timestamp, retry_after: glance.retry_after });
                }
            }
            Kind::Webhook => self.events.retain(|event| Some(event.id) != glance.event_id),
            Kind::Recovery => self.named.extend(glance.file),
            Kind::Attempt if glance.method.as_deref() == Some("PUT") => {
                let intent = self.intents.iter_mut().find(|intent| Some(intent.id) == glance.intent);
                if let Some(intent) = intent {
                    intent.puts.extend(glance.class);
                }
            }
            Kind::Attempt => {}
        }
    }

    /// What was answered to the PUTs of an open intent.
    pub(super) fn puts(&self, intent: Uuid) -> &[Class] {
        self.intents.iter().find(|open| open.id == intent).map_or(&[], |open| &open.puts)
    }

    /// How many intents and events are open.
    pub(super) const fn counts(&self) -> (usize, usize) {
        (self.intents.len(), self.events.len())
    }

    /// Whether a checkpoint must have been written: a record that it counts is there, and was followed by another one.
    pub(super) const fn had_been_counted(&self) -> bool {
        self.had_been_counted
    }

    /// Whether a recovery record names this file.
    pub(super) fn names(&self, file: &str) -> bool {
        self.named.contains(file)
    }

    /// The intents that no outcome has closed.
    pub(super) fn intents(&self) -> Result<Vec<Record>, Error> {
        self.intents.iter().map(Open::record).collect()
    }

    /// The events that no delivery has closed.
    pub(super) fn events(&self) -> Result<Vec<PendingEvent>, Error> {
        let mut events = Vec::new();
        for open in &self.events {
            let Record { mark, context, body, .. } = open.record()?;
            if let Body::Outcome(Outcome { verdict: Verdict::Applied(applied), .. }) = body
                && let Some(event) = applied.event
            {
                let Open { attempts, last, .. } = open.clone();
                events.push(PendingEvent { event, outcome: mark, context, attempts, last });
            }
        }
        Ok(events)
    }
}

impl Open {
    fn record(&self) -> Result<Record, Error> {
        checked_record(self.line, &self.text)
    }
}

/// Reads a line, with or without its newline, as a record whose hash holds.
pub(super) fn checked_record(line: u64, text: &[u8]) -> Result<Record, Error> {
    let (record, hash) = chain::read(text).map_err(|why| Error::Unreadable { line, why })?;
    if hash == record.hash { Ok(record) } else { Err(Error::Changed { line }) }
}
