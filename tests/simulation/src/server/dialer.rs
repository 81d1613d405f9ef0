//! The dialer's resource.

use super::Reply;
use super::later::in_seconds;
use crate::fault::Fault;
use crate::platform::{Versions, store};
use crate::process::DIALER;
use crate::secret::CLIENT_SECRET;
use crate::truth::{By, holds};
use crate::world::World;
use crate::{Invariant, host::Place};
use http::header::{AUTHORIZATION, ETAG, HeaderName, IF_MATCH, LOCATION};
use pacing_apply::host::Request;
use serde_json::{Value, json};
use std::rc::Rc;

/// Where a redirect to another path leads.
pub const MOVED: &str = "https://platform.example/moved/";

/// Answers a request for the dialer.
pub fn answer(world: &Rc<World>, request: &Request, run: usize, put: Option<usize>) -> Reply {
    if let Some(reply) = refusal(world, request) {
        return reply;
    }
    match put {
        Some(put) => change(world, request, run, put),
        None => show(world, 200),
    }
}

fn refusal(world: &World, request: &Request) -> Option<Reply> {
    if world.strikes(Fault::Revoked) {
        world.platform().tokens.clear();
    }
    let value = request.headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let token = value.strip_prefix("Bearer ").unwrap_or_default();
    if !world.platform().admits(token, world.now()) {
        return Some(Reply::refusing(401));
    }
    if world.strikes(Fault::Refused) {
        let status = world.chance.one(&[400, 403, 404, 422]);
        // A server that is of no help repeats what it was told.
        let words = json!({"message": format!("no use for {token} of {CLIENT_SECRET}")});
        return Some(Reply { done: false, ..Reply::new(status).json(&words) });
    }
    if world.strikes(Fault::ToLogin) {
        let to = world.chance.one(&["https://login.example/?next=dialer", "https://platform.example/login"]);
        return Some(Reply::new(302).header(LOCATION, to));
    }
    if !request.url.as_str().starts_with(MOVED) && world.strikes(Fault::Moved) {
        let elsewhere = world.chance.happens(0.3);
        let to = if elsewhere { "https://elsewhere.example/d".to_owned() } else { format!("{MOVED}{DIALER}") };
        return Some(Reply::new(world.chance.one(&[307, 308])).header(LOCATION, &to));
    }
    None
}

fn show(world: &World, status: u16) -> Reply {
    let (now, platform) = (world.now(), world.platform());
    let reply = Reply::new(status).json(&platform.shown(now));
    match platform.shown_etag() {
        Some(etag) => reply.header(ETAG, &etag),
        None => reply,
    }
}

fn change(world: &Rc<World>, request: &Request, run: usize, put: usize) -> Reply {
    if world.platform().is_reloading(world.now()) || world.strikes(Fault::Busy) {
        let reply = Reply::refusing(409);
        let told = world.chance.happens(0.3);
        return if told { in_seconds(reply, world.chance.between(1, 10)) } else { reply };
    }
    let condition = header(request, &IF_MATCH);
    if condition.is_some_and(|etag| etag != world.platform().etag()) {
        return Reply::refusing(412);
    }
    let Ok(document) = serde_json::from_slice::<Value>(&request.body) else { return Reply::refusing(400) };
    // A page in the place of "accepted" is the one answer of which it may wrongly be said that nothing was done.
    let hidden = world.truth().puts.get(put).is_some_and(|put| put.hidden);
    if !hidden && world.strikes(Fault::Deferred) {
        if world.chance.happens(0.8) {
            let at = world.now() + world.chance.millis(100, 90_000);
            let condition = condition.map(str::to_owned);
            world.agenda.at(at, move |world| {
                world.disturb("server: what was accepted is done");
                // What is accepted under a condition is done under it.
                if condition.is_none_or(|etag| etag == world.platform().etag()) {
                    store(world, document, By::Put(put));
                }
            });
        }
        return Reply::new(202);
    }
    see_nothing_lost(world, run);
    store(world, stored(world, document), By::Put(put));
    if world.strikes(Fault::OtherSuccess) {
        return if world.chance.happens(0.5) { Reply::new(204) } else { show(world, 201) };
    }
    show(world, 200)
}

/// With versions, nobody overwrites what he has not read.
fn see_nothing_lost(world: &World, run: usize) {
    let platform = world.platform();
    let truth = world.truth();
    let Some(run) = truth.runs.get(run).filter(|run| run.ended.is_none()) else { return };
    let read = run.reading.as_ref().is_some_and(|reading| holds(&reading.document, &platform.document()));
    let known = read || platform.versions != Versions::Strong;
    world.require(Invariant::NothingOverwritten, known, || {
        "a PUT replaced a document that its run had not read".to_owned()
    });
}

/// What is stored of what was sent.
fn stored(world: &World, mut document: Value) -> Value {
    if world.strikes(Fault::Clamped)
        && let Some(speed) = document.pointer_mut("/predictive_dialer_config/max_speed")
    {
        *speed = json!(speed.as_u64().unwrap_or_default().saturating_sub(1));
    }
    document
}

fn header<'r>(request: &'r Request, name: &HeaderName) -> Option<&'r str> {
    debug_assert_eq!(Place::of(request), Place::Change);
    request.headers.get(name).and_then(|value| value.to_str().ok())
}
