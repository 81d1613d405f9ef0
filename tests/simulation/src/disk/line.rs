//! A line of the log, read by a reader of its own.

use serde::Deserialize;
use std::time::Duration;
use uuid::Uuid;

/// What the checks need of a record.
#[derive(Clone, Debug, Deserialize)]
pub struct Line {
    /// Where it ends in the log.
    #[serde(skip)]
    pub end: usize,
    /// When it was written.
    #[serde(skip)]
    pub at: Duration,
    /// `kind`
    pub kind: String,
    /// `audit_id`
    pub audit_id: Uuid,
    /// `run_id`
    pub run_id: Uuid,
    /// `seq`
    pub seq: u64,
    /// `hash`
    pub hash: String,
    /// What the first line of a file goes on from.
    pub continues: Option<Continues>,
    /// `intent`
    pub intent: Option<Uuid>,
    /// `body_sha256`, of an intent
    pub body_sha256: Option<String>,
    /// `method`, of an attempt
    pub method: Option<String>,
    /// `outcome`
    pub outcome: Option<String>,
    /// `exit_code`, of an outcome
    pub exit_code: Option<u8>,
    /// `message`
    pub message: Option<String>,
    /// `recovered`, of an outcome
    pub recovered: Option<bool>,
    /// `event`, of an applied outcome
    pub event: Option<Event>,
    /// `event_id`, of a delivery
    pub event_id: Option<Uuid>,
    /// `result`, of a delivery
    pub result: Option<String>,
    /// `file`, of a torn tail
    pub file: Option<String>,
    /// `sha256`, of a torn tail
    pub sha256: Option<String>,
}

/// The file that was closed before.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Continues {
    /// `file`
    pub file: String,
    /// `count`
    pub count: u64,
    /// `hash`
    pub hash: String,
}

/// An event as the log holds it.
#[derive(Clone, Debug, Deserialize)]
pub struct Event {
    /// `id`
    pub id: Uuid,
    /// `payload`
    pub payload: String,
}

impl Line {
    /// Reads a line that ends at this place.
    pub fn read(text: &[u8], end: usize) -> Option<Self> {
        let line: Self = serde_json::from_slice(text).ok()?;
        Some(Self { end, ..line })
    }
}
