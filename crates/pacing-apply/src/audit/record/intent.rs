//! `intent`: a change is about to be sent.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::{Change, Findings};
use crate::audit::Digest;

/// Written and made durable before the PUT. Its `audit_id` is what attempts and the outcome name as `intent`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Intent {
    /// SHA-256 of the bytes that will be the PUT's body.
    pub body_sha256: Digest,
    /// The dialer's document as it was read.
    pub before: Option<Value>,
    /// The document to be sent.
    pub after: Option<Value>,
    /// What that changes.
    pub diff: Vec<Change>,
    /// The version of the document that was read, where the server gave one.
    pub etag: Option<String>,
    /// The `audit_id` of the outcome that this change takes back: its `before` is what is sent. None for any other change.
    pub rollback_of: Option<Uuid>,
    /// What validation found in the document to be sent.
    pub checked: Findings,
    /// Whether client data was left out of `before`, `after` and `diff`.
    pub masked: bool,
}
