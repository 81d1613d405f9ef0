//! A world in virtual time for tests: a platform with one dialer and a receiver of events, both as well-behaved as their
//! script lets them be. A sleep moves the clock and takes no time.

mod platform;

use self::platform::World;
use super::{Host, Request, Response, SendError};
use http::header::HeaderName;
use http::{HeaderMap, HeaderValue, StatusCode};
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use std::cell::{Ref, RefCell, RefMut};
use std::time::Duration;

/// When the simulated world begins: Sunday, 1 November 2026, noon.
const BEGIN: i64 = 1_793_534_400;

/// Where a request arrives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// The token endpoint.
    Token,
    /// Reading the dialer.
    Read,
    /// Changing the dialer.
    Change,
    /// The receiver of events.
    Webhook,
}

/// What happens to one request. Requests that no step is left for go well.
#[derive(Clone, Debug)]
pub enum Step {
    /// It goes well.
    Well,
    /// It is answered, and nothing else happens.
    Answer(Reply),
    /// It goes well, and is answered otherwise.
    Done(Reply),
    /// No connection comes about.
    NotSent,
    /// The answer is lost: after this time, with or without the request having been done.
    Lost {
        /// It was done.
        done: bool,
        /// The time that passes.
        after: Duration,
    },
    /// Nothing comes back, for as long as anybody waits, with or without the request having been done.
    Hang {
        /// It was done.
        done: bool,
    },
    /// It goes well, its answer is lost, and something below the host sends it again; meanwhile something else may be stored.
    Twice(Option<Value>),
    /// It is done only this long after its answer was lost.
    Late(Duration),
    /// 429 with `Retry-After`; who comes earlier gets 429 again, and is counted.
    RateLimit(u64),
    /// All tokens are revoked first.
    Revoked,
    /// Somebody else changes the dialer first.
    Meanwhile(Value),
    /// Something else is stored, and answered as if all were well.
    Stores(Value),
}

/// An answer from the script.
#[derive(Clone, Debug)]
pub struct Reply {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: String,
}

impl Reply {
    /// An answer with this status and an empty body.
    pub fn new(status: u16) -> Self {
        Self { status, headers: Vec::new(), body: String::new() }
    }

    /// With a header.
    #[must_use]
    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// With a body of this type.
    #[must_use]
    pub fn body(mut self, media_type: &str, body: impl Into<String>) -> Self {
        self.body = body.into();
        self.header("content-type", media_type)
    }
}

/// One request that arrived, or did not.
#[derive(Clone, Debug)]
pub struct Exchange {
    /// When it was sent, since the beginning.
    pub at: Duration,
    /// Where to.
    pub place: Place,
    /// What was sent.
    pub request: Request,
    /// The status of the answer.
    pub status: Option<u16>,
    /// The dialer's document is another one because of it.
    pub effective: bool,
}

/// The simulated world.
#[derive(Debug)]
pub struct SimulatedHost(RefCell<World>);

impl SimulatedHost {
    /// A world whose platform holds this document; `seed` decides its random bytes.
    pub fn new(document: Value, seed: u64) -> Self {
        Self(RefCell::new(World::new(document, seed)))
    }

    /// What happens to the next requests at a place, one step each.
    pub fn script(&self, place: Place, steps: impl IntoIterator<Item = Step>) {
        self.world().script.entry(place).or_default().extend(steps);
    }

    /// Something below it may send a request once more.
    pub fn repeating(&self) {
        self.world().repeats = true;
    }

    /// The dialer has no ETag.
    pub fn without_etags(&self) {
        self.world().etags = false;
    }

    /// The status that the next reads show, one each; then `ACTIVE`.
    pub fn statuses(&self, statuses: impl IntoIterator<Item = &'static str>) {
        self.world().statuses.extend(statuses);
    }

    /// What the token endpoint answers, besides the token.
    pub fn token_answer(&self, answer: Value) {
        self.world().token = answer;
    }

    /// A token that the token endpoint did not give, good for ever.
    pub fn admit(&self, token: &str) {
        self.world().tokens.insert(format!("Bearer {token}"), Duration::MAX);
    }

    /// Time passes.
    pub fn pass(&self, time: Duration) {
        let mut world = self.world();
        world.now = world.now.saturating_add(time);
    }

    /// The clock is set to this much beside the right time of day; no time passes.
    pub fn set_clock(&self, beside: SignedDuration) {
        self.world().clock = beside;
    }

    /// What the platform holds.
    pub fn document(&self) -> Value {
        self.seen().document.clone()
    }

    /// Every request, in order.
    pub fn exchanges(&self) -> Vec<Exchange> {
        self.seen().exchanges.clone()
    }

    /// The requests at a place.
    pub fn at(&self, place: Place) -> Vec<Exchange> {
        self.seen().exchanges.iter().filter(|exchange| exchange.place == place).cloned().collect()
    }

    /// How often the dialer was changed by a request.
    pub fn changes(&self) -> usize {
        self.seen().exchanges.iter().filter(|exchange| exchange.effective).count()
    }

    /// How long was slept, each time.
    pub fn sleeps(&self) -> Vec<Duration> {
        self.seen().sleeps.clone()
    }

    /// How often somebody came back earlier than told.
    pub fn early(&self) -> u32 {
        self.seen().early
    }

    fn world(&self) -> RefMut<'_, World> {
        self.0.borrow_mut()
    }

    fn seen(&self) -> Ref<'_, World> {
        self.0.borrow()
    }
}

impl Host for SimulatedHost {
    async fn send(&self, request: Request) -> Result<Response, SendError> {
        yield_once().await;
        let result = self.world().exchange(request);
        match result {
            Some(result) => result,
            None => std::future::pending().await,
        }
    }

    async fn sleep(&self, duration: Duration) {
        yield_once().await;
        let mut world = self.world();
        world.now = world.now.saturating_add(duration);
        world.sleeps.push(duration);
    }

    fn now(&self) -> Timestamp {
        let begin = Timestamp::from_second(BEGIN).unwrap_or_default();
        let right = begin.checked_add(self.seen().now).unwrap_or(begin);
        right.checked_add(self.seen().clock).unwrap_or(right)
    }

    fn monotonic(&self) -> Duration {
        self.seen().now
    }

    fn repeats(&self) -> bool {
        self.seen().repeats
    }

    /// SplitMix64.
    fn random(&self, bytes: &mut [u8]) {
        let mut world = self.world();
        for byte in bytes {
            world.random = world.random.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mixed = (world.random ^ (world.random >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            *byte = (mixed >> 56) as u8;
        }
    }
}

impl Reply {
    fn response(self) -> Response {
        let named = |(name, value): (&'static str, String)| {
            Some((HeaderName::from_static(name), HeaderValue::from_str(&value).ok()?))
        };
        Response {
            status: StatusCode::from_u16(self.status).unwrap_or(StatusCode::IM_A_TEAPOT),
            headers: self.headers.into_iter().filter_map(named).collect::<HeaderMap>(),
            body: self.body.into_bytes(),
        }
    }
}

/// Others get their turn, as they would over a socket.
async fn yield_once() {
    let mut yielded = false;
    std::future::poll_fn(|context| {
        if std::mem::replace(&mut yielded, true) {
            return std::task::Poll::Ready(());
        }
        context.waker().wake_by_ref();
        std::task::Poll::Pending
    })
    .await;
}
