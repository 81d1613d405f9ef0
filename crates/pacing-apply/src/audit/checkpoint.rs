//! The checkpoint: how long the log was and how it ended, kept in a file beside it.
//!
//! A chain cannot show that its newest lines were cut off; a checkpoint can, as far as nobody cuts it too. It is replaced
//! after the records it counts are durable, so a log may be longer than its checkpoint, never shorter.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::record::{Mark, NotARecord, VERSION, millis};
use super::{AuditKey, Digest, PublicKey, canonical};

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
    /// The Ed25519 signature, in base64.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<String>,
}

/// Why the signature of a checkpoint proves nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BadSignature {
    /// There is none.
    #[error("it has no signature")]
    Missing,
    /// It was made with another key.
    #[error("it is signed with key `{found}`, not with key `{expected}`")]
    OtherKey {
        /// The key that it names.
        found: String,
        /// The key that was given.
        expected: String,
    },
    /// It is not the signature of what the checkpoint says.
    #[error("its signature is not one of key `{key_id}` over what it says: it was changed or forged")]
    Wrong {
        /// The key that it names, and that was given.
        key_id: String,
    },
}

impl Checkpoint {
    /// The checkpoint of a log of so many bytes whose last record this is, signed where there is a key.
    pub(super) fn new(count: u64, hash: Digest, bytes: u64, last: Mark, key: Option<&AuditKey>) -> Self {
        let (timestamp, key_id) = (last.timestamp, key.map(|key| key.public().id()));
        let plain = Self { v: VERSION, count, hash, bytes, timestamp, key_id, signature: None };
        let signature = key.map(|key| key.sign(plain.signed_part().as_bytes()));
        Self { signature, ..plain }
    }

    /// Checks that this key has signed it.
    ///
    /// # Errors
    /// When it has not.
    pub fn check_signature(&self, key: &PublicKey) -> Result<(), BadSignature> {
        let (Some(signature), Some(found)) = (&self.signature, &self.key_id) else { return Err(BadSignature::Missing) };
        let expected = key.id();
        if *found != expected {
            return Err(BadSignature::OtherKey { found: found.clone(), expected });
        }
        if key.verifies(self.signed_part().as_bytes(), signature) {
            Ok(())
        } else {
            Err(BadSignature::Wrong { key_id: expected })
        }
    }

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

    /// What is signed: its canonical JSON without `signature`, without a newline.
    fn signed_part(&self) -> String {
        let value = serde_json::to_value(Self { signature: None, ..self.clone() }).unwrap_or_default();
        canonical::text(&value)
    }
}
