//! The checkpoint: how long the log was and how it ended, kept in a file beside it.
//!
//! A chain cannot show that its newest lines were cut off; a checkpoint can, as far as nobody cuts it too. It is replaced
//! after the records it counts are durable, so a log may be longer than its checkpoint, never shorter.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::record::{NotARecord, VERSION, millis};
use super::{Digest, canonical};

/// What the log held at some time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checkpoint {
    /// The version of the format, 1.
    pub v: u64,
    /// The `seq` of the last record.
    pub count: u64,
    /// The `hash` of the last record.
    pub hash: Digest,
    /// The length of the log file in bytes, up to and with the newline of the last record.
    pub bytes: u64,
    /// The time of the last record.
    #[serde(with = "millis")]
    pub timestamp: Timestamp,
    /// Which key signed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key_id: Option<String>,
    /// The Ed25519 signature. This version neither makes nor checks one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<String>,
}

impl Checkpoint {
    /// Reads the text of a checkpoint file.
    ///
    /// # Errors
    /// When it is not a checkpoint of format v1.
    pub fn from_text(text: &[u8]) -> Result<Self, NotARecord> {
        let checkpoint: Self =
            serde_json::from_slice(text).map_err(|error| NotARecord::Unreadable(error.to_string()))?;
        if checkpoint.v != VERSION {
            return Err(NotARecord::Version(checkpoint.v));
        }
        if checkpoint.text().as_bytes() == text { Ok(checkpoint) } else { Err(NotARecord::Spelling) }
    }

    /// The text of the checkpoint file: canonical JSON and a newline.
    #[must_use]
    pub fn text(&self) -> String {
        let value = serde_json::to_value(self).unwrap_or_default();
        format!("{}\n", canonical::text(&value))
    }
}
