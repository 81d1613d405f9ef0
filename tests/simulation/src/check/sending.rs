//! Before a request leaves.

use super::bearer;
use crate::host::Place;
use crate::invariant::Invariant;
use crate::process::Process;
use crate::secret::{PLATFORM, RECEIVER, signing_secrets};
use crate::server::dialer::MOVED;
use crate::truth::{Run, holds};
use crate::world::World;
use http::header::{AUTHORIZATION, IF_MATCH};
use pacing_apply::audit::Digest;
use pacing_apply::host::Request;
use pacing_apply::signature::sign;
use serde_json::Value;
use std::time::Duration;

/// The margin before the end of a token.
const MARGIN: Duration = Duration::from_secs(60);

/// Before a request leaves.
pub fn before_sending(world: &World, process: &Process, request: &Request) {
    let (now, place) = (world.now(), Place::of(request));
    credentials_stay(world, request);
    {
        let mut truth = world.truth();
        let sent = truth.puts.iter().any(|put| put.run == process.run());
        let Some(run) = truth.runs.get_mut(process.run()) else { return };
        let until = run.told.get(&place).copied().unwrap_or_default();
        world.require(Invariant::WaitAsTold, now >= until, || {
            format!("{} comes back {} s too early", place.name(), (until - now).as_secs_f64())
        });
        let follows = request.url.as_str().starts_with(MOVED);
        let in_time = now < run.deadline || follows || (sent && matches!(place, Place::Read | Place::Token));
        world.require(Invariant::DeadlineKept, in_time, || format!("{} is begun after the deadline", place.name()));
        if place != Place::Webhook {
            run.exchanges += 1;
        }
        if place == Place::Token {
            run.asked = now;
        }
        if let Some(token) = bearer(request) {
            token_is_good(world, run, token, now + request.timeout, follows);
        }
        if place == Place::Change {
            change_is_wanted(world, run, request, sent);
        }
    }
    match place {
        Place::Change => intent_is_durable(world, process, request),
        Place::Webhook => event_is_durable(world, process, request),
        Place::Token | Place::Read => {}
    }
}

fn credentials_stay(world: &World, request: &Request) {
    let origin = request.url.origin().ascii_serialization();
    let body = String::from_utf8_lossy(&request.body);
    let secret = request.headers.contains_key(AUTHORIZATION) || body.contains("client_secret");
    let known = origin == PLATFORM || (origin == RECEIVER && !secret);
    world.require(Invariant::CredentialsStay, known, || format!("a request to {origin}, with credentials: {secret}"));
}

fn token_is_good(world: &World, run: &mut Run, token: &str, ends: Duration, follows: bool) {
    let refused = run.refused.contains(token);
    world.require(Invariant::TokenDropped, !refused, || "a token that was refused is sent again".to_owned());
    let now = world.now();
    let Some(known) = run.tokens.get_mut(token) else {
        return world.violate(Invariant::TokenInTime, || "a token that the run never got".to_owned());
    };
    known.uses += 1;
    if known.uses == 1 || follows {
        return;
    }
    let good = known.life.is_some_and(|life| {
        let margin = if life > MARGIN * 2 { life - MARGIN } else { life / 2 };
        now < known.asked + margin && ends <= known.asked + life
    });
    world.require(Invariant::TokenInTime, good, || format!("a token is used that should have been renewed: {known:?}"));
}

fn change_is_wanted(world: &World, run: &Run, request: &Request, repeated: bool) {
    let condition = request.headers.get(IF_MATCH).and_then(|value| value.to_str().ok());
    let Some(reading) = &run.reading else {
        return world.violate(Invariant::ReadBeforeRepeat, || "a PUT without any reading".to_owned());
    };
    world.require(Invariant::Conditional, condition == reading.etag.as_deref(), || {
        format!("If-Match is {condition:?}, the last reading had {:?}", reading.etag)
    });
    world.require(Invariant::ReadBeforeRepeat, !run.must_read, || "a PUT is repeated without reading".to_owned());
    let body: Value = serde_json::from_slice(&request.body).unwrap_or_default();
    let wanted = body == *run.body
        && run.confirmed
        && (repeated || matches!(reading.status.as_deref(), None | Some("ACTIVE" | "IDLE")))
        && !holds(&reading.document, &run.body);
    world.require(Invariant::OnlyWhatIsWanted, wanted, || {
        let (confirmed, status) = (run.confirmed, &reading.status);
        format!("sent (confirmed: {confirmed}) to a dialer with status {status:?}, which holds {}", reading.document)
    });
}

fn intent_is_durable(world: &World, process: &Process, request: &Request) {
    let disk = world.disk(process.machine);
    let digest = Digest::of(&request.body).to_string();
    let intent = disk.open_intent(process.run());
    let durable = disk
        .durable()
        .any(|line| Some(line.audit_id) == intent && line.body_sha256.as_deref() == Some(digest.as_str()));
    world.require(Invariant::IntentFirst, durable, || "a PUT leaves without a durable, open intent for it".to_owned());
}

fn event_is_durable(world: &World, process: &Process, request: &Request) {
    let header = |name| request.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let (id, payload) = (header("webhook-id"), String::from_utf8_lossy(&request.body));
    let timestamp = header("webhook-timestamp").parse().unwrap_or_default();
    let signed = header("webhook-signature") == sign(&signing_secrets(), id, timestamp, &payload);
    let disk = world.disk(process.machine);
    let mut applied = disk.durable().filter(|line| line.outcome.as_deref() == Some("applied"));
    let held = applied
        .any(|line| line.event.as_ref().is_some_and(|event| event.id.to_string() == id && event.payload == payload));
    world.require(Invariant::EventHasItsChange, signed && held, || {
        format!("event {id} is sent: {}", if held { "wrongly signed" } else { "no durable outcome holds it" })
    });
}
