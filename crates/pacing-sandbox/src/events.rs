//! The events that the receiver got, accepted or not.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use axum::body::Bytes;
use axum::http::header::{AUTHORIZATION, COOKIE, HeaderMap};
use serde::Serialize;

/// What the receiver found out about a signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Signature {
    /// It is ours, and fresh.
    Verified,
    /// There is none.
    Unsigned,
    /// It is wrong, or too old, or a header is missing.
    Bad,
}

/// An event as it came, accepted or not.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Event {
    /// Milliseconds since the sandbox started.
    pub at_ms: u64,
    /// The `webhook-id`, which stays the same over retries.
    pub id: Option<String>,
    /// Which accepted delivery of this id it is: 1 for the first, more for duplicates, 0 when it was
    /// refused.
    pub delivery: usize,
    /// What is known about who sent it.
    pub signature: Signature,
    /// Why it was refused; `None` when it was accepted.
    pub refused: Option<String>,
    /// The headers, without credentials.
    pub headers: Vec<(String, String)>,
    /// The body, byte for byte.
    pub body: Bytes,
}

/// More than anybody looks at; the oldest go first.
const MOST_EVENTS: usize = 1000;

/// The events that came, as far as they are kept.
#[derive(Default)]
pub(crate) struct Events(Mutex<VecDeque<Event>>);

impl Events {
    pub(crate) fn all(&self) -> Vec<Event> {
        self.lock().iter().cloned().collect()
    }

    /// Keeps an event, accepted or not.
    pub(crate) fn keep(
        &self,
        at_ms: u64,
        headers: &HeaderMap,
        body: Bytes,
        signature: Signature,
        refused: Option<String>,
    ) {
        let id = headers.get("webhook-id").map(|id| String::from_utf8_lossy(id.as_bytes()).into_owned());
        let headers = headers
            .iter()
            .filter(|(name, _)| **name != AUTHORIZATION && **name != COOKIE)
            .map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned()))
            .collect();
        let mut events = self.lock();
        let same = |event: &&Event| event.refused.is_none() && id.is_some() && event.id == id;
        let delivery = if refused.is_some() { 0 } else { events.iter().filter(same).count() + 1 };
        if events.len() >= MOST_EVENTS {
            events.pop_front();
        }
        events.push_back(Event { at_ms, id, delivery, signature, refused, headers, body });
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<Event>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
