//! Faults of the receiver of the event. None of them undoes the change.

use std::time::Duration;

use pacing_sandbox::{Fault, RetryAfter};

use crate::row::{APPLIED, Ends, Event, Row, WAITING, event};

pub fn rows() -> Vec<Row> {
    let redirect = Fault::redirect(302, "http://127.0.0.1:9/elsewhere");
    vec![
        Row::new("500 once", event(Fault::answer(500)), APPLIED),
        Row::new("503 with `Retry-After: 1`", event(told(1)), APPLIED),
        Row::new("404 always", event(Fault::answer(404).times(9)), WAITING),
        Row::new("500 always", event(Fault::answer(500).times(9)), WAITING),
        Row::new("302", event(redirect), WAITING),
        Row::new("410, gone for good", event(Fault::answer(410)), Ends { event: Event::GivenUp, ..WAITING }),
        Row::new("connection reset once", event(Fault::reset()), APPLIED),
        Row::new("connection reset, but it was taken", event(Fault::reset().after_work()), APPLIED),
        Row::new("hangs for 12 s once", event(Fault::hang(Duration::from_secs(12))), APPLIED),
        Row::new("hangs always", event(Fault::hang(Duration::from_secs(4)).times(9)), WAITING)
            .args(&["--webhook-timeout", "2s"]),
    ]
}

fn told(seconds: u64) -> Fault {
    Fault::answer(503).retry_after(RetryAfter::Seconds(seconds)).enforced()
}
