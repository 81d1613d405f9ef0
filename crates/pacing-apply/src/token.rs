//! The access token (RFC 6750), cached and renewed in time.

use http::HeaderValue;
use secrecy::{ExposeSecret, SecretString};
use std::time::Duration;

/// How long before its end a token is renewed. From the tutorial.
const MARGIN: Duration = Duration::from_secs(60);

/// An access token.
#[derive(Clone, Debug)]
pub(crate) struct Token {
    secret: SecretString,
    /// Tells tokens of a run apart.
    serial: u64,
    /// It was got for the request at hand, so a 401 does not mean that it became old.
    pub(crate) fresh: bool,
    /// The scopes that the server says it granted; none where it says nothing, which means all (RFC 6749, section 5.1).
    pub(crate) granted: Option<String>,
}

impl Token {
    /// A token that was got elsewhere. It is as new as any: when it is refused, there is no other one.
    pub(crate) fn given(secret: SecretString) -> Self {
        Self { secret, serial: 0, fresh: true, granted: None }
    }

    /// The value of the Authorization header (RFC 6750, section 2.1).
    pub(crate) fn authorization(&self) -> HeaderValue {
        credentials("Bearer", self.secret.expose_secret()).unwrap_or(HeaderValue::from_static(""))
    }
}

/// The token of a run, as long as it serves.
#[derive(Debug, Default)]
pub(crate) struct TokenCache {
    minted: u64,
    cached: Option<Cached>,
}

#[derive(Debug)]
struct Cached {
    token: Token,
    renew_at: Duration,
    ends_at: Duration,
}

impl TokenCache {
    /// The token, where there is one that outlives a request of this length; any other is dropped.
    pub(crate) fn get(&mut self, now: Duration, request: Duration) -> Option<Token> {
        self.cached.take_if(|cached| !cached.serves(now, request));
        self.cached.as_ref().map(|cached| cached.token.clone())
    }

    /// Takes a token that was asked for at `asked_at`. Without a life it is used once: nobody knows when it ends.
    pub(crate) fn put(
        &mut self,
        secret: SecretString,
        granted: Option<String>,
        life: Option<Duration>,
        asked_at: Duration,
    ) -> Token {
        self.minted = self.minted.saturating_add(1);
        let token = Token { secret, serial: self.minted, fresh: true, granted };
        self.cached = life.map(|life| Cached {
            token: Token { fresh: false, ..token.clone() },
            renew_at: asked_at.saturating_add(if life > MARGIN * 2 { life.saturating_sub(MARGIN) } else { life / 2 }),
            ends_at: asked_at.saturating_add(life),
        });
        token
    }

    /// Drops a token that was refused, unless another one has taken its place already.
    pub(crate) fn remove(&mut self, refused: &Token) {
        self.cached.take_if(|cached| cached.token.serial == refused.serial);
    }
}

impl Cached {
    /// Whether it need not be renewed yet and outlives a request of this length.
    fn serves(&self, now: Duration, request: Duration) -> bool {
        now < self.renew_at && now.saturating_add(request) <= self.ends_at
    }
}

/// The value of an Authorization header, marked so that it is never printed.
pub(crate) fn credentials(scheme: &str, secret: &str) -> Option<HeaderValue> {
    let mut value = HeaderValue::from_str(&format!("{scheme} {secret}")).ok()?;
    value.set_sensitive(true);
    Some(value)
}
