//! What the servers make of a request that arrived.

pub mod dialer;
mod grant;
pub mod later;
mod webhook;

use crate::fault::Fault;
use crate::host::Place;
use crate::world::World;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use pacing_apply::host::{Request, Response};
use serde_json::Value;
use std::rc::Rc;

/// An answer.
pub struct Reply {
    /// What is sent back.
    pub response: Response,
    /// It was done, or perhaps done: nobody said no.
    pub done: bool,
}

/// Lets a request arrive.
pub fn answer(world: &Rc<World>, request: &Request, run: usize, put: Option<usize>) -> Reply {
    let place = Place::of(request);
    let mut reply = early_answer(world, place).unwrap_or_else(|| match place {
        Place::Token => grant::grant(world, request),
        Place::Read | Place::Change => dialer::answer(world, request, run, put),
        Place::Webhook => webhook::take(world, request),
    });
    if reply.done && world.strikes(Fault::Failing) {
        reply = failing(world, true);
    }
    world.say(|| format!("    {} arrives, answered {}", place.name(), reply.response.status.as_u16()));
    if let Some(put) = put
        && let Some(put) = world.truth().puts.get_mut(put)
    {
        put.answered = Some(reply.response.status.as_u16());
    }
    reply
}

/// What is answered before anybody looks at the request.
fn early_answer(world: &World, place: Place) -> Option<Reply> {
    if let Some(reply) = later::still_closed(world, place) {
        return Some(reply);
    }
    if world.strikes(Fault::RateLimited) {
        return Some(later::close(world, place));
    }
    if world.strikes(Fault::TooMany) {
        return Some(Reply::refusing(429));
    }
    world.strikes(Fault::Failing).then(|| failing(world, false))
}

fn failing(world: &World, done: bool) -> Reply {
    let status = world.chance.one(&[500, 502, 503, 504, 408]);
    Reply { done, ..Reply::new(status).json(&serde_json::json!({"message": "something broke"})) }
}

impl Reply {
    /// An answer with this status; done where it is a success.
    pub fn new(status: u16) -> Self {
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::IM_A_TEAPOT);
        let response = Response { status, headers: HeaderMap::new(), body: Vec::new() };
        Self { done: status.is_success(), response }
    }

    /// A no.
    pub fn refusing(status: u16) -> Self {
        Self { done: false, ..Self::new(status).json(&serde_json::json!({"message": "not now"})) }
    }

    /// With a header.
    #[must_use]
    pub fn header(mut self, name: HeaderName, value: &str) -> Self {
        self.response.headers.extend(HeaderValue::from_str(value).ok().map(|value| (name, value)));
        self
    }

    /// With a body.
    #[must_use]
    pub fn json(mut self, body: &Value) -> Self {
        self.response.body = body.to_string().into_bytes();
        self.header(http::header::CONTENT_TYPE, "application/json")
    }
}
