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

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    /// Signatures by Python's `hmac`; the first is the example of the Standard Webhooks libraries.
    const VECTORS: [(&str, &str, &str, &str, &str); 2] = [
        (
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            "1614265330",
            r#"{"test": 2432232314}"#,
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        ),
        (
            "whsec_cGFjaW5nLXNhbmRib3gtcHJhY3RpY2Uta2V5LTAx",
            "evt_01",
            "1790000000",
            r#"{"dialer_id":"outbound-sales","note":"grün"}"#,
            "v1,CkXxbalHCjSekQdK6qvmB4zyQ4+YVcNu4JYDWvkJ3ng=",
        ),
    ];

    fn headers(id: &str, timestamp: &str, signature: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in [("webhook-id", id), ("webhook-timestamp", timestamp), ("webhook-signature", signature)] {
            headers.insert(name, HeaderValue::from_str(value).unwrap());
        }
        headers
    }

    fn at(seconds: u64) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(seconds)
    }

    #[test]
    fn agrees_with_another_implementation() {
        for (secret, id, timestamp, body, signature) in VECTORS {
            let key = key(secret).unwrap();
            let now = at(timestamp.parse().unwrap());
            let check = |id: &str, timestamp: &str, signature: &str, body: &str| {
                verify(&key, &headers(id, timestamp, signature), body.as_bytes(), now)
            };
            assert_eq!(check(id, timestamp, signature, body), Ok(()));
            let rotated = format!("v1,b2xk v1a,ignored {signature}");
            assert_eq!(check(id, timestamp, &rotated, body), Ok(()));
            check("other", timestamp, signature, body).unwrap_err();
            check(id, timestamp, signature, &body.replace(':', ": ")).unwrap_err();
            check(id, timestamp, &signature.replace("v1,", "v2,"), body).unwrap_err();
            let later = (timestamp.parse::<u64>().unwrap() + 1).to_string();
            check(id, &later, signature, body).unwrap_err();
        }
    }

    #[test]
    fn five_minutes_either_way_are_fresh() {
        let (secret, id, timestamp, body, signature) = VECTORS[1];
        let key = key(secret).unwrap();
        let signed: u64 = timestamp.parse().unwrap();
        let check = |now| verify(&key, &headers(id, timestamp, signature), body.as_bytes(), at(now));
        assert_eq!(check(signed + 300), Ok(()));
        assert_eq!(check(signed - 300), Ok(()));
        assert!(check(signed + 301).unwrap_err().contains("five minutes"));
        assert!(check(signed - 301).unwrap_err().contains("five minutes"));
    }

    #[test]
    fn a_secret_that_is_none_is_refused() {
        key("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").unwrap_err();
        key("whsec_not base64").unwrap_err();
        assert_eq!(key(&secret(b"abc")).unwrap(), b"abc");
    }
}
