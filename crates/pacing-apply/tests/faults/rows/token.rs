//! Faults of the token endpoint.

use std::time::Duration;

use pacing_sandbox::{Config, Fault, RetryAfter};
use serde_json::json;

use crate::row::{APPLIED, NOT_APPLIED, Row, token};
use crate::world::{DIALER, SECRET};

pub fn rows() -> Vec<Row> {
    let short = Config { token_lifetime: Duration::from_secs(30), ..Config::holding(DIALER) };
    let echo = format!("no client has the secret {SECRET}");
    vec![
        Row::new("401", token(Fault::answer(401).times(9)), NOT_APPLIED),
        Row::new(
            "401, and the answer repeats the secret",
            token(Fault::answer(401).body("text/plain", echo)),
            NOT_APPLIED,
        ),
        Row::new("500 once", token(Fault::answer(500)), APPLIED),
        Row::new(
            "503 with `Retry-After: 1`",
            token(Fault::answer(503).retry_after(RetryAfter::Seconds(1)).enforced()),
            APPLIED,
        ),
        Row::new(
            "429 with `Retry-After: 1`",
            token(Fault::answer(429).retry_after(RetryAfter::Seconds(1)).enforced()),
            APPLIED,
        ),
        Row::new("connection reset once", token(Fault::reset()), APPLIED),
        Row::new("hangs for 12 s once", token(Fault::hang(Duration::from_secs(12))), APPLIED),
        Row::new("200 with HTML", token(Fault::html().times(9)), NOT_APPLIED),
        Row::new("no `expires_in`", token(Fault::patch(json!({"expires_in": null})).times(9)), APPLIED),
        Row::new("`expires_in` is a string", token(Fault::patch(json!({"expires_in": "3600"}))), APPLIED),
        Row::new("`expires_in` is 30", [], APPLIED).config(short),
    ]
}
