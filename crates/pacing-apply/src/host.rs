//! What the workflow needs of the world: one HTTP exchange, a clock, sleep and random bytes.
//!
//! The workflow decides everything else (retries, redirects, tokens), so that it is the same over sockets, over a
//! browser's fetch and in tests with virtual time.

#[cfg(all(feature = "browser", target_arch = "wasm32"))]
mod browser;
#[cfg(all(feature = "cli", not(target_arch = "wasm32")))]
mod native;
#[cfg(any(test, feature = "testing"))]
mod simulated;

#[cfg(all(feature = "browser", target_arch = "wasm32"))]
pub use browser::{BrowserHost, Hidden};
#[cfg(all(feature = "cli", not(target_arch = "wasm32")))]
pub use native::{NativeHost, NativeOptions};
#[cfg(any(test, feature = "testing"))]
pub use simulated::{Exchange, Place, Reply, SimulatedHost, Step};

use http::{HeaderMap, Method, StatusCode};
use jiff::Timestamp;
use std::fmt;
use std::time::Duration;
use url::Url;
use uuid::Uuid;

/// The world outside of the workflow.
///
/// `send` is one exchange and nothing more: it follows no redirect and repeats nothing by itself, or the audit log
/// would miss an attempt.
#[expect(async_fn_in_trait, reason = "dispatch is static, and futures of a browser are not Send")]
pub trait Host {
    /// Sends one request and reads the whole answer, within `request.timeout` for both.
    ///
    /// # Errors
    /// When no whole answer came; the error tells whether the other side may have got the request.
    async fn send(&self, request: Request) -> Result<Response, SendError>;

    /// Waits, never shorter than `duration`.
    async fn sleep(&self, duration: Duration);

    /// The time of day, for records and for HTTP dates.
    fn now(&self) -> Timestamp;

    /// Time since a fixed moment; it never jumps, so deadlines and token ages are counted with it.
    fn monotonic(&self) -> Duration;

    /// Whether something below it may send a request once more, unseen: a browser does where a connection that it kept open is
    /// reset. An answer may then be to the second one.
    fn repeats(&self) -> bool {
        false
    }

    /// Fills `bytes` with random ones, good enough for ids that nobody can guess.
    fn random(&self, bytes: &mut [u8]);
}

/// A new id: a UUID of version 4 (RFC 9562, section 5.4).
pub fn new_id(host: &impl Host) -> Uuid {
    let mut bytes = [0; 16];
    host.random(&mut bytes);
    uuid::Builder::from_random_bytes(bytes).into_uuid()
}

/// Whom a request is for: the two are reached by different rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Peer {
    /// The platform: its token endpoint and its dialers. Proxies are honoured.
    Platform,
    /// The receiver of the event. Only addresses that the settings admit are connected to, without a proxy.
    Webhook,
}

/// One HTTP request. Its debug print shows neither headers nor body nor path: any of them may hold a secret.
#[derive(Clone)]
pub struct Request {
    /// Whom it is for.
    pub peer: Peer,
    /// The method.
    pub method: Method,
    /// The address.
    pub url: Url,
    /// The headers.
    pub headers: HeaderMap,
    /// The body; empty for none.
    pub body: Vec<u8>,
    /// The time that the whole exchange may take, from connecting to the last byte of the answer.
    pub timeout: Duration,
    /// The longest body that is accepted in the answer, in bytes.
    pub max_response: usize,
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} ({} bytes)", self.method, self.url.origin().ascii_serialization(), self.body.len())
    }
}

/// One whole HTTP response. Its debug print shows neither headers nor body.
#[derive(Clone)]
pub struct Response {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Vec<u8>,
}

impl fmt::Debug for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({} bytes)", self.status, self.body.len())
    }
}

impl Response {
    /// The text of a header, where it is one.
    pub fn header(&self, name: &http::HeaderName) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The body as text; bytes that are not UTF-8 are replaced.
    pub fn text(&self) -> std::borrow::Cow<'_, str> {
        String::from_utf8_lossy(&self.body)
    }

    /// The media type without its parameters, for messages: what has the form of one (RFC 6838, section 4.2) and nothing
    /// that a server might have put in its place.
    pub fn media_type(&self) -> &str {
        let value = self.header(&http::header::CONTENT_TYPE).unwrap_or_default();
        let media_type = value.split(';').next().unwrap_or_default().trim();
        let is_name = |name: &str| (1..=127).contains(&name.len()) && name.bytes().all(is_name_byte);
        match media_type.split_once('/') {
            Some((kind, subtype)) if is_name(kind) && is_name(subtype) => media_type,
            _ => "no content type",
        }
    }
}

/// The characters of a type's and a subtype's name.
fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&byte)
}

/// No whole answer came.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{problem}")]
pub struct SendError {
    /// Whether the other side may have got the request.
    pub sent: Sent,
    /// What happened, without any secret.
    pub problem: String,
}

/// Whether the other side may have got a request whose answer is not to be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sent {
    /// No byte of it left: name resolution, connecting or TLS failed.
    No,
    /// It may have: a timeout, a reset, an answer that broke off or was too long.
    Maybe,
    /// It has, and answered with a redirect that the host may not look into, as is the rule in browsers.
    Redirected,
}

impl SendError {
    /// Nothing was sent.
    pub fn not_sent(problem: impl Into<String>) -> Self {
        Self { sent: Sent::No, problem: problem.into() }
    }

    /// A redirect, and nothing to be seen of it.
    pub fn redirected() -> Self {
        let problem = "a redirect, which is not followed, to somewhere that a browser does not show".to_owned();
        Self { sent: Sent::Redirected, problem }
    }

    /// Something may have been sent.
    pub fn ambiguous(problem: impl Into<String>) -> Self {
        Self { sent: Sent::Maybe, problem: problem.into() }
    }
}
