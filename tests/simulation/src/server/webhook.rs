//! The receiver of events.

use super::Reply;
use crate::fault::Fault;
use crate::receiver::Received;
use crate::world::World;
use http::header::LOCATION;
use pacing_apply::host::Request;

/// Takes an event, or does not.
pub fn take(world: &World, request: &Request) -> Reply {
    let reply = if world.strikes(Fault::NotTaken) {
        match world.chance.one(&[404, 410, 302, 400]) {
            302 => Reply::new(302).header(LOCATION, "https://login.example/"),
            status => Reply::refusing(status),
        }
    } else {
        Reply::new(world.chance.one(&[200, 204, 202]))
    };
    let id = request.headers.get("webhook-id").and_then(|id| id.to_str().ok()).unwrap_or_default().to_owned();
    let payload = String::from_utf8_lossy(&request.body).into_owned();
    world.say(|| format!("    receiver: event {id}"));
    let received = Received { at: world.now(), id, payload, taken: reply.response.status.is_success() };
    world.receiver().received.push(received);
    reply
}
