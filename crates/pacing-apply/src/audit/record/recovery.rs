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
    /// Records that stood in the log before a signature of its key covered them: what an interrupted run left, what a run
    /// without the key wrote, or what somebody added who has not the key. The signature covers them from here on.
    Unsigned {
        /// The `seq` of the first of them.
        from: u64,
        /// The `seq` of the last.
        to: u64,
        /// Whether a person has said that they are right (`audit sign`); else a run went on from them by itself.
        accepted: bool,
    },
}
