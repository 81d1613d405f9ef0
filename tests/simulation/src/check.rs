//! What is checked while it happens: before a request leaves, after an answer came, before a wait.

mod last;
mod report;
mod sending;

pub use last::{after_crash, at_the_end};
pub use report::report;
pub use sending::before_sending;

use crate::host::Place;
use crate::invariant::Invariant;
use crate::process::{DIALER, Process};
use crate::server::later::{TOLD_FOR, TOLD_UNTIL};
use crate::truth::{Reading, Run, Token};
use crate::world::World;
use http::header::{AUTHORIZATION, ETAG, HeaderName, RETRY_AFTER};
use pacing_apply::host::{Request, Response, SendError, Sent};
use serde_json::Value;
use std::rc::Rc;
use std::time::Duration;

/// How long after the deadline a run may still be, which reads back what it sent.
const AFTER_DEADLINE: Duration = Duration::from_secs(60);

/// Before a wait.
pub fn before_waiting(world: &World, process: &Process, wait: Duration) {
    let (sent, deadline) = {
        let truth = world.truth();
        let Some(run) = truth.runs.get(process.run()) else { return };
        (truth.puts.iter().any(|put| put.run == process.run()), run.deadline)
    };
    let limit = if sent { deadline + AFTER_DEADLINE } else { deadline };
    let end = world.now().saturating_add(wait);
    world.say(|| format!("{}: waits {:.3} s", process.name, wait.as_secs_f64()));
    world.require(Invariant::NoVainWait, end <= limit, || {
        format!("a wait of {} s ends after the deadline", wait.as_secs_f64())
    });
}

/// After an answer came, or none: what the run knows from now on.
pub fn after_answer(world: &World, process: &Process, request: &Request, result: &Result<Response, SendError>) {
    let (now, place) = (world.now(), Place::of(request));
    let mut truth = world.truth();
    let Some(run) = truth.runs.get_mut(process.run()) else { return };
    match result {
        Ok(response) => learn(run, now, place, request, response),
        Err(SendError { sent: Sent::No, .. }) => {}
        Err(_) => run.must_read |= place == Place::Change,
    }
}

fn learn(run: &mut Run, now: Duration, place: Place, request: &Request, response: &Response) {
    let (status, bearer) = (response.status.as_u16(), bearer(request));
    if status == 401 && matches!(place, Place::Read | Place::Change) {
        run.refused.extend(bearer.map(str::to_owned));
    }
    if let Some(until) = told_until(response, now) {
        run.told.insert(place, until);
    }
    let json = || serde_json::from_slice::<Value>(&response.body).unwrap_or_default();
    match place {
        Place::Token if status == 200 => {
            let answer = json();
            if let Some(token) = answer.get("access_token").and_then(Value::as_str) {
                let asked = run.asked;
                run.tokens.insert(token.to_owned(), Token { asked, life: life(&answer), uses: 0 });
            }
        }
        Place::Read if status == 200 => {
            let document = json();
            if document.get("id").and_then(Value::as_str) == Some(DIALER) {
                let status = document.get("status").and_then(Value::as_str).map(str::to_owned);
                let etag = response.header(&ETAG).filter(|etag| !etag.starts_with("W/")).map(str::to_owned);
                run.reading = Some(Reading { etag, document: Rc::new(document), status });
                run.must_read = false;
            }
        }
        Place::Change => {
            let refused = matches!(status, 300..=399 | 400 | 401 | 403 | 404 | 422 | 425 | 429)
                || (status == 503 && response.headers.contains_key(RETRY_AFTER));
            run.must_read |= !refused;
            if (200..300).contains(&status) {
                run.taken = Some(Rc::new(json()));
            }
        }
        _ => {}
    }
}

/// Until when an answer asks to stay away, as the simulation meant it.
fn told_until(response: &Response, now: Duration) -> Option<Duration> {
    let number = |name: &HeaderName| response.header(name).and_then(|text| text.parse().ok());
    number(&TOLD_FOR)
        .map(|seconds| now.saturating_add(Duration::from_secs(seconds)))
        .or_else(|| number(&TOLD_UNTIL).map(Duration::from_millis))
}

/// How long a token lives by its answer: a whole number of seconds, or a string of digits.
fn life(answer: &Value) -> Option<Duration> {
    let seconds = match answer.get("expires_in")? {
        Value::Number(number) => number.as_f64().filter(|seconds| *seconds >= 0.0).map(|seconds| seconds as u64),
        Value::String(text) => text.parse().ok(),
        _ => None,
    };
    seconds.map(Duration::from_secs)
}

/// The token of a request.
fn bearer(request: &Request) -> Option<&str> {
    request.headers.get(AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ")
}
