//! The receiver of events.

use std::time::Duration;

/// An event that arrived.
#[derive(Clone, Debug)]
pub struct Received {
    /// When.
    pub at: Duration,
    /// `webhook-id`.
    pub id: String,
    /// The payload.
    pub payload: String,
    /// It was answered with 2xx.
    pub taken: bool,
}

/// What the receiver got.
#[derive(Debug, Default)]
pub struct Receiver {
    /// Every event that arrived, each time that it did.
    pub received: Vec<Received>,
}
