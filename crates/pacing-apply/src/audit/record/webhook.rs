//! `webhook`: one delivery of an event.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Origin;

/// Written after each delivery of an event that an [`super::Outcome`] holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Webhook {
    /// The event's id.
    pub event_id: Uuid,
    /// Counts the deliveries of this event over all runs, from 1.
    pub attempt: u64,
    /// Whom it was sent to.
    pub target: Origin,
    /// The status of the answer; none when there was no answer.
    pub status: Option<u16>,
    /// The wait that the receiver asked for, as `Retry-After` spells it in seconds: they count from the time of this record. Where it
    /// named a date, those that were left.
    pub retry_after: Option<String>,
    /// What that means for the event.
    pub result: Delivery,
    /// What happened in a sentence, where the status does not say it.
    pub message: Option<String>,
}

/// Where an event stands after a delivery.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Delivery {
    /// The receiver took it: 2xx. It is closed.
    Delivered,
    /// It did not arrive, and waits for the next delivery.
    Waiting,
    /// It did not arrive and is not sent again: 410, or the user's word. It is closed.
    GivenUp,
}
