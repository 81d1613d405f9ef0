//! A world in virtual time for tests: a platform with one dialer and a receiver of events, both as well-behaved as their
//! script lets them be. A sleep moves the clock and takes no time.

use super::{Host, Peer, Request, Response, SendError};
use http::header::{AUTHORIZATION, HeaderName, IF_MATCH};
use http::{HeaderMap, HeaderValue, Method, StatusCode};
use jiff::Timestamp;
use serde_json::{Value, json};
use std::cell::{Ref, RefCell, RefMut};
use std::collections::{HashMap, VecDeque};
use std::time::Duration;

/// When the simulated world begins: Sunday, 1 November 2026, noon.
const BEGIN: i64 = 1_793_534_400;

/// How long an exchange takes that nothing delays.
const EXCHANGE: Duration = Duration::from_millis(10);

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

#[derive(Debug)]
struct World {
    now: Duration,
    random: u64,
    document: Value,
    version: u64,
    etags: bool,
    statuses: VecDeque<&'static str>,
    token: Value,
    tokens: HashMap<String, Duration>,
    minted: u64,
    script: HashMap<Place, VecDeque<Step>>,
    limited: HashMap<Place, Duration>,
    late: Vec<(Duration, Request)>,
    exchanges: Vec<Exchange>,
    sleeps: Vec<Duration>,
    early: u32,
}

impl SimulatedHost {
    /// A world whose platform holds this document; `seed` decides its random bytes.
    pub fn new(document: Value, seed: u64) -> Self {
        Self(RefCell::new(World {
            now: Duration::ZERO,
            random: seed,
            document,
            version: 1,
            etags: true,
            statuses: VecDeque::new(),
            token: json!({"token_type": "Bearer", "expires_in": 3600}),
            tokens: HashMap::new(),
            minted: 0,
            script: HashMap::new(),
            limited: HashMap::new(),
            late: Vec::new(),
            exchanges: Vec::new(),
            sleeps: Vec::new(),
            early: 0,
        }))
    }

    /// What happens to the next requests at a place, one step each.
    pub fn script(&self, place: Place, steps: impl IntoIterator<Item = Step>) {
        self.world().script.entry(place).or_default().extend(steps);
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

    /// Time passes.
    pub fn pass(&self, time: Duration) {
        let mut world = self.world();
        world.now = world.now.saturating_add(time);
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
        self.world().exchange(request)
    }

    async fn sleep(&self, duration: Duration) {
        let mut world = self.world();
        world.now = world.now.saturating_add(duration);
        world.sleeps.push(duration);
    }

    fn now(&self) -> Timestamp {
        let begin = Timestamp::from_second(BEGIN).unwrap_or_default();
        begin.checked_add(self.seen().now).unwrap_or(begin)
    }

    fn monotonic(&self) -> Duration {
        self.seen().now
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

impl World {
    fn exchange(&mut self, request: Request) -> Result<Response, SendError> {
        let place = match (&request.peer, &request.method) {
            (Peer::Webhook, _) => Place::Webhook,
            (_, method) if method == Method::POST => Place::Token,
            (_, method) if method == Method::GET => Place::Read,
            _ => Place::Change,
        };
        let at = self.now;
        let index = self.exchanges.len();
        self.exchanges.push(Exchange { at, place, request: request.clone(), status: None, effective: false });
        self.now += EXCHANGE;
        self.catch_up();
        let result = self.follow_script(place, index, &request);
        if let Some(exchange) = self.exchanges.get_mut(index) {
            exchange.status = result.as_ref().ok().map(|response| response.status.as_u16());
        }
        result
    }

    fn follow_script(&mut self, place: Place, index: usize, request: &Request) -> Result<Response, SendError> {
        if self.limited.get(&place).is_some_and(|until| self.now < *until) {
            self.early += 1;
            return Ok(Reply::new(429).header("retry-after", "1").response());
        }
        let step = self.script.get_mut(&place).and_then(VecDeque::pop_front).unwrap_or(Step::Well);
        match step {
            Step::Well => Ok(self.serve(place, index, request).response()),
            Step::Answer(reply) => Ok(reply.response()),
            Step::Done(reply) => {
                self.serve(place, index, request);
                Ok(reply.response())
            }
            Step::NotSent => Err(SendError::not_sent("connection refused")),
            Step::Lost { done, after } => {
                if done {
                    self.serve(place, index, request);
                }
                let time = after.min(request.timeout);
                self.now += time;
                Err(SendError::ambiguous(format!("no whole answer within {} s", time.as_secs_f64())))
            }
            Step::Late(after) => {
                self.late.push((self.now + after, request.clone()));
                Err(SendError::ambiguous("connection reset"))
            }
            Step::RateLimit(seconds) => {
                self.limited.insert(place, self.now + Duration::from_secs(seconds));
                Ok(Reply::new(429).header("retry-after", seconds.to_string()).response())
            }
            Step::Revoked => {
                self.tokens.clear();
                Ok(self.serve(place, index, request).response())
            }
            Step::Meanwhile(document) => {
                self.store(document);
                Ok(self.serve(place, index, request).response())
            }
            Step::Stores(document) => {
                let reply = self.serve(place, index, request);
                self.store(document);
                Ok(reply.response())
            }
        }
    }

    /// What was under way arrives.
    fn catch_up(&mut self) {
        let (arrived, under_way) = std::mem::take(&mut self.late).into_iter().partition(|(at, _)| *at <= self.now);
        self.late = under_way;
        let arrived: Vec<(Duration, Request)> = arrived;
        for (_, request) in arrived {
            let index = self.exchanges.iter().position(|exchange| exchange.request.body == request.body);
            self.serve(Place::Change, index.unwrap_or_default(), &request);
        }
    }

    fn serve(&mut self, place: Place, index: usize, request: &Request) -> Reply {
        match place {
            Place::Webhook => Reply::new(204),
            Place::Token => self.mint(),
            _ if !self.is_authorized(request) => {
                Reply::new(401).body("application/json", r#"{"message":"token expired"}"#)
            }
            Place::Read => self.show(),
            Place::Change => self.change(index, request),
        }
    }

    fn mint(&mut self) -> Reply {
        self.minted += 1;
        let token = format!("simulated-token-{}", self.minted);
        let life = self.token.get("expires_in").and_then(Value::as_u64).unwrap_or(3600);
        self.tokens.insert(format!("Bearer {token}"), self.now + Duration::from_secs(life));
        let mut answer = self.token.clone();
        if let Some(fields) = answer.as_object_mut() {
            fields.insert("access_token".to_owned(), token.into());
        }
        Reply::new(200).body("application/json", answer.to_string())
    }

    fn is_authorized(&self, request: &Request) -> bool {
        let value = request.headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
        value.and_then(|value| self.tokens.get(value)).is_some_and(|end| self.now <= *end)
    }

    fn show(&mut self) -> Reply {
        let mut document = self.document.clone();
        if let Some(fields) = document.as_object_mut() {
            let status = self.statuses.pop_front().unwrap_or("ACTIVE");
            fields.insert("status".to_owned(), status.into());
        }
        let reply = Reply::new(200).body("application/json", document.to_string());
        if self.etags { reply.header("etag", self.etag()) } else { reply }
    }

    fn change(&mut self, index: usize, request: &Request) -> Reply {
        let condition = request.headers.get(IF_MATCH).and_then(|value| value.to_str().ok());
        if condition.is_some_and(|etag| etag != self.etag()) {
            return Reply::new(412);
        }
        match serde_json::from_slice(&request.body) {
            Ok(document) => {
                if let Some(exchange) = self.exchanges.get_mut(index) {
                    exchange.effective = self.document != document;
                }
                self.store(document);
                self.show()
            }
            Err(error) => Reply::new(400).body("application/json", json!({"message": error.to_string()}).to_string()),
        }
    }

    fn store(&mut self, document: Value) {
        self.document = document;
        self.version += 1;
    }

    fn etag(&self) -> String {
        format!("\"v{}\"", self.version)
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
