//! The secrets of the simulated world. Each has the word `canary` in it, so that one look finds them all.

use pacing_apply::audit::AuditKey;
use pacing_apply::signature::SigningSecret;

/// The client's secret.
pub const CLIENT_SECRET: &str = "s3cret-canary/+=%";
/// Its beginning in base64 behind the client's id.
pub const CLIENT_ID: &str = "client-0815-abcd";
/// The secret that signs events; it is searched for by its end.
pub const SIGNING_SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
/// The path of the receiver's address.
pub const RECEIVER_PATH: &str = "/hooks/path-canary-7781";
/// Where the platform is.
pub const PLATFORM: &str = "https://platform.example";
/// Where the receiver is.
pub const RECEIVER: &str = "https://wfm.example";

/// The key that signs the audit log.
const AUDIT_KEY: &str = "-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIBErZISfrytaN2QDmP1kMmtwimPVZwdcdPapgNO4O06+
-----END PRIVATE KEY-----";

/// What of a secret is in a text: none may be.
pub fn secret_in(text: &[u8]) -> Option<&'static str> {
    // `canary` plain, `client-0815-abcd:s` as HTTP Basic spells it, and the private keys.
    let words =
        ["canary", "Y2xpZW50LTA4MTUtYWJjZDpz", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "ZISfrytaN2QDmP1kMmtwimPVZwdcdPap"];
    words.into_iter().find(|word| text.windows(word.len()).any(|part| part == word.as_bytes()))
}

/// The secrets that sign events.
pub fn signing_secrets() -> Vec<SigningSecret> {
    SigningSecret::parse(SIGNING_SECRET).into_iter().collect()
}

/// The key that signs the audit log.
pub fn audit_key() -> Option<AuditKey> {
    AuditKey::from_pem(AUDIT_KEY).ok()
}
