//! How long is waited, and how often.

use crate::answers::{assert_applied, assert_not_applied};
use crate::world::World;
use http::header::{DATE, RETRY_AFTER};
use http::{HeaderMap, HeaderValue};
use jiff::Timestamp;
use pacing_apply::host::{Host, Place, Reply, SimulatedHost, Step};
use pacing_apply::retry::{Next, Retries, RetryBudget, RetryPolicy, retry_after};
use pacing_apply::{Confirmed, Error, Exit};
use serde_json::Value;
use std::time::Duration;

const fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

fn later(status: u16, told: &str) -> Step {
    Step::Answer(Reply::new(status).header("retry-after", told))
}

#[test]
fn what_is_told_is_waited_for() {
    for told in [1, 5, 20] {
        let world = World::with([Step::RateLimit(told)]);
        assert_applied(&world.apply(), Confirmed::AnswerAndReading);
        let slept = world.host.sleeps()[0];
        assert!(slept >= seconds(told.max(2)) && slept <= seconds(told.max(2) + 1), "{slept:?}");
    }
}

#[test]
fn come_back_later_is_repeated() {
    for step in [
        Step::Answer(Reply::new(425)),
        Step::Answer(Reply::new(429)),
        later(503, "3"),
        later(503, "soon"),
        Step::NotSent,
    ] {
        let world = World::with([step]);
        assert_applied(&world.apply(), Confirmed::AnswerAndReading);
        assert_eq!(world.puts(), 2);
        let places: Vec<Place> = world.host.exchanges().iter().map(|exchange| exchange.place).collect();
        assert_eq!(places[2..4], [Place::Change, Place::Change], "nothing was done, so nothing is read");
    }
}

#[test]
fn the_wait_is_announced_before_it_begins() {
    let world = World::with([Step::RateLimit(4)]);
    world.apply();
    assert!(world.story().contains("changing the dialer: 429, the server asks for 4 s"), "{}", world.story());
    assert!(world.story().contains("attempt 2 of 4 follows"), "{}", world.story());
}

#[test]
fn retries_end() {
    let world = World::with(vec![Step::Answer(Reply::new(429)); 4]);
    let report = world.apply();
    assert!(matches!(assert_not_applied(&report, Exit::Busy), Error::RateLimited { status: 429, attempts: 4, .. }));
    assert!(report.outcome.error().unwrap().help().unwrap().contains("update less often"));

    let mut world = World::with(vec![Step::Answer(Reply::new(429)); 4]);
    world.settings.retry.max_retries = 4;
    assert_applied(&world.apply(), Confirmed::AnswerAndReading);
}

#[test]
fn no_connection_is_not_applied() {
    let world = World::with(vec![Step::NotSent; 9]);
    let report = world.apply();
    let error = assert_not_applied(&report, Exit::NotApplied);
    assert_eq!(
        error.to_string(),
        "changing the dialer: no answer from `https://platform.example` in 4 attempts: connection refused"
    );
}

#[test]
fn a_wait_longer_than_the_time_left_is_not_begun() {
    for told in ["300", "99999999999999999999999", "Sun, 01 Nov 2026 12:05:00 GMT"] {
        let world = World::with([later(429, told)]);
        let report = world.apply();
        let Error::RateLimited { come_back, .. } = assert_not_applied(&report, Exit::Busy) else {
            panic!("{report:?}")
        };
        assert_eq!((world.host.sleeps(), world.puts()), (vec![], 1), "{told}");
        if !told.starts_with('9') {
            let at = come_back.unwrap();
            let expected: Timestamp = "2026-11-01T12:05:00Z".parse().unwrap();
            assert!(at.duration_since(expected).as_secs().abs() <= 1, "{at}");
        }
    }
}

#[test]
fn dates_of_all_three_forms_are_understood() {
    // The world begins at noon; the answer's own clock is an hour late.
    for date in ["Sun, 01 Nov 2026 11:00:09 GMT", "Sunday, 01-Nov-26 11:00:09 GMT", "Sun Nov  1 11:00:09 2026"] {
        let reply = Reply::new(429).header("date", "Sun, 01 Nov 2026 11:00:00 GMT").header("retry-after", date);
        let world = World::with([Step::Answer(reply)]);
        assert_applied(&world.apply(), Confirmed::AnswerAndReading);
        let slept = world.host.sleeps()[0];
        assert!(slept >= seconds(9) && slept <= seconds(10), "{date}: {slept:?}");
    }
}

#[test]
fn a_date_without_the_server_s_own_counts_from_now() {
    let world = World::with([later(429, "Sun, 01 Nov 2026 12:00:09 GMT")]);
    assert_applied(&world.apply(), Confirmed::AnswerAndReading);
    let slept = world.host.sleeps()[0];
    assert!(slept >= Duration::from_millis(8900) && slept <= seconds(10), "{slept:?}");
}

#[test]
fn what_cannot_be_told_leaves_the_own_back_off() {
    for told in ["", "0", "-5", "1.5", "soon", "Sun, 01 Nov 2026 11:59:00 GMT", "Sun, 99 Nov 2026 12:00:00 GMT"] {
        let world = World::with([later(429, told)]);
        assert_applied(&world.apply(), Confirmed::AnswerAndReading);
        let slept = world.host.sleeps()[0];
        assert!(slept >= seconds(2) && slept <= seconds(3), "{told}: {slept:?}");
    }
}

#[test]
fn the_longest_of_several_values_counts() {
    let mut headers = HeaderMap::new();
    for told in ["3", "11", "soon", "Thu, 01 Jan 1970 00:00:07 GMT"] {
        headers.append(RETRY_AFTER, HeaderValue::from_static(told));
    }
    assert_eq!(retry_after(&headers, Timestamp::UNIX_EPOCH), Some(seconds(11)));
    headers.insert(DATE, HeaderValue::from_static("not a date"));
    assert_eq!(retry_after(&headers, Timestamp::UNIX_EPOCH), Some(seconds(11)));
}

#[test]
fn back_off_doubles_and_jitter_only_adds() {
    let policy = RetryPolicy { budget: Some(u32::MAX), ..RetryPolicy::default() };
    let budget = RetryBudget::new(&policy);
    for seed in 0..1000 {
        let host = SimulatedHost::new(Value::Null, seed);
        let mut retries = Retries::new(&policy, &budget);
        for (backoff, told) in [(2, None), (4, Some(seconds(9))), (8, Some(seconds(1)))] {
            let least = seconds(backoff).max(told.unwrap_or_default());
            let Next::Wait(delay) = retries.next(&host, told, Duration::MAX) else { panic!("{retries:?}") };
            assert!(delay >= least && delay <= least + seconds(backoff) / 2, "{backoff} {told:?} {delay:?}");
        }
        assert_eq!(retries.next(&host, None, Duration::MAX), Next::UsedUp);
    }
}

#[test]
fn no_policy_overflows() {
    let policy = RetryPolicy { max_retries: u32::MAX, base_delay: Duration::MAX, factor: u32::MAX, budget: None };
    let (host, budget) = (SimulatedHost::new(Value::Null, 1), RetryBudget::new(&policy));
    let mut retries = Retries::new(&policy, &budget);
    assert_eq!(retries.next(&host, Some(Duration::MAX), host.monotonic() + seconds(1)), Next::TooLong(Duration::MAX));
}

#[test]
fn all_requests_of_a_run_share_a_budget() {
    let mut world = World::with(vec![Step::Answer(Reply::new(429)); 9]);
    world.settings.retry.budget = Some(3);
    world.host.script(Place::Token, vec![Step::NotSent; 2]);
    let report = world.apply();
    assert!(matches!(assert_not_applied(&report, Exit::Busy), Error::RateLimited { attempts: 2, .. }));
    assert_eq!(world.puts(), 2);
}

#[test]
fn whatever_the_jitter_the_promises_hold() {
    for seed in 0..100 {
        let world = World::seeded(seed);
        world.host.script(Place::Change, [Step::RateLimit(seed % 13), Step::NotSent, Step::Answer(Reply::new(502))]);
        assert_applied(&world.apply(), Confirmed::AnswerAndReading);
        assert_eq!(world.puts(), 4);
    }
}
