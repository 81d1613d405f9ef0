//! Faults of the PUT.

use std::time::Duration;

use pacing_sandbox::{Fault, RetryAfter};
use serde_json::json;

use crate::row::{APPLIED, BUSY, Ends, Event, NOT_APPLIED, Route, Row, put};
use crate::world::PATH;

pub fn rows() -> Vec<Row> {
    [refused_for_now(), refused(), in_doubt(), other_answers()].into_iter().flatten().collect()
}

fn refused_for_now() -> Vec<Row> {
    let told = |seconds| put(Fault::answer(429).retry_after(RetryAfter::Seconds(seconds)).enforced());
    let date = RetryAfter::DateIn { date_in: 3 };
    vec![
        Row::new("429 with `Retry-After: 1`", told(1), APPLIED),
        Row::new("429 with `Retry-After: 5`; who comes early gets 429 again", told(5), APPLIED),
        Row::new("429 with `Retry-After: 20`", told(20), APPLIED),
        Row::new("429 with an HTTP-date", put(Fault::answer(429).retry_after(date).enforced()), APPLIED),
        Row::new("429 with `Retry-After: 3600`", told(3600), BUSY),
        Row::new("429 four times without `Retry-After`", put(Fault::answer(429).times(4)), BUSY),
        Row::new("the same with `--max-retries 4`", put(Fault::answer(429).times(4)), APPLIED)
            .args(&["--max-retries", "4"]),
        Row::new(
            "503 with `Retry-After: 1`",
            put(Fault::answer(503).retry_after(RetryAfter::Seconds(1)).enforced()),
            APPLIED,
        ),
        Row::new("409 while the dialer reloads", put(Fault::reloading(Duration::from_secs(1))), APPLIED),
        Row::new("connection refused", [], NOT_APPLIED).route(Route::ClosedAfter(2)),
    ]
}

fn refused() -> Vec<Row> {
    let revoking = Fault::answer(429).retry_after(RetryAfter::Seconds(1)).revoking();
    let conflict = json!({"predictive_dialer_config": {"max_speed": 33}});
    vec![
        Row::new("401, the token was revoked", put(Fault::revoke()), APPLIED),
        Row::new("401 always", put(Fault::answer(401).times(9)), NOT_APPLIED),
        Row::new("the token dies during the back-off", put(revoking), APPLIED),
        Row::new("400", put(Fault::answer(400)), NOT_APPLIED),
        Row::new("403", put(Fault::answer(403)), NOT_APPLIED),
        Row::new("404", put(Fault::answer(404)), NOT_APPLIED),
        Row::new("412, somebody else changed the dialer", put(Fault::meanwhile(conflict)), NOT_APPLIED),
        Row::new("302 to a login page", put(Fault::redirect(302, "https://login.example/")), NOT_APPLIED),
        Row::new("307 to the same server", put(Fault::redirect(307, PATH)), APPLIED),
        Row::new("307 to another server", put(Fault::redirect(307, "http://127.0.0.1:9/elsewhere")), NOT_APPLIED),
        Row::new("200 with HTML, nothing applied", put(Fault::html()), NOT_APPLIED),
    ]
}

fn in_doubt() -> Vec<Row> {
    let long = Duration::from_secs(20);
    vec![
        Row::new("500 once", put(Fault::answer(500)), APPLIED),
        Row::new("502 once", put(Fault::answer(502)), APPLIED),
        Row::new("503 once, without `Retry-After`", put(Fault::answer(503)), APPLIED),
        Row::new("500, but applied", put(Fault::answer(500).after_work()), APPLIED),
        Row::new("connection reset before it is applied", put(Fault::reset()), APPLIED),
        Row::new("connection reset after it is applied", put(Fault::reset().after_work()), APPLIED),
        Row::new("hangs for 20 s, nothing applied", put(Fault::hang(long)), APPLIED),
        Row::new("applied, then the answer hangs", put(Fault::hang(long).after_work()), APPLIED),
        Row::new("applied, and the answer drips", put(Fault::drip(Duration::from_secs(1))), APPLIED),
        Row::new("applied, and the answer breaks off", put(Fault::cut_after(40)), APPLIED),
    ]
}

fn other_answers() -> Vec<Row> {
    let clamp = Fault::store(json!({"predictive_dialer_config": {"max_speed": 44}}));
    vec![
        Row::new("201", put(Fault::answer(201).after_work()), APPLIED),
        Row::new("202, applied a second later", put(Fault::answer(202).late(Duration::from_secs(1))), APPLIED),
        Row::new("202, never applied", put(Fault::answer(202)), Ends { exit: 4, outcome: "unknown", ..NOT_APPLIED })
            .args(&["--poll-limit", "1s"]),
        Row::new("204", put(Fault::answer(204).after_work()), APPLIED),
        Row::new("200, and the server stored other values", put(clamp), Ends { event: Event::Delivered, ..APPLIED }),
    ]
}
