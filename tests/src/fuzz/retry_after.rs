//! The target `retry_after`: anything as `Retry-After`, with anything as `Date` on the line below it.

use std::time::{Duration, SystemTime};

use http::header::{DATE, RETRY_AFTER};
use http::{HeaderMap, HeaderValue};
use jiff::Timestamp;
use jiff::fmt::rfc2822;
use pacing_apply::retry::retry_after;
use proptest::{prop_assert, prop_assert_eq};

use super::Kept;

/// What became of a header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// No header can hold it.
    NoHeader,
    /// It tells nothing.
    Nothing,
    /// It tells how long to wait.
    Told,
}

/// The time that is "now" where an answer has no date of its own: Sunday, 6 November 1994, 08:49:37.
const NOW: i64 = 784_111_777;

/// Reads the header.
///
/// # Errors
/// The first promise that was broken.
pub fn run(data: &[u8]) -> Kept<Fate> {
    let mut lines = data.splitn(2, |byte| *byte == b'\n');
    let Ok(value) = HeaderValue::from_bytes(lines.next().unwrap_or_default()) else { return Ok(Fate::NoHeader) };
    let date = lines.next().and_then(|date| HeaderValue::from_bytes(date).ok());
    let told = told(std::slice::from_ref(&value), date.as_ref());
    prop_assert_ne_zero(told)?;

    let text = value.to_str().unwrap_or_default().trim();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        let seconds = text.parse().unwrap_or(u64::MAX);
        prop_assert_eq!(told.unwrap_or_default(), Duration::from_secs(seconds), "digits are seconds");
    }
    // Another reader of the date form that servers have to send. It must not know better.
    let imf = text.len() == 29 && text.ends_with(" GMT");
    if let Some(at) = rfc2822::parse(text).ok().map(|zoned| zoned.timestamp()).filter(|_| imf) {
        let own = date.as_ref().and_then(|date| httpdate::parse_http_date(date.to_str().ok()?.trim()).ok());
        let from = own.unwrap_or_else(|| SystemTime::from(now()));
        let left = SystemTime::from(at).duration_since(from).unwrap_or_default();
        prop_assert!(told.is_none() || told == Some(left), "{text}: {told:?}, another reader says {left:?}");
    }
    prop_assert_eq!(both(&value, "soon", date.as_ref()), told, "what tells nothing changes nothing");
    let hour = Duration::from_secs(3600);
    prop_assert_eq!(both(&value, "3600", date.as_ref()), Some(told.unwrap_or_default().max(hour)), "the longer counts");
    Ok(if told.is_some() { Fate::Told } else { Fate::Nothing })
}

fn prop_assert_ne_zero(told: Option<Duration>) -> Kept {
    prop_assert!(told != Some(Duration::ZERO), "no wait is told as nothing");
    Ok(())
}

fn now() -> Timestamp {
    Timestamp::from_second(NOW).unwrap_or_default()
}

fn both(value: &HeaderValue, other: &'static str, date: Option<&HeaderValue>) -> Option<Duration> {
    told(&[value.clone(), HeaderValue::from_static(other)], date)
}

fn told(values: &[HeaderValue], date: Option<&HeaderValue>) -> Option<Duration> {
    let mut headers = HeaderMap::new();
    for value in values {
        headers.append(RETRY_AFTER, value.clone());
    }
    if let Some(date) = date {
        headers.insert(DATE, date.clone());
    }
    retry_after(&headers, now())
}
