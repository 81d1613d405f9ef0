//! The delivery of the event.

use crate::world::{SIGNING_SECRET, WEBHOOK_PATH, World, document, held};
use pacing_apply::audit::Delivery;
use pacing_apply::audit::record::Body;
use pacing_apply::host::{Exchange, Place, Reply, Step};
use pacing_apply::settings::EventFormat;
use pacing_apply::signature::SigningSecret;
use pacing_apply::{Confirmed, Event, Exit, Outcome};
use serde_json::{Value, json};
use std::time::Duration;

const OLD_SECRET: &str = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

fn deliveries(steps: impl IntoIterator<Item = Step>) -> World {
    let world = World::new();
    world.host.script(Place::Webhook, steps);
    world
}

fn header<'e>(exchange: &'e Exchange, name: &str) -> &'e str {
    exchange.request.headers[name].to_str().unwrap()
}

fn results(world: &World) -> Vec<Delivery> {
    let records = world.records().into_iter();
    let results = records.filter_map(|record| match record.body {
        Body::Webhook(webhook) => Some(webhook.result),
        _ => None,
    });
    results.collect()
}

#[test]
fn the_body_is_the_tutorial_s_with_the_two_promised_fields() {
    let world = World::new();
    world.apply();
    let sent = &world.host.at(Place::Webhook)[0].request;
    let body: Value = serde_json::from_slice(&sent.body).unwrap();
    let fields: Vec<&String> = body.as_object().unwrap().keys().collect();
    let mut expected =
        ["event_type", "dialer_id", "timestamp", "configuration", "source", "speed_matrix", "abandon_threshold"];
    expected.sort_unstable();
    assert_eq!(fields, expected);
    assert_eq!((&body["event_type"], &body["dialer_id"]), (&"PACING_UPDATE".into(), &"d-1".into()));
    assert_eq!((&body["configuration"], &body["source"]), (&held(45), &"automated_pacing_configurator".into()));
    assert_eq!(body["speed_matrix"], held(45)["predictive_dialer_config"]["pacing_rules"]);
    assert_eq!(body["abandon_threshold"], 0.025);
    assert!(body["timestamp"].as_str().unwrap().starts_with("2026-11-01T12:00:00."), "{}", body["timestamp"]);
    assert!(std::str::from_utf8(&sent.body).unwrap().contains(&document().to_body()), "as it was spelled");
    assert_eq!(sent.url.path(), WEBHOOK_PATH);
}

#[test]
fn the_official_verifier_accepts_the_signature_of_either_secret() {
    let mut world = World::new();
    let secrets = [SIGNING_SECRET, OLD_SECRET].map(|secret| SigningSecret::parse(secret).unwrap());
    world.settings.webhook = world.settings.webhook.map(|webhook| webhook.signed_by(secrets.into()));
    world.apply();
    let sent = &world.host.at(Place::Webhook)[0];
    let (id, signature) = (header(sent, "webhook-id"), header(sent, "webhook-signature"));
    assert_eq!(header(sent, "webhook-timestamp"), (1_793_534_400).to_string());
    assert_eq!(signature.split(' ').count(), 2);
    for secret in [SIGNING_SECRET, OLD_SECRET] {
        // The verifier compares with the clock of this machine, so it signs the same content itself.
        let official =
            standardwebhooks::Webhook::new(secret).unwrap().sign(id, 1_793_534_400, &sent.request.body).unwrap();
        assert!(signature.split(' ').any(|one| one == official), "{signature} {official}");
    }
}

#[test]
fn a_cloud_event_has_the_tutorial_s_body_as_its_data_and_is_signed_alike() {
    let (plain, mut cloud) = (World::new(), World::new());
    cloud.settings.webhook = cloud.settings.webhook.map(|webhook| webhook.in_format(EventFormat::CloudEvents));
    let plain: Value = {
        plain.apply();
        serde_json::from_slice(&plain.host.at(Place::Webhook)[0].request.body).unwrap()
    };
    cloud.apply();
    let sent = &cloud.host.at(Place::Webhook)[0];
    assert_eq!(header(sent, "content-type"), "application/cloudevents+json");
    let mut event: Value = serde_json::from_slice(&sent.request.body).unwrap();
    assert_eq!(event["data"], plain);
    // Attributes are strings, the required four are not empty (CloudEvents 1.0, section 3.1).
    let fields = event.as_object_mut().unwrap();
    fields.remove("data");
    let id = header(sent, "webhook-id").to_owned();
    let expected = json!({
        "specversion": "1.0", "id": id, "source": "automated_pacing_configurator", "type": "PACING_UPDATE",
        "subject": "d-1", "time": plain["timestamp"], "datacontenttype": "application/json",
    });
    assert_eq!(event, expected);
    let official = standardwebhooks::Webhook::new(SIGNING_SECRET).unwrap();
    assert_eq!(header(sent, "webhook-signature"), official.sign(&id, 1_793_534_400, &sent.request.body).unwrap());
    let records = cloud.lines();
    let outcome = records.iter().find(|record| record["kind"] == "outcome").unwrap();
    assert_eq!(outcome["event"]["content_type"], "application/cloudevents+json");
}

#[test]
fn without_a_secret_there_is_no_signature() {
    let mut world = World::new();
    world.settings.webhook = world.settings.webhook.map(|webhook| webhook.signed_by(Vec::new()));
    world.apply();
    let headers = &world.host.at(Place::Webhook)[0].request.headers;
    assert!(!headers.contains_key("webhook-signature") && headers.contains_key("webhook-id"));
}

#[test]
fn what_passes_is_repeated_with_the_same_id_and_body() {
    let hang = Step::Lost { done: true, after: Duration::from_secs(60) };
    for step in [Step::Answer(Reply::new(500)), Step::Answer(Reply::new(408)), Step::RateLimit(5), Step::NotSent, hang]
    {
        let world = deliveries([step]);
        let report = world.apply();
        assert_eq!((report.exit(), &report.event), (Exit::Success, &Event::Delivered { attempts: 2 }));
        assert_eq!(results(&world), [Delivery::Waiting, Delivery::Delivered]);
        let sent = world.host.at(Place::Webhook);
        assert_eq!(header(&sent[0], "webhook-id"), header(&sent[1], "webhook-id"));
        assert_eq!(sent[0].request.body, sent[1].request.body);
        assert!(header(&sent[0], "webhook-timestamp") < header(&sent[1], "webhook-timestamp"));
        assert_ne!(header(&sent[0], "webhook-signature"), header(&sent[1], "webhook-signature"));
    }
}

#[test]
fn a_receiver_that_fails_leaves_the_change_applied_and_the_event_waiting() {
    for (step, sent) in [
        (Step::Answer(Reply::new(500)), 4),
        (Step::NotSent, 4),
        (Step::Answer(Reply::new(404)), 1),
        (Step::Answer(Reply::new(401)), 1),
        (Step::Answer(Reply::new(302).header("location", "https://elsewhere.example/")), 1),
        (Step::Answer(Reply::new(307).header("location", "/again")), 1),
        (Step::Answer(Reply::new(429).header("retry-after", "3600")), 1),
    ] {
        let world = deliveries(vec![step.clone(); 9]);
        let report = world.apply();
        assert!(matches!(report.outcome, Outcome::Applied { confirmed: Confirmed::AnswerAndReading, .. }));
        assert!(matches!(report.event, Event::Waiting { .. }), "{:?}", report.event);
        assert_eq!((report.exit(), world.outcome().exit_code), (Exit::EventWaiting, 0));
        assert_eq!((world.host.at(Place::Webhook).len(), results(&world).len()), (sent, sent), "{step:?}");
    }
}

#[test]
fn a_receiver_that_is_gone_is_not_asked_again() {
    let world = deliveries([Step::Answer(Reply::new(410))]);
    let report = world.apply();
    assert_eq!((report.exit(), &report.event), (Exit::EventWaiting, &Event::GivenUp));
    assert_eq!(results(&world), [Delivery::GivenUp]);
}

#[test]
fn without_a_receiver_there_is_no_event() {
    let world = World::new().without_webhook();
    let report = world.apply();
    assert_eq!((report.exit(), report.event), (Exit::Success, Event::None));
}
