//! The token endpoint.

use super::Reply;
use crate::fault::Fault;
use crate::world::World;
use pacing_apply::SCOPES;
use pacing_apply::host::Request;
use serde_json::{Value, json};
use std::time::Duration;

/// Answers a request for a token.
pub fn grant(world: &World, _request: &Request) -> Reply {
    if world.strikes(Fault::Refused) {
        let (status, code) = world.chance.one(&[(401, "invalid_client"), (400, "invalid_scope"), (403, "denied")]);
        return Reply { done: false, ..Reply::new(status).json(&json!({"error": code})) };
    }
    let odd = world.strikes(Fault::OddGrant);
    if odd && world.chance.happens(0.2) {
        return Reply::new(200).json(&json!({"token_type": "Bearer"}));
    }
    let plain = world.chance.one(&[3600, 3600, 300, 120, 61, 20]);
    let (told, lives) = if odd { odd_life(world) } else { (Some(json!(plain)), plain) };
    let token = world.platform().mint(world.now() + Duration::from_secs(lives));
    let mut answer = json!({"access_token": token, "token_type": "Bearer", "scope": SCOPES});
    if let Some(told) = told {
        answer["expires_in"] = told;
    }
    if odd && world.chance.happens(0.3) {
        answer["scope"] = json!("outbound:predictive_dialer:read");
    }
    Reply::new(200).json(&answer)
}

/// A life that is told oddly or not at all, and the real one in seconds.
fn odd_life(world: &World) -> (Option<Value>, u64) {
    match world.chance.between(0, 7) {
        0 => (Some(json!("3600")), 3600),
        1 => (Some(json!(30)), 30),
        2 => (Some(json!(1)), 1),
        3 => (Some(json!(true)), 3600),
        4 => (Some(json!(-1)), 3600),
        5 => (Some(json!(1.0e3)), 1000),
        _ => (None, 3600),
    }
}
