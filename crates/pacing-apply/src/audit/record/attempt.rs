//! `attempt`: one request and what came of it.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::UrlPath;

/// Every request to the API is one, those for a token included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// The intent it serves; none for what precedes it (token, first GET).
    pub intent: Option<Uuid>,
    /// Counts the requests of a run for this dialer, from 1.
    pub number: u64,
    /// The method, such as `PUT`.
    pub method: String,
    /// The path, without query.
    pub path: UrlPath,
    /// The status of the answer; none when there was no answer.
    pub status: Option<u16>,
    /// `Retry-After` as the server wrote it.
    pub retry_after: Option<String>,
    /// How long the run had waited before this request, in milliseconds.
    pub waited_ms: u64,
    /// What the answer means for the run.
    pub class: Class,
    /// What happened in a sentence, where the status does not say it: `connection refused`, or the server's message.
    pub message: Option<String>,
}

/// What the answer to a request means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// It did what was asked.
    Ok,
    /// Accepted, not yet done: 202, 204.
    Accepted,
    /// A redirect: 3xx.
    Redirect,
    /// The credentials or the token were refused: 401.
    Unauthorized,
    /// The server refuses, and would again: 400, 403, 404, 422 and the like.
    Refused,
    /// The dialer is busy: 409.
    Busy,
    /// The document is not the one that was read: 412.
    Changed,
    /// Come back later: 425, 429, 503 with `Retry-After`.
    Later,
    /// No byte of the body was sent.
    NotSent,
    /// It may have been done or not: 408, 5xx, timeout, reset.
    Ambiguous,
    /// An answer that is not what the API gives, such as HTML.
    Malformed,
}
