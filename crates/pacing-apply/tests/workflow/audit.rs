//! No audit, no change: a log that cannot be written.

use crate::world::{World, held};
use pacing_apply::audit::record::{Body, Verdict};
use pacing_apply::audit::{self, Digest, Findings, Journal, ProfileRef};
use pacing_apply::host::{Place, Step};
use pacing_apply::{Error, Event, Exit, Outcome, Refusal, record_refusal};

#[test]
fn nothing_is_sent_when_the_intent_cannot_be_written() {
    // Token and reading are two records; the third is the intent.
    for room in 0..3 {
        let world = World::new();
        world.disk.room.set(room);
        let report = world.apply_unchecked();
        assert!(matches!(report.outcome, Outcome::NotApplied(Error::Audit(_))), "{:?}", report.outcome);
        assert_eq!((report.exit(), world.puts(), world.host.document()), (Exit::Audit, 0, held(30)));
    }
}

#[test]
fn nothing_more_is_sent_when_an_attempt_cannot_be_written() {
    let world = World::with([Step::NotSent]);
    world.disk.room.set(3);
    let report = world.apply_unchecked();
    assert!(matches!(report.outcome, Outcome::NotApplied(Error::Audit(_))), "{:?}", report.outcome);
    assert_eq!((report.exit(), world.puts()), (Exit::Audit, 1));
}

#[test]
fn an_outcome_that_cannot_be_written_is_told_and_its_event_is_not_sent() {
    for room in 3..6 {
        let world = World::new();
        world.disk.room.set(room);
        let report = world.apply_unchecked();
        assert!(matches!(report.outcome, Outcome::Applied { .. }), "{room}: {:?}", report.outcome);
        assert_eq!((report.exit(), &report.event), (Exit::Audit, &Event::Unwritten));
        assert!(world.host.at(Place::Webhook).is_empty());
        let journal = pollster::block_on(Journal::open(world.disk.clone())).unwrap();
        assert_eq!(journal.open_intents().unwrap().len(), 1, "the intent stays open for the next run to resolve");
    }
}

#[test]
fn a_delivery_that_cannot_be_written_leaves_the_event_pending() {
    let world = World::new();
    world.disk.room.set(6);
    let report = world.apply_unchecked();
    assert_eq!((report.exit(), &report.event), (Exit::Audit, &Event::Delivered { attempts: 1 }));
    let journal = pollster::block_on(Journal::open(world.disk.clone())).unwrap();
    assert_eq!(journal.pending().unwrap().len(), 1);
}

#[test]
fn the_records_hold_what_was_done() {
    let world = World::new();
    let report = world.apply();
    let records = world.records();
    for record in &records {
        assert_eq!((record.context.run_id, record.context.actor.as_str()), (report.run_id, "tester"));
        assert_eq!(record.context.server.as_ref().unwrap().as_str(), "https://platform.example");
        assert_eq!(record.context.profile.id, "us");
    }
    let intent = records.iter().find_map(|record| match &record.body {
        Body::Intent(intent) => Some((record.mark.audit_id, intent)),
        _ => None,
    });
    let (id, intent) = intent.unwrap();
    assert_eq!(intent.body_sha256, Digest::of(&world.host.at(Place::Change)[0].request.body));
    assert_eq!((&intent.after, intent.etag.as_deref()), (&Some(held(45)), Some("\"v1\"")));
    assert_eq!(intent.diff[0].path, "/predictive_dialer_config/max_speed");

    let outcome = world.outcome();
    assert_eq!((outcome.intent, outcome.attempts), (Some(id), 4));
    let speed =
        |document: Option<serde_json::Value>| document.unwrap()["predictive_dialer_config"]["max_speed"].clone();
    assert_eq!((speed(outcome.before), speed(outcome.after)), (30.into(), 45.into()));
    let Verdict::Applied(applied) = outcome.verdict else { panic!("{:?}", outcome.verdict) };
    assert_eq!(applied.speed_matrix, held(45)["predictive_dialer_config"]["pacing_rules"]);
    assert_eq!(applied.abandon_threshold, 0.025);
    let event = applied.event.unwrap();
    assert_eq!(event.payload.as_bytes(), world.host.at(Place::Webhook)[0].request.body);
    assert_eq!(event.target.as_str(), "https://wfm.example");
}

#[test]
fn a_refused_document_is_a_record() {
    let world = World::new();
    let refusal = Refusal {
        dialer: None,
        actor: "tester".to_owned(),
        reason: Some("trial".to_owned()),
        profile: ProfileRef { id: "us".to_owned(), version: "2026-11".to_owned() },
        rule_set: "1".to_owned(),
        checked: Findings { errors: 2, ..Findings::default() },
        exit: Exit::Invalid,
        message: "2 errors in `pacing.json`".to_owned(),
    };
    pollster::block_on(async {
        let mut journal = Journal::open(world.disk.clone()).await.unwrap();
        record_refusal(&*world.host, &mut journal, refusal).await.unwrap();
    });
    let outcome = world.outcome();
    assert_eq!((outcome.verdict, outcome.exit_code, outcome.checked.errors), (Verdict::Refused, 1, 2));
    assert_eq!(audit::verify(&world.disk.inner.log()[..], None).unwrap().problem, None);
}
