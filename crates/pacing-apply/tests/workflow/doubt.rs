//! Answers to the PUT after which it may have been done or not.

use crate::answers::{assert_applied, assert_not_applied};
use crate::world::{World, held};
use http::header::IF_MATCH;
use pacing_apply::host::{Place, Reply, Step};
use pacing_apply::{Confirmed, Error, Exit, Outcome, Report};
use std::time::Duration;

const STATUSES: [u16; 6] = [408, 500, 502, 503, 504, 599];

fn lost(done: bool) -> Step {
    Step::Lost { done, after: Duration::from_secs(60) }
}

#[track_caller]
fn assert_unknown(report: &Report) -> &Error {
    let Outcome::Unknown(error) = &report.outcome else { panic!("{:?}", report.outcome) };
    assert_eq!(report.exit(), Exit::Unknown);
    error
}

/// The dialer was read between any two PUTs.
#[track_caller]
fn assert_read_between(world: &World) {
    let places: Vec<Place> = world.host.exchanges().iter().map(|exchange| exchange.place).collect();
    assert!(!places.windows(2).any(|two| two == [Place::Change, Place::Change]), "{places:?}");
}

#[test]
fn done_is_confirmed_by_reading_and_not_sent_again() {
    for step in STATUSES.map(|status| Step::Done(Reply::new(status))).into_iter().chain([lost(true)]) {
        let world = World::with([step]);
        assert_applied(&world.apply(), Confirmed::Reading);
        assert_eq!((world.puts(), world.host.sleeps()), (1, vec![]));
    }
}

#[test]
fn not_done_is_sent_again_after_reading() {
    for step in STATUSES.map(|status| Step::Answer(Reply::new(status))).into_iter().chain([lost(false)]) {
        let world = World::with([step]);
        assert_applied(&world.apply(), Confirmed::AnswerAndReading);
        assert_eq!((world.puts(), world.host.sleeps().len()), (2, 1));
        assert_read_between(&world);
    }
}

/// What the dialer then holds may be what the platform made of the PUT in doubt.
#[test]
fn after_a_doubt_and_409_another_document_is_not_overwritten() {
    let world = World::with([lost(false), Step::Answer(Reply::new(409))]);
    world.host.script(Place::Read, [Step::Well, Step::Well, Step::Meanwhile(held(33))]);
    assert!(matches!(assert_unknown(&world.apply()), Error::Differs { .. }));
    assert_eq!((world.puts(), world.host.document()), (2, held(33)));
}

#[test]
fn without_versions_it_is_read_before_it_is_sent_again() {
    for done in [true, false] {
        let world = World::with([lost(done)]);
        world.host.without_etags();
        let confirmed = if done { Confirmed::Reading } else { Confirmed::AnswerAndReading };
        assert_applied(&world.apply(), confirmed);
        assert!(world.host.at(Place::Change).iter().all(|put| !put.request.headers.contains_key(IF_MATCH)));
        assert!(world.story().contains("no strong ETag"), "{}", world.story());
        assert_read_between(&world);
    }
}

#[test]
fn a_page_in_the_answer_s_place_is_settled_by_the_version_alone() {
    let page = || Reply::new(200).body("text/html", "<title>Sign in</title>");
    let well = || Reply::new(200).body("application/json", held(30).to_string());
    let report = World::with([Step::Answer(page())]).apply();
    assert!(matches!(assert_not_applied(&report, Exit::NotApplied), Error::Malformed { status: 200, .. }));

    let world = World::with([Step::Answer(page())]);
    world.host.without_etags();
    assert!(matches!(assert_unknown(&world.apply()), Error::Malformed { status: 200, .. }));
    assert_eq!(world.puts(), 1);

    // The version is not known before, or not afterwards.
    for reads in [vec![Step::Answer(well())], vec![Step::Well, Step::Answer(well())]] {
        let world = World::with([Step::Answer(page())]);
        world.host.script(Place::Read, reads);
        assert!(matches!(assert_unknown(&world.apply()), Error::Malformed { status: 200, .. }));
    }

    // A new version of the old document: the condition of what was sent can hold no more.
    let world = World::with([Step::Answer(page())]);
    world.host.script(Place::Read, [Step::Well, Step::Meanwhile(held(30))]);
    assert_not_applied(&world.apply(), Exit::NotApplied);
}

#[test]
fn what_arrives_late_is_not_done_twice() {
    // Reading shows the old document; then the first PUT arrives, and the second one meets a new version.
    let world = World::with([Step::Late(Duration::from_secs(1))]);
    assert_applied(&world.apply(), Confirmed::Reading);
    assert_eq!(world.host.at(Place::Change)[1].status, Some(412));
}

#[test]
fn a_server_that_fails_on_and_on_leaves_it_unknown() {
    let world = World::with(vec![Step::Answer(Reply::new(500)); 9]);
    assert!(matches!(assert_unknown(&world.apply()), Error::Failing { status: 500, attempts: 4, .. }));
    assert_eq!(world.puts(), 4);
    assert_read_between(&world);
}

#[test]
fn a_refusal_after_a_doubt_does_not_settle_it() {
    let world = World::with([lost(false), Step::Answer(Reply::new(403))]);
    assert!(matches!(assert_unknown(&world.apply()), Error::Refused { status: 403, .. }));
}

#[test]
fn a_doubt_ends_when_its_version_has_passed() {
    // Somebody writes the old document anew, so the PUT in doubt can match no more.
    let world = World::with([lost(false), Step::Answer(Reply::new(403))]);
    world.host.script(Place::Read, [Step::Well, Step::Meanwhile(held(30))]);
    let report = world.apply();
    assert!(matches!(assert_not_applied(&report, Exit::NotApplied), Error::Refused { status: 403, .. }));
}

#[test]
fn a_doubt_that_reading_cannot_end_is_unknown() {
    let world = World::with([lost(true)]);
    world.host.script(Place::Read, [Step::Well]);
    world.host.script(Place::Read, vec![Step::NotSent; 9]);
    assert_unknown(&world.apply());
    assert_eq!(world.puts(), 1);
}

#[test]
fn neither_the_old_nor_the_new_document_is_unknown() {
    let world = World::with([lost(false)]);
    world.host.script(Place::Read, [Step::Well, Step::Meanwhile(held(33))]);
    let report = world.apply();
    let Error::Differs { differs } = assert_unknown(&report) else { panic!("{report:?}") };
    assert_eq!(differs[0].before.as_deref(), Some("33"));
    assert_eq!(world.host.document(), held(33));
}

#[test]
fn a_conflict_after_a_doubt_is_unknown() {
    let world = World::with([lost(false), Step::Meanwhile(held(33))]);
    assert!(matches!(assert_unknown(&world.apply()), Error::Conflict { .. }));
}

#[test]
fn a_change_is_read_once_although_the_time_is_over() {
    let mut world = World::with([lost(true)]);
    world.settings.deadline = Duration::from_secs(10);
    let report = world.apply();
    assert!(matches!(report.outcome, Outcome::Applied { confirmed: Confirmed::Reading, .. }), "{:?}", report.outcome);
    assert_eq!(report.exit(), Exit::EventWaiting, "no time is left for the event");

    let mut world = World::with([lost(false)]);
    world.settings.deadline = Duration::from_secs(10);
    assert_unknown(&world.apply());
    assert_eq!(world.puts(), 1);
}

/// A browser sends a request once more where a connection that it kept open is reset; the run sees the answer to the second.
fn repeating(step: Step) -> World {
    let world = World::with([step]);
    world.host.repeating();
    world
}

#[test]
fn a_change_that_was_sent_once_more_below_the_host_is_the_run_s_own() {
    for step in [Step::Twice(None), Step::Done(Reply::new(409))] {
        let world = repeating(step);
        assert_applied(&world.apply(), Confirmed::Reading);
        assert_eq!(world.puts(), 1);
    }
}

#[test]
fn a_conflict_may_hide_a_change_that_was_sent_once_more() {
    let world = repeating(Step::Twice(Some(held(33))));
    assert!(matches!(assert_unknown(&world.apply_unchecked()), Error::Conflict { .. }));
    let world = World::with([Step::Meanwhile(held(33))]);
    assert!(matches!(assert_not_applied(&world.apply(), Exit::NotApplied), Error::Conflict { .. }));
}

#[test]
fn the_old_document_shows_that_nothing_was_sent_once_more() {
    let world = repeating(Step::Meanwhile(held(30)));
    assert_applied(&world.apply(), Confirmed::AnswerAndReading);
    let world = repeating(Step::Answer(Reply::new(409)));
    assert_applied(&world.apply(), Confirmed::AnswerAndReading);
}
