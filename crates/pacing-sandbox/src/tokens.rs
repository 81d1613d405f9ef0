//! The access tokens that were issued.

use std::collections::{BTreeSet, HashMap};
use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use tokio::time::Instant;

/// The scopes of a token.
pub(crate) type Scopes = BTreeSet<String>;

/// What a token allows at this moment.
#[derive(Debug, PartialEq)]
pub(crate) enum Standing {
    Good(Scopes),
    Expired,
    Revoked,
    Unknown,
}

#[derive(Default)]
pub(crate) struct Tokens {
    issued: Mutex<HashMap<String, Token>>,
}

struct Token {
    scopes: Scopes,
    /// `None` when the end is too far away to be counted.
    ends: Option<Instant>,
    revoked: bool,
}

impl Tokens {
    pub(crate) fn issue(&self, scopes: Scopes, lifetime: Duration) -> io::Result<String> {
        let text = random_text()?;
        let ends = Instant::now().checked_add(lifetime);
        self.lock().insert(text.clone(), Token { scopes, ends, revoked: false });
        Ok(text)
    }

    pub(crate) fn standing(&self, text: &str) -> Standing {
        match self.lock().get(text) {
            None => Standing::Unknown,
            Some(token) if token.revoked => Standing::Revoked,
            Some(token) if token.ends.is_some_and(|ends| ends <= Instant::now()) => Standing::Expired,
            Some(token) => Standing::Good(token.scopes.clone()),
        }
    }

    pub(crate) fn revoke_all(&self) {
        self.lock().values_mut().for_each(|token| token.revoked = true);
    }

    pub(crate) fn count(&self) -> usize {
        self.lock().len()
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Token>> {
        self.issued.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// 256 random bits as text that needs no escaping in a header, a form or a shell.
pub(crate) fn random_text() -> io::Result<String> {
    Ok(URL_SAFE_NO_PAD.encode(random_bytes()?))
}

pub(crate) fn random_bytes() -> io::Result<[u8; 32]> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(io::Error::other)?;
    Ok(bytes)
}
