//! An HTTP answer as text, and a platform that gives it in the place of its own.
//!
//! The text is a status line, headers, an empty line and a body, with LF or CRLF. The number in the status line is the
//! status; what is no header is passed over.

use std::cell::{Cell, RefCell};
use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use jiff::Timestamp;
use pacing_apply::host::{Host, Peer, Request, Response, SendError, SimulatedHost};

/// Reads an answer; nothing where there is no status that HTTP has for the end of an exchange.
pub fn read(data: &[u8]) -> Option<Response> {
    let (head, body) = split(data);
    let mut lines = head.split(|byte| *byte == b'\n');
    let status = std::str::from_utf8(lines.next()?).ok()?.split_whitespace().nth(1)?.parse().ok()?;
    let mut headers = HeaderMap::new();
    for line in lines {
        let Some(colon) = line.iter().position(|byte| *byte == b':') else { continue };
        let (name, value) = (&line[..colon], line[colon + 1..].trim_ascii());
        if let (Ok(name), Ok(value)) = (HeaderName::from_bytes(name), HeaderValue::from_bytes(value)) {
            headers.append(name, value);
        }
    }
    let status = StatusCode::from_u16(status).ok().filter(|status| (200..600).contains(&status.as_u16()))?;
    Some(Response { status, headers, body: body.to_vec() })
}

/// The head, and what stands behind the first empty line.
fn split(data: &[u8]) -> (&[u8], &[u8]) {
    for empty in [b"\r\n\r\n".as_slice(), b"\n\n"] {
        if let Some(at) = data.windows(empty.len()).position(|bytes| bytes == empty) {
            return (&data[..at], &data[at + empty.len()..]);
        }
    }
    (data, b"")
}

/// Which requests get the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// Every one for a token.
    Tokens,
    /// The first one that reads the dialer.
    FirstRead,
    /// The first change, which is not made.
    FirstChange,
    /// The first change, which is made.
    ChangeMade,
}

/// A simulated world in which one kind of request gets an answer of its own.
pub struct Answering {
    /// The world.
    pub world: SimulatedHost,
    which: Which,
    answer: Response,
    given: Cell<bool>,
    /// The Authorization headers that came with requests for the dialer.
    pub shown: RefCell<Vec<String>>,
}

impl Answering {
    /// This world with this answer.
    pub fn new(world: SimulatedHost, which: Which, answer: Response) -> Self {
        Self { world, which, answer, given: Cell::new(false), shown: RefCell::default() }
    }

    fn is_meant(&self, request: &Request) -> bool {
        let (method, again) = match self.which {
            Which::Tokens => (Method::POST, true),
            Which::FirstRead => (Method::GET, false),
            Which::FirstChange | Which::ChangeMade => (Method::PUT, false),
        };
        request.peer == Peer::Platform && request.method == method && (again || !self.given.replace(true))
    }
}

impl Host for Answering {
    async fn send(&self, request: Request) -> Result<Response, SendError> {
        if request.method != Method::POST {
            let shown = request.headers.get("authorization").and_then(|value| value.to_str().ok());
            self.shown.borrow_mut().push(shown.unwrap_or_default().to_owned());
        }
        if !self.is_meant(&request) {
            return self.world.send(request).await;
        }
        if self.which == Which::ChangeMade {
            self.world.send(request).await?;
        } else {
            self.world.pass(Duration::from_millis(10));
        }
        Ok(self.answer.clone())
    }

    async fn sleep(&self, duration: Duration) {
        self.world.sleep(duration).await;
    }

    fn now(&self) -> Timestamp {
        self.world.now()
    }

    fn monotonic(&self) -> Duration {
        self.world.monotonic()
    }

    fn random(&self, bytes: &mut [u8]) {
        self.world.random(bytes);
    }
}
