//! What really happened, as nobody in the world can see it: every version of the dialer, every PUT and what it did, every
//! run and what it said of itself.

use crate::host::Place;
use crate::platform::without_note;
use pacing_apply::Report;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::time::Duration;
use uuid::Uuid;

/// Who made a version of the dialer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// It was there.
    Nobody,
    /// A second operator, in the platform's console.
    Operator,
    /// The platform by itself.
    Platform,
    /// A PUT, by its index.
    Put(usize),
}

/// A version of the dialer.
#[derive(Clone, Debug)]
pub struct Version {
    /// Since when.
    pub at: Duration,
    /// Who made it.
    pub by: By,
    /// What it holds.
    pub document: Rc<Value>,
}

/// A PUT that left a machine.
#[derive(Clone, Debug)]
pub struct Put {
    /// The run that sent it.
    pub run: usize,
    /// When.
    pub at: Duration,
    /// The document in it.
    pub body: Rc<Value>,
    /// The intent that was open and durable for it.
    pub intent: Option<Uuid>,
    /// A page hides what the platform says to it.
    pub hidden: bool,
    /// What the platform said, once it has answered; not what the run saw.
    pub answered: Option<u16>,
}

/// What a run knows of the dialer from its last reading.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The strong ETag.
    pub etag: Option<String>,
    /// The document.
    pub document: Rc<Value>,
    /// Its status.
    pub status: Option<String>,
}

/// What a run does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Job {
    /// Applies this document.
    Apply,
    /// Takes back the change that was applied last.
    Rollback,
    /// Recovers and delivers, and nothing else.
    Deliver,
}

/// One run of the program.
#[derive(Clone, Debug)]
pub struct Run {
    /// What it does.
    pub job: Job,
    /// The document that it applies.
    pub body: Rc<Value>,
    /// When its session began.
    pub began: Duration,
    /// When nothing new may be begun any more.
    pub deadline: Duration,
    /// What it read last.
    pub reading: Option<Reading>,
    /// A PUT must not be sent before the dialer was read again.
    pub must_read: bool,
    /// Before when it must not come back to a place.
    pub told: BTreeMap<Place, Duration>,
    /// Tokens that were refused.
    pub refused: BTreeSet<String>,
    /// Tokens that were used, and until when each may be sent.
    pub tokens: BTreeMap<String, Token>,
    /// How many requests it made of the platform.
    pub exchanges: u64,
    /// Somebody was shown the plan and agreed.
    pub confirmed: bool,
    /// When it asked for a token last.
    pub asked: Duration,
    /// What the platform answered when it took a PUT.
    pub taken: Option<Rc<Value>>,
    /// What it said of itself.
    pub report: Option<Report>,
    /// Its exit code, where it ended by itself.
    pub exit: Option<u8>,
    /// How much had gone wrong in the world when it began.
    pub disturbances: u64,
    /// A write of its own failed.
    pub disk_failed: bool,
    /// When it ended, by itself or not.
    pub ended: Option<Duration>,
}

/// What a run knows of a token.
#[derive(Clone, Debug)]
pub struct Token {
    /// When it was asked for.
    pub asked: Duration,
    /// How long it lives; none when nobody said.
    pub life: Option<Duration>,
    /// How often it was used.
    pub uses: u32,
}

/// What really happened.
#[derive(Debug)]
pub struct Truth {
    /// Every version, from the beginning.
    pub versions: Vec<Version>,
    /// Every PUT that left.
    pub puts: Vec<Put>,
    /// Every run.
    pub runs: Vec<Run>,
}

impl Run {
    /// A run that begins.
    pub fn new(job: Job, body: Rc<Value>, began: Duration, deadline: Duration, disturbances: u64) -> Self {
        Self {
            job,
            body,
            began,
            deadline,
            reading: None,
            must_read: false,
            told: BTreeMap::new(),
            refused: BTreeSet::new(),
            tokens: BTreeMap::new(),
            exchanges: 0,
            confirmed: false,
            asked: began,
            taken: None,
            report: None,
            exit: None,
            disturbances,
            disk_failed: false,
            ended: None,
        }
    }
}

impl Truth {
    /// Nothing happened yet.
    pub fn beginning(document: Rc<Value>) -> Self {
        let first = Version { at: Duration::ZERO, by: By::Nobody, document };
        Self { versions: vec![first], puts: Vec::new(), runs: Vec::new() }
    }

    /// The versions by which the PUTs of an intent changed the document.
    pub fn made_for(&self, intent: Uuid) -> Vec<usize> {
        self.made_by(|put| put.intent == Some(intent))
    }

    /// The versions by which the PUTs of a run changed it.
    pub fn made_in(&self, run: usize) -> Vec<usize> {
        self.made_by(|put| put.run == run)
    }

    /// Whether a PUT made a version at all, be it of what was there before.
    pub fn stored(&self, which: impl Fn(&Put) -> bool) -> bool {
        let stored = |by: By| matches!(by, By::Put(put) if self.puts.get(put).is_some_and(&which));
        self.versions.iter().any(|version| stored(version.by))
    }

    /// Whether a PUT of this run made it.
    pub fn is_of(&self, by: By, run: usize) -> bool {
        matches!(by, By::Put(put) if self.puts.get(put).is_some_and(|put| put.run == run))
    }

    fn made_by(&self, which: impl Fn(&Put) -> bool) -> Vec<usize> {
        let made = |version: &Version| matches!(version.by, By::Put(put) if self.puts.get(put).is_some_and(&which));
        let pairs = self.versions.iter().zip(self.versions.iter().skip(1)).enumerate();
        let changes = pairs.filter(|(_, (before, after))| made(after) && before.document != after.document);
        changes.map(|(index, _)| index + 1).collect()
    }

    /// Whether the dialer held this at some time from `from` to `to`.
    pub fn held(&self, body: &Value, from: Duration, to: Duration) -> bool {
        let body = without_note(body);
        let until = |index: usize| self.versions.get(index + 1).map_or(Duration::MAX, |next| next.at);
        let during = |(index, version): &(usize, &Version)| version.at <= to && until(*index) >= from;
        self.versions.iter().enumerate().filter(during).any(|(_, version)| holds(&version.document, &body))
    }
}

/// Whether a stored document holds all that was sent, whatever else it holds.
pub fn holds(stored: &Value, sent: &Value) -> bool {
    match (stored, sent) {
        (Value::Object(stored), Value::Object(sent)) => {
            sent.iter().all(|(key, sent)| stored.get(key).is_some_and(|stored| holds(stored, sent)))
        }
        (Value::Array(stored), Value::Array(sent)) => {
            stored.len() == sent.len() && stored.iter().zip(sent).all(|(stored, sent)| holds(stored, sent))
        }
        (Value::Number(stored), Value::Number(sent)) => stored.as_f64() == sent.as_f64(),
        (stored, sent) => stored == sent,
    }
}
