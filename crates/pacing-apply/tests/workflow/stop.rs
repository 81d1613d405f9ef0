//! A run that is told to end: it finishes what it has begun, and says what is known.

use crate::world::{World, document, held};
use pacing_apply::audit::Journal;
use pacing_apply::host::{Place, Reply, Step};
use pacing_apply::{Confirmed, Error, Event, Outcome, Plan, Progress, Report, Session, Stop, apply};
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

/// Applies, and tells the run to end once `when` holds.
fn stopped(world: &World, when: impl Fn(&World) -> bool) -> Report {
    let stop = Stop::default();
    let observer = |progress: &Progress| {
        world.told.borrow_mut().push(progress.clone());
        if when(world) {
            stop.stop();
        }
    };
    let session = Session::new(&*world.host, &world.settings, &observer).stopped_by(stop.clone());
    let mut journal = pollster::block_on(Journal::open(world.disk.clone())).unwrap();
    let document = document();
    let mut life = pin!(apply(&session, &mut journal, &document, async |_: &Plan| world.confirm));
    let mut context = Context::from_waker(Waker::noop());
    for _ in 0..1000 {
        if let Poll::Ready(report) = life.as_mut().poll(&mut context) {
            assert!(stop.is_stopped(), "it ended by itself");
            return report;
        }
        if when(world) {
            stop.stop();
        }
    }
    panic!("it goes on:\n{}", world.story());
}

fn waits(world: &World, what: &str) -> bool {
    world.told.borrow().last().is_some_and(|last| last.to_string().contains(what))
}

/// What was told last is one of these, and the log holds the outcome and verifies.
fn check(world: &World, report: &Report) {
    assert_eq!(world.count("outcome"), 1, "{}", world.story());
    assert_eq!(world.outcome().message, report.outcome.sentence());
    let journal = pollster::block_on(Journal::open(world.disk.clone())).unwrap();
    assert_eq!(journal.open_intents().unwrap(), []);
    assert_eq!(journal.pending().unwrap().len(), usize::from(matches!(report.event, Event::Waiting { .. })));
    assert_eq!(world.host.early(), 0);
}

#[track_caller]
fn assert_not_applied(world: &World, report: &Report) {
    assert!(matches!(report.outcome, Outcome::NotApplied(Error::Stopped)), "{:?}", report.outcome);
    assert_eq!((world.host.changes(), world.host.document()), (0, held(30)));
    check(world, report);
}

#[test]
fn a_request_that_changes_nothing_is_left() {
    for place in [Place::Token, Place::Read] {
        let world = World::new();
        world.host.script(place, [Step::Hang { done: false }]);
        assert_not_applied(&world, &stopped(&world, |world| world.host.at(place).len() == 1));
        assert_eq!((world.puts(), world.count("intent")), (0, 0));
    }
}

#[test]
fn nothing_is_sent_after_the_word() {
    let world = World::new();
    assert_not_applied(&world, &stopped(&world, |world| world.count("intent") == 1));
    assert_eq!(world.puts(), 0);
}

#[test]
fn a_back_off_ends_at_once_and_nothing_follows_it() {
    for answer in [Step::Answer(Reply::new(429)), Step::RateLimit(30), Step::NotSent] {
        let world = World::with([answer]);
        assert_not_applied(&world, &stopped(&world, |world| waits(world, "attempt 2 of 4 follows")));
        assert_eq!((world.puts(), world.host.sleeps()), (1, vec![]));
    }
}

#[test]
fn a_busy_dialer_is_waited_for_no_longer() {
    let world = World::new();
    world.host.statuses(["RELOADING", "RELOADING"]);
    assert_not_applied(&world, &stopped(&world, |world| waits(world, "not ACTIVE or IDLE")));
    let world = World::with([Step::Answer(Reply::new(409))]);
    assert_not_applied(&world, &stopped(&world, |world| waits(world, "409")));
}

/// The answer to a PUT says most about it, so it is heard, and then the dialer is read.
#[test]
fn a_change_that_was_sent_is_seen_to_its_end() {
    let world = World::new();
    let report = stopped(&world, |world| waits(world, "sending the document"));
    assert!(matches!(report.outcome, Outcome::Applied { confirmed: Confirmed::AnswerAndReading, .. }), "{report:?}");
    assert!(matches!(report.event, Event::Waiting { .. }), "{:?}", report.event);
    assert_eq!(world.host.at(Place::Webhook).len(), 0);
    check(&world, &report);

    let lost = Step::Lost { done: true, after: Duration::from_secs(60) };
    let world = World::with([lost]);
    let report = stopped(&world, |world| waits(world, "sending the document"));
    assert!(matches!(report.outcome, Outcome::Applied { confirmed: Confirmed::Reading, .. }), "{report:?}");
    check(&world, &report);
}

#[test]
fn a_doubt_is_read_once_and_not_sent_again() {
    let world = World::with([Step::Lost { done: false, after: Duration::from_secs(60) }]);
    let report = stopped(&world, |world| waits(world, "sending the document"));
    assert!(matches!(report.outcome, Outcome::Unknown(Error::Stopped)), "{report:?}");
    assert_eq!((world.puts(), world.host.at(Place::Read).len()), (1, 2));
    check(&world, &report);
}

#[test]
fn a_change_that_is_accepted_is_unknown_until_it_is_seen() {
    let world = World::with([Step::Answer(Reply::new(202))]);
    let report = stopped(&world, |world| waits(world, "does not show the change yet"));
    assert!(matches!(report.outcome, Outcome::Unknown(Error::Stopped)), "{report:?}");
    check(&world, &report);
}

#[test]
fn a_receiver_that_hangs_is_left_and_its_event_waits() {
    let world = World::new();
    world.host.script(Place::Webhook, [Step::Hang { done: true }]);
    let report = stopped(&world, |world| world.host.at(Place::Webhook).len() == 1);
    assert!(matches!(report.outcome, Outcome::Applied { .. }));
    let Event::Waiting { problem } = &report.event else { panic!("{:?}", report.event) };
    assert_eq!(problem, "stopped before the answer came");
    assert_eq!((world.count("webhook"), world.host.at(Place::Webhook).len()), (1, 1));
    check(&world, &report);
}

#[test]
fn a_back_off_of_the_event_ends_at_once() {
    let world = World::new();
    world.host.script(Place::Webhook, [Step::Answer(Reply::new(500))]);
    let report = stopped(&world, |world| waits(world, "sending the event"));
    assert!(matches!(report.event, Event::Waiting { .. }));
    assert_eq!((world.host.at(Place::Webhook).len(), world.host.sleeps()), (1, vec![]));
    check(&world, &report);
}

/// The reading that decides is made although the run is told to end, but not earlier than the platform asked for.
#[test]
fn the_last_reading_is_not_repeated_before_its_time() {
    let world = World::with([Step::Lost { done: true, after: Duration::from_secs(60) }]);
    world.host.script(Place::Read, [Step::Well, Step::RateLimit(30)]);
    let report = stopped(&world, |world| waits(world, "the server asks for 30 s"));
    assert!(matches!(report.outcome, Outcome::Unknown(_)), "{report:?}");
    assert_eq!((world.host.at(Place::Read).len(), world.host.sleeps()), (2, vec![]));
    check(&world, &report);
}
