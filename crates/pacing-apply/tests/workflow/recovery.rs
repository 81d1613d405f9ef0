//! A run that dies between its intent and its outcome, and the next one.

use crate::answers::assert_applied;
use crate::world::{World, document, held};
use pacing_apply::audit::record::{Body, Recovery, Verdict};
use pacing_apply::audit::{self, Journal, Outcome as Recorded};
use pacing_apply::host::{Place, Reply, Step};
use pacing_apply::{Confirmed, Error, Event, Exit, Outcome, Plan, Report, Session, apply, recover};
use pacing_core::{DialerDocument, DialerId, Options, Valid, validate};
use serde_json::{Value, json};
use std::time::Duration;

/// A world in which a run died while its PUT waited for an answer.
fn died(done: bool) -> World {
    let world = World::with([Step::Hang { done }]);
    world.die(|world| world.puts() == 1);
    assert_eq!((world.count("intent"), world.count("outcome")), (1, 0));
    world
}

/// The outcome that closed the interrupted intent.
fn closing(world: &World) -> Recorded {
    let records = world.records();
    let intent = records.iter().find(|record| matches!(record.body, Body::Intent(_))).unwrap();
    let found = records.iter().find_map(|record| match &record.body {
        Body::Recovery(Recovery::OpenIntent { intent: id, intent_seq, intent_run }) => {
            Some((*id, *intent_seq, *intent_run))
        }
        _ => None,
    });
    assert_eq!(found, Some((intent.mark.audit_id, intent.seq, intent.context.run_id)));
    let closing = records.iter().find_map(|record| match &record.body {
        Body::Outcome(outcome) if outcome.recovered => Some((record, outcome)),
        _ => None,
    });
    let (record, outcome) = closing.unwrap();
    assert_eq!(outcome.intent, Some(intent.mark.audit_id));
    assert_ne!(record.context.run_id, intent.context.run_id);
    assert_eq!(record.context.profile, intent.context.profile);
    let verified = audit::verify(&world.disk.inner.log()[..], world.disk.inner.checkpoint_text().as_deref()).unwrap();
    assert_eq!(verified.problem, None);
    assert_eq!(pollster::block_on(Journal::open(world.disk.clone())).unwrap().open_intents().unwrap(), []);
    outcome.clone()
}

fn payload(outcome: &Recorded) -> Value {
    let Verdict::Applied(applied) = &outcome.verdict else { panic!("{outcome:?}") };
    serde_json::from_str(&applied.event.as_ref().unwrap().payload).unwrap()
}

/// Applies another document than the one of the run that died.
fn apply_other(world: &World, document: &Valid<DialerDocument>) -> Report {
    let observer = |progress: &_| world.told.borrow_mut().push(Clone::clone(progress));
    let session = Session::new(&*world.host, &world.settings, &observer);
    pollster::block_on(async {
        let mut journal = Journal::open(world.disk.clone()).await.unwrap();
        apply(&session, &mut journal, document, async |_: &Plan| true).await
    })
}

#[test]
fn what_was_done_is_closed_as_applied_and_its_event_is_sent() {
    let world = died(true);
    let report = world.apply_unchecked();
    assert!(matches!(report.outcome, Outcome::Unchanged), "{:?}", report.outcome);
    assert_eq!((world.puts(), world.host.changes(), report.exit()), (1, 1, Exit::Success));
    assert!(matches!(report.recovered[0].outcome, Outcome::Applied { confirmed: Confirmed::Reading, .. }));

    let outcome = closing(&world);
    let speed = |image: &Option<Value>| image.as_ref().unwrap()["predictive_dialer_config"]["max_speed"].clone();
    assert_eq!((speed(&outcome.before), speed(&outcome.after), outcome.exit_code), (json!(30), json!(45), 0));
    assert_eq!(outcome.message, "applied, confirmed by reading");
    let event = payload(&outcome);
    assert_eq!((&event["configuration"], &event["abandon_threshold"]), (&held(45), &json!(0.025)));
    assert_eq!(world.host.at(Place::Webhook).len(), 1, "{}", world.story());
    assert_eq!(report.earlier.delivered, [report.recovered[0].event.unwrap()]);
    assert!(world.story().contains("an earlier run was interrupted after record"), "{}", world.story());
}

#[test]
fn without_a_receiver_it_is_closed_without_an_event() {
    let mut world = died(true);
    world.settings.webhook = None;
    world.apply_unchecked();
    let Verdict::Applied(applied) = closing(&world).verdict else { panic!() };
    assert_eq!(applied.event, None);
}

/// The dialer holds the old document in the same version: a PUT that is still under way could match.
#[test]
fn what_may_still_arrive_is_unknown_and_the_new_change_is_made() {
    let world = died(false);
    assert_applied(&world.apply_unchecked(), Confirmed::AnswerAndReading);
    let outcome = closing(&world);
    assert_eq!((outcome.verdict, outcome.exit_code), (Verdict::Unknown, 4));
    assert!(outcome.message.contains("may still take effect"), "{}", outcome.message);
    assert_eq!((world.puts(), world.host.changes(), world.host.at(Place::Webhook).len()), (2, 1, 1));
}

#[test]
fn what_can_match_no_more_is_not_applied() {
    let world = died(false);
    world.host.script(Place::Read, [Step::Meanwhile(held(30))]);
    assert_applied(&world.apply_unchecked(), Confirmed::AnswerAndReading);
    let outcome = closing(&world);
    assert_eq!((outcome.verdict, outcome.exit_code), (Verdict::NotApplied, 3));
}

/// After 409, 412 or a doubt the run had read the dialer again, so nobody knows on what version it sent last.
#[test]
fn a_run_that_had_read_again_is_unknown_even_when_its_version_has_passed() {
    for answer in [Step::Answer(Reply::new(409)), Step::Answer(Reply::new(500))] {
        let world = World::with([answer, Step::Hang { done: false }]);
        world.die(|world| world.puts() == 2);
        world.host.script(Place::Read, [Step::Meanwhile(held(30))]);
        world.apply_unchecked();
        assert_eq!(closing(&world).verdict, Verdict::Unknown);
    }
    let world = World::with([Step::RateLimit(1), Step::Hang { done: false }]);
    world.die(|world| world.puts() == 2);
    world.host.script(Place::Read, [Step::Meanwhile(held(30))]);
    world.apply_unchecked();
    assert_eq!(closing(&world).verdict, Verdict::NotApplied);
}

#[test]
fn without_versions_only_what_is_seen_is_claimed() {
    for (done, applied) in [(true, true), (false, false)] {
        let world = World::with([Step::Hang { done }]);
        world.host.without_etags();
        world.die(|world| world.puts() == 1);
        world.apply_unchecked();
        let verdict = closing(&world).verdict;
        assert_eq!(matches!(verdict, Verdict::Applied(_)), applied);
        assert_eq!(verdict == Verdict::Unknown, !applied);
    }
}

#[test]
fn neither_the_old_nor_the_new_document_is_unknown() {
    let world = died(false);
    world.host.script(Place::Read, [Step::Meanwhile(held(33))]);
    assert_applied(&world.apply_unchecked(), Confirmed::AnswerAndReading);
    assert_eq!(closing(&world).verdict, Verdict::Unknown);
}

/// A document that the dialer held before (`--force`): that it holds it now shows nothing, and no event may say otherwise.
#[test]
fn what_was_there_before_shows_nothing() {
    let mut world = World::holding(held(45));
    world.settings.force = true;
    world.host.script(Place::Change, [Step::Hang { done: true }]);
    world.die(|world| world.puts() == 1);
    world.settings.force = false;
    world.apply_unchecked();
    let outcome = closing(&world);
    assert_eq!(outcome.verdict, Verdict::Unknown);
    assert!(world.host.at(Place::Webhook).is_empty());
}

#[test]
fn a_run_that_died_before_its_put_is_found_too() {
    let world = World::new();
    world.die(|world| world.count("intent") == 1);
    assert_eq!(world.puts(), 0);
    assert_applied(&world.apply_unchecked(), Confirmed::AnswerAndReading);
    assert_eq!(closing(&world).verdict, Verdict::Unknown);
}

#[test]
fn a_run_that_could_not_write_its_outcome_is_found_too() {
    let world = World::new();
    world.disk.room.set(4); // Three requests before, and the intent.
    let report = world.apply_unchecked();
    assert_eq!((report.exit(), world.count("intent"), world.count("outcome")), (Exit::Audit, 1, 0));
    assert_eq!(report.event, Event::Unwritten);
    world.disk.room.set(usize::MAX);
    let report = world.apply_unchecked();
    assert!(matches!(closing(&world).verdict, Verdict::Applied(_)));
    assert_eq!((report.exit(), world.host.at(Place::Webhook).len(), world.host.changes()), (Exit::Success, 1, 1));
}

#[test]
fn while_the_dialer_cannot_be_read_nothing_new_is_sent_and_the_intent_stays_open() {
    let world = died(true);
    world.host.script(Place::Read, vec![Step::NotSent; 4]);
    let report = world.apply_unchecked();
    let Outcome::NotApplied(Error::Unresolved { seq, .. }) = &report.outcome else { panic!("{report:?}") };
    let intent = world.records().into_iter().find(|record| matches!(record.body, Body::Intent(_))).unwrap();
    assert_eq!((*seq, world.puts(), report.exit()), (intent.seq, 1, Exit::NotApplied));
    assert!(world.story().contains("interrupted"), "{}", world.story());
    let journal = pollster::block_on(Journal::open(world.disk.clone())).unwrap();
    assert_eq!(journal.open_intents().unwrap().len(), 1);

    world.apply_unchecked();
    assert!(matches!(closing(&world).verdict, Verdict::Applied(_)));
}

#[test]
fn a_recovery_that_dies_is_made_again() {
    let world = died(true);
    world.die(|world| world.count("recovery") == 1);
    world.apply_unchecked();
    assert_eq!((world.count("recovery"), world.count("intent"), world.host.at(Place::Webhook).len()), (2, 1, 1));
    assert!(matches!(closing(&world).verdict, Verdict::Applied(_)));
}

#[test]
fn other_dialers_and_other_servers_are_left_alone() {
    let world = died(true);
    let session = Session::new(&*world.host, &world.settings, &|_| ());
    let open = |settings: &pacing_apply::Settings, dialer: &str| {
        let session = Session::new(&*world.host, settings, &|_| ());
        let mut journal = pollster::block_on(Journal::open(world.disk.clone())).unwrap();
        pollster::block_on(recover(&session, &mut journal, &DialerId::parse(dialer).unwrap())).unwrap().len()
    };
    assert_eq!(open(&world.settings, "d-2"), 0);
    let mut elsewhere = world.settings.clone();
    elsewhere.base_url = pacing_apply::settings::BaseUrl::parse("https://other.example").unwrap();
    assert_eq!(open(&elsewhere, "d-1"), 0);
    assert_eq!(world.host.at(Place::Read).len(), 1, "nothing was read for them");
    drop(session);
    assert_eq!(open(&world.settings, "d-1"), 1);
    assert_eq!(open(&world.settings, "d-1"), 0);
}

/// A decimal that no double holds stands in the log as a string; it is compared and sent as the number that it is.
#[test]
fn a_threshold_that_no_double_holds_is_recovered() {
    let text = document().to_body().replace("0.025", "0.0250000000000000000001");
    let exact = validate(&text, &Options::default()).valid.unwrap();
    let world = World::with([Step::Hang { done: true }]);
    let session = Session::new(&*world.host, &world.settings, &|_| ());
    let mut journal = pollster::block_on(Journal::open(world.disk.clone())).unwrap();
    {
        let mut life = std::pin::pin!(apply(&session, &mut journal, &exact, async |_: &Plan| true));
        let mut context = std::task::Context::from_waker(std::task::Waker::noop());
        while world.puts() == 0 {
            assert!(life.as_mut().poll(&mut context).is_pending());
        }
    }
    let report = apply_other(&world, &exact);
    assert!(matches!(report.outcome, Outcome::Unchanged), "{report:?}");
    let Verdict::Applied(applied) = closing(&world).verdict else { panic!() };
    let payload = applied.event.unwrap().payload;
    assert!(payload.contains(r#""abandon_rate_threshold":0.0250000000000000000001"#), "{payload}");
    assert!(payload.contains(r#""abandon_threshold":0.0250000000000000000001"#), "{payload}");
}

#[test]
fn a_new_change_waits_for_the_old_one_to_be_settled() {
    let world = died(true);
    let other = validate(&held(50).to_string(), &Options::default()).valid.unwrap();
    let report = apply_other(&world, &other);
    assert!(matches!(report.outcome, Outcome::Applied { .. }), "{report:?}");
    assert_eq!((world.host.changes(), world.host.document()), (2, held(50)));
    let events: Vec<Value> = world
        .host
        .at(Place::Webhook)
        .iter()
        .map(|sent| serde_json::from_slice::<Value>(&sent.request.body).unwrap()["configuration"].clone())
        .collect();
    assert_eq!(events, [held(45), held(50)], "the older event comes first");
    let kinds: Vec<_> = world.lines().iter().map(|line| line["kind"].as_str().unwrap().to_owned()).collect();
    let place = |kind: &str, from: usize| kinds.iter().skip(from).position(|found| found == kind).unwrap() + from;
    let recovery = place("recovery", 0);
    assert!(place("outcome", recovery) < place("intent", recovery), "{kinds:?}");
    assert_eq!(world.host.sleeps(), Vec::<Duration>::new());
}
