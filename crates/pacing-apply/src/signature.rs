//! Signatures of events: Standard Webhooks 1.0, symmetric scheme `v1`.

use crate::error::Error;
use base64::Engine;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig, STANDARD};
use hmac::{Hmac, KeyInit, Mac};
use secrecy::{ExposeSecret, SecretSlice};
use sha2::Sha256;

/// Base64 as people copy it: with its padding or without.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &base64::alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// A secret shared with the receiver: 24 to 64 bytes.
#[derive(Clone, Debug)]
pub struct SigningSecret(SecretSlice<u8>);

impl SigningSecret {
    /// Reads a secret: `whsec_` and base64, or base64 alone.
    ///
    /// # Errors
    /// When it is not base64, or not of 24 to 64 bytes (Standard Webhooks, "Signature scheme").
    pub fn parse(text: &str) -> Result<Self, Error> {
        let invalid = |problem: &str| Error::InvalidSetting { name: "WFM_WEBHOOK_SECRET", problem: problem.to_owned() };
        let encoded = text.trim();
        let encoded = encoded.strip_prefix("whsec_").unwrap_or(encoded);
        let bytes = LENIENT.decode(encoded).map_err(|_| invalid("is not base64 behind `whsec_`"))?;
        if !(24..=64).contains(&bytes.len()) {
            return Err(invalid("is not of 24 to 64 bytes; make one with `openssl rand -base64 32`"));
        }
        Ok(Self(bytes.into()))
    }
}

/// The value of `webhook-signature`: one signature for each secret, over `{id}.{timestamp}.{payload}`.
///
/// `timestamp` is in seconds since 1970.
pub fn sign(secrets: &[SigningSecret], id: &str, timestamp: i64, payload: &str) -> String {
    let signed = format!("{id}.{timestamp}.{payload}");
    let signatures: Vec<String> =
        secrets.iter().map(|secret| format!("v1,{}", mac(secret, signed.as_bytes()))).collect();
    signatures.join(" ")
}

fn mac(SigningSecret(secret): &SigningSecret, message: &[u8]) -> String {
    // HMAC takes a key of any length (RFC 2104), so the error arm is never taken; it signs nothing.
    Hmac::<Sha256>::new_from_slice(secret.expose_secret())
        .map(|mac| STANDARD.encode(mac.chain_update(message).finalize().into_bytes()))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;

    /// The example of the specification's reference implementations.
    #[test]
    fn signs_like_the_reference() {
        let secret = SigningSecret::parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").unwrap();
        let signature = sign(&[secret], "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, r#"{"test": 2432232314}"#);
        assert_eq!(signature, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    #[test]
    fn a_secret_is_never_printed() {
        let secret = SigningSecret::parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").unwrap();
        let printed = format!("{secret:?}");
        assert!(!printed.contains("MfKQ") && !printed.contains("49, "), "{printed}");
    }

    #[test]
    fn what_is_no_secret_is_refused() {
        for bad in ["", "whsec_", "whsec_????", "c2hvcnQ="] {
            assert!(SigningSecret::parse(bad).is_err(), "{bad}");
        }
    }
}
