//! Record format v1: what one line of the log holds.
//!
//! Every record has the fields of [`Record`], [`Context`] and [`Mark`], and those of its kind: [`Intent`], [`Attempt`],
//! [`Outcome`], [`Webhook`], [`Recovery`]. `docs/audit-format.md` lists them. The format is frozen: a record with a field more
//! or less is not v1.

mod attempt;
mod intent;
mod outcome;
mod part;
mod recovery;
mod seal;
mod webhook;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;

pub use attempt::{Attempt, Class};
pub use intent::Intent;
pub use outcome::{Applied, Event, Outcome, Verdict};
pub(super) use part::millis;
pub use part::{Change, Findings, Origin, ProfileRef, UrlPath};
pub use recovery::Recovery;
pub use seal::{Continues, Seal};
pub use webhook::{Delivery, Webhook};

use super::{Digest, canonical, exact};

/// The version of the record format.
pub const VERSION: u64 = 1;

/// The tutorial's action. It stands on the outcome of an applied change alone, so that readers who count it count changes.
pub const UPDATE_ACTION: &str = "UPDATE_PACING_RULES";

/// What the host gives to each record: a fresh random id and the time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// A UUIDv4 of its own for each record.
    pub audit_id: Uuid,
    /// When it was written; in the log RFC 3339 in UTC with three digits of fraction.
    #[serde(with = "part::millis")]
    pub timestamp: Timestamp,
}

/// What all records of a run have in common: who, where, by what rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Context {
    /// The run that wrote the record, a UUIDv4.
    pub run_id: Uuid,
    /// The dialer that the run addresses; none when a refused document named none.
    pub dialer_id: Option<String>,
    /// The API that the run talks to, without path or credentials; none when no request is made.
    pub server: Option<Origin>,
    /// Who runs it: `--actor`, or the user of the operating system.
    pub actor: String,
    /// Why: `--reason`.
    pub reason: Option<String>,
    /// The regulatory profile that the document was judged by.
    pub profile: ProfileRef,
    /// The version of the rule set.
    pub rule_set: String,
    /// The program that wrote the record, such as `pacing-apply/0.1.0`.
    pub tool: String,
}

/// What a record says, by its kind.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Body {
    /// A change is about to be sent.
    Intent(Intent),
    /// A request was made.
    Attempt(Attempt),
    /// A run ended for this dialer.
    Outcome(Outcome),
    /// An event was sent to the WFM, or given up.
    Webhook(Webhook),
    /// Something that an interrupted run had left was found.
    Recovery(Recovery),
}

/// One record of the log, tied to the one before it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// The version of the format, 1.
    pub v: u64,
    /// The position in the chain, from 1.
    pub seq: u64,
    /// Id and time.
    #[serde(flatten)]
    pub mark: Mark,
    /// Who, where, by what rules.
    #[serde(flatten)]
    pub context: Context,
    /// What happened.
    #[serde(flatten)]
    pub body: Body,
    /// On the first record of a file that began with unchained lines: what they were.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seals: Option<Seal>,
    /// On the first record of a file that goes on where another one ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub continues: Option<Continues>,
    /// The `hash` of the record before it; 64 zeros where there is none.
    pub prev: Digest,
    /// SHA-256 over `prev` and this record without `hash`: [`super::chain::hash`].
    pub hash: Digest,
}

/// A line is not a record of format v1.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NotARecord {
    /// Not JSON, or a field is missing or of the wrong kind.
    #[error("it is not a record of format v1: {0}")]
    Unreadable(String),
    /// Another version of the format.
    #[error("it is a record of format `{0}`; this version reads format 1 only")]
    Version(u64),
    /// Its line ends as Windows writes them: the file went through an editor or a conversion.
    #[error("it ends in CR LF where the format has LF alone: an editor, or git, has converted the file")]
    CarriageReturn,
    /// JSON, but not as this format spells it: other white space, order, spelling, or fields.
    #[error("it is not spelled as format v1 spells a record (canonical JSON with exactly its fields)")]
    Spelling,
}

impl NotARecord {
    /// A line that serde cannot read.
    pub(super) fn unreadable(error: &serde_json::Error) -> Self {
        Self::Unreadable(error.to_string())
    }
}

impl Record {
    /// Reads a line of the log, without its newline. The hash is not checked here.
    ///
    /// # Errors
    /// When the line is not, byte for byte, the canonical text of a record of format v1.
    pub fn from_line(line: &str) -> Result<Self, NotARecord> {
        Self::read(line).map(|(record, _)| record)
    }

    /// The record as its line, canonical JSON, without a newline.
    #[must_use]
    pub fn line(&self) -> String {
        canonical::text(&self.to_value())
    }

    /// The record as a JSON object.
    #[must_use]
    pub fn to_value(&self) -> Value {
        let mut fields = self.fields();
        fields.insert("action".to_owned(), self.action().into());
        if self.is_applied() {
            fields.insert("compliance_validated".to_owned(), true.into());
        }
        exact::normalise(Value::Object(fields))
    }

    /// What kind of thing was done: `UPDATE_PACING_RULES` for an applied change, `PACING_…` for everything else.
    #[must_use]
    pub const fn action(&self) -> &'static str {
        match &self.body {
            Body::Intent(_) => "PACING_INTENT",
            Body::Attempt(_) => "PACING_ATTEMPT",
            Body::Outcome(_) if self.is_applied() => UPDATE_ACTION,
            Body::Outcome(_) => "PACING_OUTCOME",
            Body::Webhook(_) => "PACING_EVENT",
            Body::Recovery(_) => "PACING_RECOVERY",
        }
    }

    /// Whether this is the outcome of an applied change.
    #[must_use]
    pub const fn is_applied(&self) -> bool {
        matches!(&self.body, Body::Outcome(Outcome { verdict: Verdict::Applied(_), .. }))
    }

    /// Reads a line, without its newline, and gives the record as a JSON object too.
    pub(super) fn read(line: &str) -> Result<(Self, Value), NotARecord> {
        let unreadable = |error| NotARecord::unreadable(&error);
        let value = exact::from_text(line).map_err(unreadable)?;
        if let Some(version) = value.get("v").and_then(Value::as_u64).filter(|version| *version != VERSION) {
            return Err(NotARecord::Version(version));
        }
        let record: Self = serde_json::from_value(value).map_err(unreadable)?;
        let own = record.to_value();
        match line.strip_prefix(canonical::text(&own).as_str()) {
            Some("") => Ok((record, own)),
            Some("\r") => Err(NotARecord::CarriageReturn),
            _ => Err(NotARecord::Spelling),
        }
    }

    /// The fields that serde writes. A record always is an object: its keys are strings and its numbers finite.
    fn fields(&self) -> Map<String, Value> {
        match serde_json::to_value(self) {
            Ok(Value::Object(fields)) => fields,
            _ => Map::new(),
        }
    }
}

macro_rules! body_from {
    ($($kind:ident),*) => {
        $(impl From<$kind> for Body {
            fn from(body: $kind) -> Self {
                Self::$kind(body)
            }
        })*
    };
}

body_from!(Intent, Attempt, Outcome, Webhook, Recovery);
