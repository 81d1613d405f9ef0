//! What was really received and really written, in the hands of the official libraries: npm and PyPI `standardwebhooks`
//! and `cloudevents`, npm `canonicalize` and PyPI `rfc8785`.

use pacing_sandbox::{Config, Event};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::process::Command;

use crate::other_process::{HOW, peer, run_on};
use crate::world::{DIALER, Ran, World, document, root};

const PYTHON: &str = ".venv/bin/python";

fn verifiers() -> [Command; 2] {
    let (mut node, mut python) = (peer("node"), peer(PYTHON));
    node.arg("verify.mjs");
    python.arg("verify.py");
    [node, python]
}

/// What a verifier makes of an event; nothing where it refuses it.
fn verify(verifier: Command, event: &Event, secrets: &[&str], body: &str) -> Option<Value> {
    let headers: BTreeMap<_, _> = event.headers.iter().cloned().collect();
    let output = run_on(verifier, &json!({"secrets": secrets, "headers": headers, "body": body}).to_string());
    output.status.success().then(|| serde_json::from_slice(&output.stdout).unwrap())
}

/// The event that came of an apply with these flags, where these secrets sign.
fn received(args: &[&str], other_secret: &str) -> (World, Event) {
    let world = World::new(Config::holding(DIALER));
    let secrets = format!("{other_secret},{}", world.sandbox.webhook_secret());
    let ran = Ran::of(world.apply(args).env("WFM_WEBHOOK_SECRET", secrets).output().unwrap());
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    let event = world.sandbox.events().remove(0);
    (world, event)
}

const OTHER: &str = "whsec_b3RoZXItc2VjcmV0LW9mLXRoZS1yb3RhdGlvbg==";

#[test]
fn the_official_verifiers_take_the_event_with_either_secret_of_a_rotation() {
    let (world, event) = received(&[], OTHER);
    let body = std::str::from_utf8(&event.body).unwrap();
    let secrets = [world.sandbox.webhook_secret(), OTHER];
    let sent: Value = serde_json::from_str(&document()).unwrap();
    for verifier in verifiers() {
        let found = verify(verifier, &event, &secrets, body).expect("both secrets verify");
        assert_eq!(found["data"]["configuration"], sent);
        assert_eq!(found["data"]["dialer_id"], DIALER);
    }
    for verifier in verifiers() {
        assert_eq!(verify(verifier, &event, &secrets, &body.replace("45", "46")), None, "another body");
    }
    for verifier in verifiers() {
        assert_eq!(
            verify(verifier, &event, &["whsec_bm90IHRoZSBzZWNyZXQgb2YgYW55Ym9keSBoZXJl"], body),
            None,
            "another secret"
        );
    }
}

#[test]
fn the_cloudevents_libraries_read_a_structured_event() {
    let (world, event) = received(&["--event-format", "cloudevents"], OTHER);
    let body = std::str::from_utf8(&event.body).unwrap();
    for verifier in verifiers() {
        let found = verify(verifier, &event, &[world.sandbox.webhook_secret()], body).unwrap();
        assert_eq!(found["id"].as_str(), event.id.as_deref(), "the event and its delivery have one id");
        assert_eq!(found["data"]["event_type"], "PACING_UPDATE");
        assert!(found["source"].is_string() && found["type"].is_string(), "{found}");
    }
    for verifier in verifiers() {
        let no_type = body.replacen("\"type\":", "\"kind\":", 1);
        assert_eq!(verify(verifier, &event, &[], &no_type), None, "a CloudEvent without a type is none");
    }
}

#[test]
fn other_implementations_of_canonical_json_compute_the_same_chain() {
    let (world, _) = received(&["--reason", "Grüße — \u{1f680} \"quoted\" \\ 1e21"], OTHER);
    let records = world.audit();
    let mut node = Command::new("node");
    node.arg(root().join("tests/audit/recompute.mjs")).arg(world.log());
    let mut python = peer(PYTHON);
    python.arg("recompute.py").arg(world.log());
    let last = records.last().unwrap()["hash"].as_str().unwrap();
    for (mut recompute, word) in [(node, "7 records hold"), (python, last)] {
        let output = recompute.output().expect(HOW);
        let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && said.contains(word), "{said}");
    }
}
