//! What the first record of a file says about what lies before it.

use serde::{Deserialize, Serialize};

use crate::audit::Digest;

/// The unchained lines that a file began with, such as those of the tutorial's program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seal {
    /// How many lines.
    pub lines: u64,
    /// How many bytes, newlines included.
    pub bytes: u64,
    /// Their SHA-256, newlines included.
    pub sha256: Digest,
}

/// The file that this one goes on from, after rotation. `seq` is then `count + 1` and `prev` is `hash`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Continues {
    /// The older file's name.
    pub file: String,
    /// The `seq` of its last record.
    pub count: u64,
    /// The `hash` of its last record.
    pub hash: Digest,
}
