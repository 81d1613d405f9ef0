//! How much a diagnostic weighs.

use std::fmt;
use std::str::FromStr;

/// How much a diagnostic weighs. An error keeps a document from being valid, nothing else does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "lowercase"))]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Accepted, but likely not meant or not wise.
    Warning,
    /// Rejected: nothing with an error is ever sent.
    Error,
}

impl Severity {
    /// `error`, `warning` or `info`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What a caller wants of a rule: another weight, or silence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// The rule is not run.
    Off,
    /// Its diagnostics get this weight.
    As(Severity),
}

impl Level {
    /// `off`, `info`, `warning` or `error`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::As(severity) => severity.as_str(),
        }
    }
}

impl FromStr for Level {
    type Err = UnknownLevel;

    fn from_str(text: &str) -> Result<Self, UnknownLevel> {
        match text {
            "off" => Ok(Self::Off),
            "info" => Ok(Self::As(Severity::Info)),
            "warning" => Ok(Self::As(Severity::Warning)),
            "error" => Ok(Self::As(Severity::Error)),
            _ => Err(UnknownLevel(text.to_owned())),
        }
    }
}

/// A word that is no level.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no level: use `off`, `info`, `warning` or `error`")]
pub struct UnknownLevel(String);
