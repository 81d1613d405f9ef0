//! The small parts that records are made of.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use url::Url;

/// A regulatory profile by name and version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfileRef {
    /// Such as `us`.
    pub id: String,
    /// Its version.
    pub version: String,
}

/// What validation found in the document that the record speaks of.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Findings {
    /// Diagnostics that are errors; 0 in every document that is sent.
    pub errors: u64,
    /// Diagnostics that are warnings.
    pub warnings: u64,
    /// Diagnostics that are infos.
    pub infos: u64,
    /// Rules whose severity the user changed: name of the rule to severity, or `off`.
    pub overrides: BTreeMap<String, String>,
}

impl From<&pacing_core::Stamp> for ProfileRef {
    fn from(stamp: &pacing_core::Stamp) -> Self {
        Self { id: stamp.profile.to_owned(), version: stamp.profile_version.to_owned() }
    }
}

impl From<&pacing_core::Stamp> for Findings {
    fn from(stamp: &pacing_core::Stamp) -> Self {
        let overrides = stamp.overrides.iter().map(|(rule, severity)| ((*rule).to_owned(), (*severity).to_owned()));
        // A document that bears a stamp has no error.
        Self { errors: 0, warnings: stamp.warnings as u64, infos: stamp.infos as u64, overrides: overrides.collect() }
    }
}

/// One difference between two documents. A side that is absent has no value (which is not the same as null).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// Where, as a JSON Pointer (RFC 6901).
    pub path: String,
    /// The value on the first side.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    pub before: Option<Value>,
    /// The value on the second side.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    pub after: Option<Value>,
}

/// Scheme, host and port of a URL. Made from a URL alone, so that user, password, path and query, which may be secrets, stay out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Origin(String);

impl Origin {
    /// The origin of a URL, such as `https://wfm.example:8443`.
    #[must_use]
    pub fn of(url: &Url) -> Self {
        Self(url.origin().ascii_serialization())
    }

    /// As text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The path of a request's URL, without query and fragment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct UrlPath(String);

impl UrlPath {
    /// The path of a URL, such as `/oauth2/token`.
    #[must_use]
    pub fn of(url: &Url) -> Self {
        Self(url.path().to_owned())
    }

    /// As text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for UrlPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A field that stands is a value, also when it is null.
fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

/// Times as RFC 3339 in UTC with exactly three digits of fraction, so that they also sort as text.
pub(in super::super) mod millis {
    use jiff::Timestamp;
    use serde::{Deserialize, Deserializer, Serializer, de::Error as _};

    pub(in super::super::super) fn serialize<S: Serializer>(
        time: &Timestamp,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{time:.3}"))
    }

    pub(in super::super::super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Timestamp, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}
