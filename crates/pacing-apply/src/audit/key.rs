//! The keys that sign checkpoints: Ed25519 (RFC 8032) in PEM, as `openssl genpkey -algorithm ed25519` and
//! `openssl pkey -pubout` write them.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::pkcs8::{DecodePrivateKey as _, DecodePublicKey as _};
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};

use super::Digest;

/// A private key. Neither its debug print nor any error shows it.
#[derive(Clone)]
pub struct AuditKey(SigningKey);

/// The public half of an [`AuditKey`]: it verifies and cannot sign.
#[derive(Clone, PartialEq, Eq)]
pub struct PublicKey(VerifyingKey);

/// A text is not the key that is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyError {
    /// No private key.
    #[error("it is not an Ed25519 private key in PEM (PKCS#8); `openssl genpkey -algorithm ed25519` makes one")]
    NotPrivate,
    /// A public key, where the private one is wanted.
    #[error("it is a public key, and signing needs the private one (`-----BEGIN PRIVATE KEY-----`)")]
    PublicForPrivate,
    /// No public key.
    #[error("it is not an Ed25519 public key in PEM; `openssl pkey -in KEY -pubout` makes it from the private one")]
    NotPublic,
    /// A private key, where the public one is wanted.
    #[error(
        "it is a private key, and verifying needs only the public one, which `openssl pkey -in KEY -pubout` makes; keep the private one where the log is written"
    )]
    PrivateForPublic,
}

impl AuditKey {
    /// Reads a private key: PKCS#8 in PEM.
    ///
    /// # Errors
    /// When it is something else.
    pub fn from_pem(text: &str) -> Result<Self, KeyError> {
        SigningKey::from_pkcs8_pem(text.trim()).map(Self).map_err(|_| {
            if VerifyingKey::from_public_key_pem(text.trim()).is_ok() {
                KeyError::PublicForPrivate
            } else {
                KeyError::NotPrivate
            }
        })
    }

    /// The public half.
    #[must_use]
    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key())
    }

    /// The signature of these bytes, in base64.
    pub(super) fn sign(&self, bytes: &[u8]) -> String {
        STANDARD.encode(self.0.sign(bytes).to_bytes())
    }
}

impl PublicKey {
    /// Reads a public key: SubjectPublicKeyInfo in PEM.
    ///
    /// # Errors
    /// When it is something else.
    pub fn from_pem(text: &str) -> Result<Self, KeyError> {
        VerifyingKey::from_public_key_pem(text.trim()).map(Self).map_err(|_| {
            if SigningKey::from_pkcs8_pem(text.trim()).is_ok() {
                KeyError::PrivateForPublic
            } else {
                KeyError::NotPublic
            }
        })
    }

    /// What checkpoints call it: the first 32 hex digits of the SHA-256 of its 32 bytes.
    #[must_use]
    pub fn id(&self) -> String {
        Digest::of(self.0.as_bytes()).to_string().chars().take(32).collect()
    }

    /// Whether this is its signature of these bytes, in base64. Weak keys and malleable signatures are refused.
    pub(super) fn verifies(&self, bytes: &[u8], signature: &str) -> bool {
        let signature = STANDARD.decode(signature).ok().and_then(|bytes| Signature::from_slice(&bytes).ok());
        signature.is_some_and(|signature| self.0.verify_strict(bytes, &signature).is_ok())
    }
}

impl fmt::Debug for AuditKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AuditKey({})", self.public().id())
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({})", self.id())
    }
}
