//! Signatures of events: Standard Webhooks 1.0, symmetric (`v1`).

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use axum::http::HeaderMap;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use subtle::{Choice, ConstantTimeEq};

/// How far a timestamp may be from now, either way.
const TOLERANCE: Duration = Duration::from_secs(5 * 60);

/// The key in a `whsec_` secret.
pub(crate) fn key(secret: &str) -> Result<Vec<u8>, String> {
    let encoded = secret.strip_prefix("whsec_").ok_or("a webhook secret starts with `whsec_`")?;
    STANDARD.decode(encoded).map_err(|error| format!("a webhook secret is `whsec_` and base64: {error}"))
}

/// The secret that holds a key.
pub(crate) fn secret(key: &[u8]) -> String {
    format!("whsec_{}", STANDARD.encode(key))
}

/// Whether an event says nothing about who signed it.
pub(crate) fn is_absent(headers: &HeaderMap) -> bool {
    !headers.contains_key("webhook-signature")
}

/// Checks one event; the error says what is wrong.
pub(crate) fn verify(key: &[u8], headers: &HeaderMap, body: &[u8], now: SystemTime) -> Result<(), String> {
    let id = header(headers, "webhook-id")?;
    let timestamp = header(headers, "webhook-timestamp")?;
    let signatures = header(headers, "webhook-signature")?;
    check_time(timestamp, now)?;
    let expected = sign(key, id, timestamp, body)?;
    let found = signatures
        .split(' ')
        .filter_map(|signature| signature.strip_prefix("v1,"))
        .fold(Choice::from(0), |found, given| found | given.as_bytes().ct_eq(expected.as_bytes()));
    if found.into() { Ok(()) } else { Err("no signature matches the secret".to_owned()) }
}

fn header<'a>(headers: &'a HeaderMap, name: &str) -> Result<&'a str, String> {
    let value = headers.get(name).ok_or_else(|| format!("the header `{name}` is missing"))?;
    value.to_str().map_err(|_| format!("the header `{name}` is not ASCII text"))
}

fn check_time(timestamp: &str, now: SystemTime) -> Result<(), String> {
    let seconds = timestamp
        .parse::<u64>()
        .map_err(|_| format!("the timestamp `{timestamp}` is not a whole number of seconds"))?;
    let now = now.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    if now.abs_diff(seconds) > TOLERANCE.as_secs() {
        return Err("the timestamp is more than five minutes from now".to_owned());
    }
    Ok(())
}

fn sign(key: &[u8], id: &str, timestamp: &str, body: &[u8]) -> Result<String, String> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).map_err(|error| error.to_string())?;
    mac.update(format!("{id}.{timestamp}.").as_bytes());
    mac.update(body);
    Ok(STANDARD.encode(mac.finalize().into_bytes()))
}
