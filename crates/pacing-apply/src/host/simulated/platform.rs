//! The platform and the receiver of the simulated world.

use super::{Exchange, Place, Reply, Step};
use crate::host::{Peer, Request, Response, SendError};
use http::Method;
use http::header::{AUTHORIZATION, IF_MATCH};
use jiff::SignedDuration;
use serde_json::{Value, json};
use std::collections::{HashMap, VecDeque};
use std::time::Duration;

/// How long an exchange takes that nothing delays.
const EXCHANGE: Duration = Duration::from_millis(10);

/// What the simulated world is made of.
#[derive(Debug)]
pub(super) struct World {
    pub(super) now: Duration,
    pub(super) clock: SignedDuration,
    pub(super) random: u64,
    pub(super) document: Value,
    pub(super) version: u64,
    pub(super) etags: bool,
    pub(super) statuses: VecDeque<&'static str>,
    pub(super) token: Value,
    pub(super) tokens: HashMap<String, Duration>,
    pub(super) repeats: bool,
    pub(super) minted: u64,
    pub(super) script: HashMap<Place, VecDeque<Step>>,
    pub(super) limited: HashMap<Place, Duration>,
    pub(super) late: Vec<(Duration, Request)>,
    pub(super) exchanges: Vec<Exchange>,
    pub(super) sleeps: Vec<Duration>,
    pub(super) early: u32,
}

impl World {
    pub(super) fn new(document: Value, seed: u64) -> Self {
        Self {
            now: Duration::ZERO,
            clock: SignedDuration::ZERO,
            random: seed,
            document,
            version: 1,
            etags: true,
            statuses: VecDeque::new(),
            token: json!({"token_type": "Bearer", "expires_in": 3600}),
            tokens: HashMap::new(),
            repeats: false,
            minted: 0,
            script: HashMap::new(),
            limited: HashMap::new(),
            late: Vec::new(),
            exchanges: Vec::new(),
            sleeps: Vec::new(),
            early: 0,
        }
    }

    /// What comes back; nothing where nothing ever does.
    pub(super) fn exchange(&mut self, request: Request) -> Option<Result<Response, SendError>> {
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
        if let Some(Step::Hang { done }) = self.script.get(&place).and_then(VecDeque::front).cloned() {
            self.script.get_mut(&place)?.pop_front();
            if done {
                self.serve(place, index, &request);
            }
            return None;
        }
        let result = self.follow_script(place, index, &request);
        if let Some(exchange) = self.exchanges.get_mut(index) {
            exchange.status = result.as_ref().ok().map(|response| response.status.as_u16());
        }
        Some(result)
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
            // Taken out before.
            Step::Hang { .. } | Step::NotSent => Err(SendError::not_sent("connection refused")),
            Step::Lost { done, after } => {
                if done {
                    self.serve(place, index, request);
                }
                let time = after.min(request.timeout);
                self.now += time;
                Err(SendError::ambiguous(format!("no whole answer within {} s", time.as_secs_f64())))
            }
            Step::Twice(meanwhile) => {
                self.serve(place, index, request);
                if let Some(document) = meanwhile {
                    self.store(document);
                }
                Ok(self.serve(place, index, request).response())
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
