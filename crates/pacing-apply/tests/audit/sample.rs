//! Records to write, with ids and times that are the same at every run.

use std::future::Future;
use std::pin::pin;
use std::task::{Context as TaskContext, Poll, Waker};

use jiff::{SignedDuration, Timestamp};
use pacing_apply::audit::*;
use serde_json::{Value, json};
use url::Url;
use uuid::Uuid;

/// Runs a future to its end on this thread.
pub(crate) fn block_on<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(value) = future.as_mut().poll(&mut TaskContext::from_waker(Waker::noop())) {
            return value;
        }
    }
}

pub(crate) fn id(n: u128) -> Uuid {
    uuid::Builder::from_random_bytes((n * 0x0001_0000_0001_0000_0001_0000_0001).to_be_bytes()).into_uuid()
}

pub(crate) fn mark(n: u128) -> Mark {
    let seconds = i64::try_from(n).unwrap();
    let timestamp = "2026-03-02T09:15:00.250Z".parse::<Timestamp>().unwrap();
    Mark { audit_id: id(n), timestamp: timestamp + SignedDuration::from_secs(seconds) }
}

pub(crate) fn context(run: u128) -> Context {
    Context {
        run_id: id(1000 + run),
        dialer_id: Some("a1b2c3d4-e5f6-7890-abcd-ef1234567890".into()),
        server: Some(Origin::of(&url("https://api.mynicecx.com/oauth2/token"))),
        actor: "zoë".into(),
        reason: Some("Frühschicht: mehr Agenten 🎧".into()),
        profile: ProfileRef { id: "us".into(), version: "2026-01-15".into() },
        rule_set: "0.1.0".into(),
        tool: "pacing-apply/0.1.0".into(),
    }
}

pub(crate) fn url(text: &str) -> Url {
    text.parse().unwrap()
}

pub(crate) fn document(speed: u64) -> Value {
    json!({
        "id": "a1b2c3d4-e5f6-7890-abcd-ef1234567890",
        "type": "PREDICTIVE",
        "predictive_dialer_config": {
            "pacing_rules": [
                {"agent_count_min": 1, "agent_count_max": 5, "max_speed": 10},
                {"agent_count_min": 6, "agent_count_max": 20, "max_speed": speed},
            ],
            "max_speed": 45,
            "abandon_rate_threshold": 0.025,
            "reload_on_update": true,
        },
    })
}

pub(crate) fn speed_change() -> Vec<Change> {
    let path = "/predictive_dialer_config/pacing_rules/1/max_speed".into();
    vec![Change { path, before: Some(json!(20)), after: Some(json!(25)) }]
}

pub(crate) fn checked() -> Findings {
    Findings { errors: 0, warnings: 1, infos: 2, overrides: [("matrix-gap".into(), "off".into())].into() }
}

pub(crate) fn intent() -> Intent {
    Intent {
        body_sha256: Digest::of(document(25).to_string().as_bytes()),
        before: Some(document(20)),
        after: Some(document(25)),
        diff: speed_change(),
        etag: Some("\"v41\"".into()),
        rollback_of: None,
        checked: checked(),
        masked: false,
    }
}

pub(crate) fn attempt(intent: Option<Uuid>, number: u64) -> Attempt {
    let path = "https://api.mynicecx.com/api/v2/outbound/predictivedialers/a1b2?token=never";
    Attempt {
        intent,
        number,
        method: "PUT".into(),
        path: UrlPath::of(&url(path)),
        status: Some(429),
        retry_after: Some("4".into()),
        waited_ms: 2150,
        class: Class::Later,
        message: None,
    }
}

pub(crate) fn event(n: u128) -> Event {
    Event {
        id: id(2000 + n),
        payload: json!({"event_type": "PACING_UPDATE", "configuration": document(25)}).to_string(),
        content_type: "application/json".into(),
        target: Origin::of(&url("https://user:pass@wfm.example/hooks/s3cr3t?key=1")),
    }
}

pub(crate) fn outcome(intent: Option<Uuid>, verdict: Verdict) -> Outcome {
    Outcome {
        intent,
        verdict,
        before: Some(document(20)),
        after: Some(document(25)),
        diff: speed_change(),
        attempts: 4,
        exit_code: 0,
        message: "applied and confirmed by reading back".into(),
        checked: checked(),
        masked: false,
        recovered: false,
    }
}

pub(crate) fn applied(intent: Uuid, event: Option<Event>) -> Outcome {
    outcome(Some(intent), Verdict::Applied(Applied::new(&document(25), Vec::new(), event)))
}

pub(crate) fn delivery(event: Uuid, attempt: u64, result: Delivery) -> Webhook {
    Webhook {
        event_id: event,
        attempt,
        target: Origin::of(&url("https://wfm.example/hooks/s3cr3t")),
        status: Some(if result == Delivery::Delivered { 200 } else { 503 }),
        retry_after: None,
        result,
        message: None,
    }
}

/// Writes one whole run: intent, attempt, outcome with event, delivery.
pub(crate) fn write_run<S: Storage>(journal: &mut Journal<S>, run: u128) {
    let context = context(run);
    let at = |n| mark(run * 10 + n);
    let intent = block_on(journal.append(at(0), &context, intent())).unwrap();
    block_on(journal.append(at(1), &context, attempt(Some(intent.audit_id), 1))).unwrap();
    block_on(journal.commit(at(2), &context, applied(intent.audit_id, Some(event(run))))).unwrap();
    block_on(journal.settle(at(3), &context, delivery(event(run).id, 1, Delivery::Delivered))).unwrap();
}

pub(crate) fn open<S: Storage>(storage: S) -> Journal<S> {
    block_on(Journal::open(storage)).unwrap()
}

/// The problem that verification finds in a log, if any.
pub(crate) fn problem(log: &[u8], checkpoint: Option<&[u8]>) -> Option<Problem> {
    verify(log, checkpoint).unwrap().problem
}

/// Two lines as the tutorial's program writes them.
pub(crate) const TUTORIAL: &str = include_str!("../../../../tests/audit/tutorial.jsonl");
