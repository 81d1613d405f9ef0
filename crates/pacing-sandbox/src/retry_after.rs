//! When a client is told to come back (RFC 9110, section 10.2.3).

use std::time::{Duration, SystemTime};

use axum::http::header::{HeaderMap, RETRY_AFTER};
use serde::{Deserialize, Serialize};

/// A `Retry-After` header.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(untagged)]
pub enum RetryAfter {
    /// Seconds: `5`.
    Seconds(u64),
    /// The HTTP-date so many seconds from now: `{"date_in": 5}`.
    DateIn {
        /// Seconds from now.
        date_in: u64,
    },
    /// Any text, an invalid one too.
    Raw(String),
}

impl RetryAfter {
    /// The header's value.
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Seconds(seconds) => seconds.to_string(),
            Self::DateIn { date_in } => {
                let wait = Duration::from_secs((*date_in).min(YEAR));
                httpdate::fmt_http_date(SystemTime::now() + wait)
            }
            Self::Raw(raw) => raw.clone(),
        }
    }

    /// The time told, where it can be known.
    pub(crate) fn wait(&self) -> Option<Duration> {
        match self {
            Self::Seconds(seconds) | Self::DateIn { date_in: seconds } => Some(Duration::from_secs(*seconds)),
            Self::Raw(_) => None,
        }
    }

    /// The same form, for what is left of the time.
    pub(crate) fn with_left(&self, left: Duration) -> Self {
        match self {
            Self::DateIn { .. } => Self::DateIn { date_in: whole_seconds(left) },
            _ => Self::Seconds(whole_seconds(left)),
        }
    }
}

/// How long from now an answer asks to wait; nothing where it says so by neither seconds nor a date.
pub(crate) fn told(headers: &HeaderMap) -> Option<Duration> {
    let value = headers.get(RETRY_AFTER)?.to_str().ok()?;
    if let Ok(seconds) = value.parse() {
        return Some(Duration::from_secs(seconds));
    }
    httpdate::parse_http_date(value).ok()?.duration_since(SystemTime::now()).ok()
}

/// Rounded up, so that who comes back then is not early.
pub(crate) fn whole_seconds(wait: Duration) -> u64 {
    wait.as_secs().saturating_add(u64::from(wait.subsec_nanos() > 0))
}

const YEAR: u64 = 365 * 24 * 60 * 60;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_are_rounded_up() {
        assert_eq!(whole_seconds(Duration::from_millis(2001)), 3);
        assert_eq!(whole_seconds(Duration::from_secs(2)), 2);
    }
}
