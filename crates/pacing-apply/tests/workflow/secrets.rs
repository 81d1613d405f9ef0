//! No secret in what is printed, reported or recorded, whatever a server says.

use crate::world::{CLIENT_SECRET, SIGNING_SECRET, WEBHOOK_PATH, World};
use pacing_apply::host::{Place, Reply, Step};
use pacing_apply::settings::{ClientAuth, Credentials};
use pacing_apply::{Exit, Session};
use std::time::Duration;

/// All spellings in which a secret of the worlds could appear.
const SECRETS: [&str; 8] = [
    CLIENT_SECRET,
    "s3cret",
    "simulated-token",
    "Y2xpZW50LTA4MTUtYWJjZDpz",
    SIGNING_SECRET,
    "MfKQ9r8GKYq",
    WEBHOOK_PATH,
    "path-canary",
];

#[track_caller]
fn assert_clean(text: &str) {
    for secret in SECRETS {
        assert!(!text.contains(secret), "`{secret}` in {text}");
    }
}

/// Everything that a run leaves behind.
fn left_by(world: &World) -> String {
    let report = world.apply();
    let help = report.outcome.error().and_then(pacing_apply::Error::help);
    let log = String::from_utf8(world.disk.inner.log()).unwrap();
    let exchanges = world.host.exchanges();
    let requests: Vec<_> = exchanges.iter().map(|exchange| &exchange.request).collect();
    format!("{report:?} {help:?} {} {:?} {log} {requests:?}", world.story(), world.told.borrow())
}

/// A reply whose body says what the requests held.
fn echo(status: u16) -> Reply {
    let said = format!("token simulated-token-1, secret {CLIENT_SECRET}, encoded s3cret-Canary%2F%2B%3D%25");
    Reply::new(status).body("application/json", serde_json::json!({"message": said}).to_string())
}

#[test]
fn settings_and_session_print_no_secret() {
    let world = World::new();
    let session = Session::new(&*world.host, &world.settings, &|_| ());
    assert_clean(&format!("{:?} {session:?} {:#?}", world.settings, world.settings));
}

#[test]
fn an_applied_change_leaves_no_secret() {
    assert_clean(&left_by(&World::new()));
}

#[test]
fn what_the_platform_echoes_is_hidden() {
    for status in [400, 401, 403, 408, 409, 500] {
        for place in [Place::Read, Place::Change] {
            let world = World::new().without_webhook();
            world.host.script(place, vec![echo(status); 20].into_iter().map(Step::Answer));
            let left = left_by(&world);
            assert!(left.contains("token [hidden], secret [hidden], encoded [hidden]"), "{status} {place:?} {left}");
            assert_clean(&left);
        }
    }
}

#[test]
fn a_given_token_that_is_echoed_is_hidden() {
    let mut world = World::new().without_webhook();
    world.settings.credentials = Credentials::token("s3cret-given").unwrap();
    let said = Reply::new(401).body("application/json", r#"{"message":"no such token: s3cret-given"}"#);
    world.host.script(Place::Read, [Step::Answer(said)]);
    let left = left_by(&world);
    assert!(left.contains("no such token: [hidden]"), "{left}");
    assert_clean(&left);
}

#[test]
fn what_the_token_endpoint_echoes_is_hidden() {
    for auth in [ClientAuth::Body, ClientAuth::Basic] {
        for status in [400, 401, 500] {
            let world = World::new().without_webhook().client_auth(auth);
            let said = format!("secret {CLIENT_SECRET}, encoded s3cret-Canary%2F%2B%3D%25");
            let reply = Reply::new(status).body("application/json", serde_json::json!({"error": said}).to_string());
            world.host.script(Place::Token, vec![Step::Answer(reply); 9]);
            let left = left_by(&world);
            assert!(left.contains("secret [hidden], encoded [hidden]"), "{left}");
            assert_clean(&left);
        }
    }
}

#[test]
fn a_failed_delivery_leaves_no_secret() {
    let hang = Step::Lost { done: false, after: Duration::from_secs(60) };
    let redirect = Reply::new(302).header("location", format!("https://wfm.example{WEBHOOK_PATH}/x"));
    for step in [Step::Answer(echo(500)), Step::Answer(redirect), hang, Step::NotSent] {
        let world = World::new();
        world.host.script(Place::Webhook, vec![step; 9]);
        assert_clean(&left_by(&world));
    }
}

#[test]
fn a_webhook_address_that_is_refused_is_not_shown() {
    let parse =
        |url: &str| pacing_apply::settings::Webhook::parse(url, pacing_apply::AddressRule::default()).unwrap_err();
    for url in [
        "http://wfm.example/path-canary",
        "https://user:path-canary@wfm.example/",
        "path-canary",
        "https://10.0.0.1/path-canary",
    ] {
        let error = parse(url);
        assert_eq!(error.exit(), Exit::Usage);
        assert_clean(&format!("{error} {error:?}"));
    }
}
