//! "Come back later": in seconds, or as a date in any of its three forms, and somebody who remembers whom it told.

use super::Reply;
use crate::host::Place;
use crate::world::World;
use http::header::{DATE, HeaderName, RETRY_AFTER};
use jiff::Timestamp;
use std::time::Duration;

/// 429 for who comes while the place is closed.
pub fn still_closed(world: &World, place: Place) -> Option<Reply> {
    let until = world.platform().closed_until.get(&place).copied().unwrap_or_default();
    let left = until.saturating_sub(world.now());
    if left.is_zero() {
        return None;
    }
    world.disturb("server: still closed");
    Some(in_seconds(Reply::refusing(429), left.as_secs().saturating_add(1)))
}

/// Closes the place for a while.
pub fn close(world: &World, place: Place) -> Reply {
    let chance = &world.chance;
    let seconds = if chance.happens(0.1) { chance.between(60, 4_000) } else { chance.between(1, 25) };
    world.platform().closed_until.insert(place, world.now() + Duration::from_secs(seconds));
    let reply = Reply::refusing(chance.one(&[429, 429, 503, 425]));
    let now = Timestamp::from_second(world.wall().as_second()).unwrap_or_default();
    let then = now.checked_add(Duration::from_secs(seconds)).unwrap_or(now);
    match chance.between(0, 7) {
        form @ 0..3 => {
            let forms = [IMF, "%A, %d-%b-%y %H:%M:%S GMT", "%a %b %e %H:%M:%S %Y"];
            let told = then.strftime(forms.get(form as usize).unwrap_or(&IMF)).to_string();
            told_for(reply.header(DATE, &imf(now)).header(RETRY_AFTER, &told), seconds)
        }
        3 => {
            // Without the answer's own time it counts from the time of day on the machine, if that is right.
            let reply = reply.header(RETRY_AFTER, &imf(then));
            let left = then.duration_since(world.wall()).as_millis();
            let at = world.now().as_millis() as i128 + left;
            if world.skewed.get() { reply } else { reply.header(TOLD_UNTIL, &at.to_string()) }
        }
        _ => in_seconds(reply, seconds),
    }
}

/// The same as [`RETRY_AFTER`], for the checks alone: in seconds from the receipt of the answer.
pub const TOLD_FOR: HeaderName = HeaderName::from_static("simulation-told-for");
/// The same, as a moment of the simulation in milliseconds.
pub const TOLD_UNTIL: HeaderName = HeaderName::from_static("simulation-told-until");

/// The reply with a wait in seconds.
pub fn in_seconds(reply: Reply, seconds: u64) -> Reply {
    told_for(reply.header(RETRY_AFTER, &seconds.to_string()), seconds)
}

fn told_for(reply: Reply, seconds: u64) -> Reply {
    reply.header(TOLD_FOR, &seconds.to_string())
}

const IMF: &str = "%a, %d %b %Y %H:%M:%S GMT";

fn imf(time: Timestamp) -> String {
    time.strftime(IMF).to_string()
}
