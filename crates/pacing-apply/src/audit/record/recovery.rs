//! `recovery`: what an interrupted run had left.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::audit::Digest;

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "found", rename_all = "snake_case")]
pub enum Recovery {
    /// The last line was torn: a write had stopped in its middle. Its bytes were moved to a file of their own.
    TornTail {
        /// The file's name, beside the log.
        file: String,
        /// How many bytes it holds.
        bytes: u64,
        /// Their SHA-256.
        sha256: Digest,
    },
    /// An intent without an outcome. The dialer is read next; the outcome that names the intent says what was found.
    OpenIntent {
        /// The intent's `audit_id`.
        intent: Uuid,
        /// Its `seq`.
        intent_seq: u64,
        /// Its `run_id`.
        intent_run: Uuid,
    },
}
