//! `outcome`: how a run ended for a dialer.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::{Change, Findings, Origin};

/// Written when it is known what became of the change, or that it cannot be known. It closes the intent that it names.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// The intent that it closes; none when the run ended before one was written.
    pub intent: Option<Uuid>,
    /// What became of it.
    #[serde(flatten)]
    pub verdict: Verdict,
    /// The dialer's document before, where it was read.
    pub before: Option<Value>,
    /// The dialer's document afterwards, where it was read.
    pub after: Option<Value>,
    /// What differs between the two.
    pub diff: Vec<Change>,
    /// How many requests were made.
    pub attempts: u64,
    /// The exit code that this outcome stands for, before the event is delivered.
    pub exit_code: u8,
    /// The outcome in a sentence, as the user was told.
    pub message: String,
    /// What validation found in the document.
    pub checked: Findings,
    /// Whether client data was left out of `before`, `after` and `diff`.
    pub masked: bool,
    /// Whether the intent was another run's, found without an outcome and closed by reading the dialer.
    pub recovered: bool,
}

/// What became of a change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Verdict {
    /// The dialer holds it.
    Applied(Applied),
    /// The dialer held it already; nothing was sent.
    Unchanged,
    /// The dialer does not hold it, and will not from this run.
    NotApplied,
    /// Nothing was sent because the document, the settings or the user forbade it.
    Refused,
    /// It cannot be told.
    Unknown,
}

/// What only an applied change has: the tutorial's fields, and the event for the WFM.
///
/// The record then also says `"action": "UPDATE_PACING_RULES"` and `"compliance_validated": true`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Applied {
    /// The bands that were sent (`pacing_rules`).
    pub speed_matrix: Value,
    /// The threshold that was sent (`abandon_rate_threshold`).
    pub abandon_threshold: Value,
    /// Where the server stored something else than was sent: `before` is sent, `after` is stored.
    pub differs: Vec<Change>,
    /// The event that waits for delivery from now on; none when no webhook is set.
    pub event: Option<Event>,
}

impl Applied {
    /// Takes the tutorial's fields from the document that was sent.
    #[must_use]
    pub fn new(sent: &Value, differs: Vec<Change>, event: Option<Event>) -> Self {
        let field = |pointer| sent.pointer(pointer).cloned().unwrap_or_default();
        Self {
            speed_matrix: field("/predictive_dialer_config/pacing_rules"),
            abandon_threshold: field("/predictive_dialer_config/abandon_rate_threshold"),
            differs,
            event,
        }
    }
}

/// An event for the WFM. It lies in the same record as the outcome, so that there is no change without its event
/// and no event without its change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// The same at every delivery: `webhook-id`.
    pub id: Uuid,
    /// The exact text that is sent, and signed at each delivery.
    pub payload: String,
    /// Its media type: `application/json`, or `application/cloudevents+json`.
    pub content_type: String,
    /// Whom it is for, without the path, which may be a secret. Delivery takes the whole URL from the settings.
    pub target: Origin,
}
