//! `Retry-After` (RFC 9110, section 10.2.3): seconds, or a date in any of the three forms of section 5.6.7.

use http::HeaderMap;
use http::header::{DATE, RETRY_AFTER};
use jiff::Timestamp;
use std::time::{Duration, SystemTime};

/// How long the server asks to wait, from the moment of its answer.
///
/// A date counts from the answer's own `Date`, so that a clock that is wrong here changes nothing; without one it
/// counts from `now`. Nothing is told by a value that is neither form, by zero and by a date that has passed. Where
/// the header stands more than once the longest wait counts.
///
/// ```
/// use http::{HeaderMap, HeaderValue, header};
/// use std::time::Duration;
/// let mut headers = HeaderMap::new();
/// headers.insert(header::DATE, HeaderValue::from_static("Sun, 06 Nov 1994 08:49:37 GMT"));
/// headers.insert(header::RETRY_AFTER, HeaderValue::from_static("Sunday, 06-Nov-94 08:49:40 GMT"));
/// let told = pacing_apply::retry::retry_after(&headers, jiff::Timestamp::UNIX_EPOCH);
/// assert_eq!(told, Some(Duration::from_secs(3)));
/// ```
pub fn retry_after(headers: &HeaderMap, now: Timestamp) -> Option<Duration> {
    let values = headers.get_all(RETRY_AFTER).iter();
    values.filter_map(|value| told(value.to_str().ok()?.trim(), headers, now)).max()
}

/// How long a value asked to wait that was kept without the other headers, from the moment `at` when it was.
pub(crate) fn told_by(value: &str, at: Timestamp) -> Option<Duration> {
    told(value, &HeaderMap::new(), at)
}

/// A wait as `Retry-After` spells it, for keeping: whole seconds, and rather too many than too few. A date could not be kept, for it
/// counts from the `Date` of its answer, or from a clock here that may be set meanwhile.
pub(crate) fn spelled(wait: Duration) -> String {
    wait.as_secs().saturating_add(u64::from(wait.subsec_nanos() > 0)).to_string()
}

fn told(value: &str, headers: &HeaderMap, now: Timestamp) -> Option<Duration> {
    let wait = match seconds(value) {
        Some(seconds) => seconds,
        None => date(value)?.duration_since(answered_at(headers, now)).ok()?,
    };
    (!wait.is_zero()).then_some(wait)
}

/// Digits alone; more of them than fit mean a wait that nobody lives to see the end of.
fn seconds(value: &str) -> Option<Duration> {
    let digits = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| Duration::from_secs(value.parse().unwrap_or(u64::MAX)))
}

fn answered_at(headers: &HeaderMap, now: Timestamp) -> SystemTime {
    let own = headers.get(DATE).and_then(|value| value.to_str().ok()).and_then(|value| date(value.trim()));
    own.unwrap_or_else(|| SystemTime::from(now))
}

fn date(value: &str) -> Option<SystemTime> {
    httpdate::parse_http_date(value).ok()
}
