//! Events that wait: delivered by a later run, by `deliver`, or by a program that stays.

use crate::world::{World, document, held};
use jiff::SignedDuration;
use pacing_apply::audit::{Delivery, Journal};
use pacing_apply::host::{Exchange, Host, Place, Reply, Step};
use pacing_apply::settings::Webhook;
use pacing_apply::{AddressRule, Event, Exit, Outbox, Outcome, Patience, Progress, Session, apply, deliver, give_up};
use std::time::Duration;

const SECOND: Duration = Duration::from_secs(1);

/// A world in which a change was applied and its event waits after these answers.
fn waiting(steps: impl IntoIterator<Item = Step>) -> World {
    let mut world = World::new();
    world.settings.retry.max_retries = 0;
    world.host.script(Place::Webhook, steps);
    let report = world.apply();
    assert!(matches!(report.event, Event::Waiting { .. }), "{:?}", report.event);
    world
}

fn drain(world: &World, patience: Patience) -> Outbox {
    let observer = |progress: &_| world.told.borrow_mut().push(Clone::clone(progress));
    let session = Session::new(&*world.host, &world.settings, &observer);
    let mut journal = pollster::block_on(Journal::open(world.disk.clone())).unwrap();
    pollster::block_on(deliver(&session, &mut journal, patience, |_| true)).unwrap()
}

fn ids(world: &World) -> Vec<String> {
    let id = |sent: &Exchange| sent.request.headers["webhook-id"].to_str().unwrap().to_owned();
    world.host.at(Place::Webhook).iter().map(id).collect()
}

fn attempts(world: &World) -> Vec<u64> {
    let webhooks = world.lines().into_iter().filter(|line| line["kind"] == "webhook");
    webhooks.map(|line| line["attempt"].as_u64().unwrap()).collect()
}

#[test]
fn a_drain_delivers_what_waits_with_the_same_id_and_counts_on() {
    let world = waiting([Step::Answer(Reply::new(500))]);
    let outbox = drain(&world, Patience::Run);
    assert_eq!((outbox.delivered.len(), outbox.waiting.len()), (1, 0));
    let ids = ids(&world);
    assert_eq!((ids.len(), &ids[0]), (2, &ids[1]));
    assert_eq!(ids[0], outbox.delivered[0].to_string());
    assert_eq!(attempts(&world), [1, 2]);
    let sent = world.host.at(Place::Webhook);
    assert_eq!(sent[0].request.body, sent[1].request.body);

    let again = drain(&world, Patience::Run);
    assert!(again.delivered.is_empty() && again.waiting.is_empty());
    assert_eq!(world.host.at(Place::Webhook).len(), 2, "it is closed");
}

#[test]
fn a_drain_repeats_within_its_run_and_leaves_the_rest_waiting() {
    let mut world = waiting([Step::Answer(Reply::new(500))]);
    world.settings.retry.max_retries = 2;
    world.host.script(Place::Webhook, vec![Step::Answer(Reply::new(500)); 3]);
    let outbox = drain(&world, Patience::Run);
    assert_eq!((outbox.delivered.len(), outbox.waiting.len()), (0, 1));
    assert_eq!((outbox.waiting[0].event.attempts, attempts(&world)), (4, vec![1, 2, 3, 4]));
    assert!(outbox.waiting[0].problem.contains("500"), "{:?}", outbox.waiting);
    assert_eq!(drain(&world, Patience::Run).delivered.len(), 1);
}

#[test]
fn a_receiver_that_is_gone_for_good_gets_nothing_more() {
    let world = waiting([Step::Answer(Reply::new(404)), Step::Answer(Reply::new(410))]);
    assert_eq!(drain(&world, Patience::Run).given_up.len(), 1);
    assert_eq!(world.lines().last().unwrap()["result"], "given_up");
    let outbox = drain(&world, Patience::Run);
    assert!(outbox.given_up.is_empty() && outbox.waiting.is_empty());
    assert_eq!(world.host.at(Place::Webhook).len(), 2);
}

#[test]
fn what_the_receiver_told_holds_across_runs() {
    // Longer than a run lasts: it is not sent.
    let world = waiting([Step::RateLimit(600)]);
    let outbox = drain(&world, Patience::Run);
    assert!(outbox.waiting[0].problem.contains("come back after 2026-11-01T12:10:00Z"), "{:?}", outbox.waiting);
    assert_eq!((world.host.at(Place::Webhook).len(), world.host.early()), (1, 0));

    // Shorter: it is waited for, by a drain and by the next change alike.
    world.host.pass(580 * SECOND);
    assert_eq!(drain(&world, Patience::Run).delivered.len(), 1);
    assert_eq!(world.host.early(), 0);
    let slept: Duration = world.host.sleeps().iter().sum();
    assert!(slept > 15 * SECOND && slept < 21 * SECOND, "{slept:?}");
}

#[test]
fn a_date_that_was_told_holds_across_runs() {
    let date = || Reply::new(503).header("retry-after", "Sun, 01 Nov 2026 12:01:00 GMT");
    let world = waiting([Step::Answer(date())]);
    let outbox = drain(&world, Patience::Run);
    assert_eq!(outbox.delivered.len(), 1);
    assert!(world.host.monotonic() >= 60 * SECOND, "{:?}", world.host.sleeps());
}

#[test]
fn a_date_counts_from_its_answer_and_not_from_a_clock_here_that_is_fast() {
    let date = Reply::new(429)
        .header("date", "Sun, 01 Nov 2026 10:00:00 GMT")
        .header("retry-after", "Sun, 01 Nov 2026 10:01:00 GMT");
    let world = waiting([Step::Answer(date)]);
    let record = world.lines().pop().unwrap();
    assert_eq!((record["result"].as_str(), record["retry_after"].as_str()), (Some("waiting"), Some("60")));
    assert_eq!(drain(&world, Patience::Run).delivered.len(), 1);
    assert!(world.host.monotonic() >= 60 * SECOND, "{:?}", world.host.sleeps());
}

#[test]
fn a_clock_that_is_set_between_two_events_makes_a_wait_neither_shorter_nor_longer() {
    for beside in [SignedDuration::from_hours(2), SignedDuration::from_hours(-2)] {
        let mut world = waiting([Step::Answer(Reply::new(500))]);
        world.settings.force = true;
        world.host.pass(10 * SECOND);
        world.host.script(Place::Webhook, [Step::RateLimit(60)]);
        let observer = |progress: &Progress| {
            if matches!(progress, Progress::Event { result: Delivery::Waiting, .. }) {
                world.host.set_clock(beside);
            }
        };
        let session = Session::new(&*world.host, &world.settings, &observer);
        let report = pollster::block_on(async {
            let mut journal = Journal::open(world.disk.clone()).await.unwrap();
            apply(&session, &mut journal, &document(), async |_| true).await
        });
        assert_eq!((report.earlier.waiting.len(), world.host.early()), (1, 0), "{beside:?}");
        assert_eq!(report.event, Event::Delivered { attempts: 1 }, "{beside:?}");
        let slept: Duration = world.host.sleeps().iter().sum();
        assert!(slept >= 60 * SECOND && slept < 62 * SECOND, "{slept:?}");
    }
}

#[test]
fn a_new_event_does_not_come_earlier_than_an_old_one_was_told() {
    let mut world = waiting([Step::RateLimit(600)]);
    world.settings.force = true;
    let report = world.apply_unchecked();
    assert!(matches!(report.outcome, Outcome::Applied { .. }));
    assert!(matches!(report.event, Event::Waiting { .. }), "{:?}", report.event);
    assert_eq!((report.exit(), report.earlier.waiting.len()), (Exit::EventWaiting, 1));
    assert_eq!((world.host.at(Place::Webhook).len(), world.host.early()), (1, 0));
}

#[test]
fn the_next_apply_delivers_what_waits_for_its_dialer_the_oldest_first() {
    let mut world = waiting([Step::Answer(Reply::new(500))]);
    world.host.pass(10 * SECOND);
    world.settings.force = true;
    let report = world.apply_unchecked();
    assert_eq!((report.exit(), report.earlier.delivered.len()), (Exit::Success, 1));
    let ids = ids(&world);
    assert_eq!((ids.len(), &ids[0]), (3, &ids[1]));
    assert_ne!(ids[1], ids[2]);
}

#[test]
fn an_apply_that_changes_nothing_delivers_too_and_says_what_waits_on() {
    let world = waiting([Step::Answer(Reply::new(500))]);
    world.host.script(Place::Webhook, vec![Step::Answer(Reply::new(500)); 9]);
    world.host.pass(10 * SECOND);
    let report = world.apply_unchecked();
    assert!(matches!(report.outcome, Outcome::Unchanged));
    assert_eq!((report.exit(), world.host.at(Place::Webhook).len()), (Exit::EventWaiting, 2));
    // Its back-off has not passed: the receiver is left alone.
    assert_eq!(world.apply_unchecked().exit(), Exit::EventWaiting);
    assert_eq!(world.host.at(Place::Webhook).len(), 2);
}

#[test]
fn a_plan_that_is_refused_sends_nothing_at_all() {
    let mut world = waiting([Step::Answer(Reply::new(500))]);
    world.host.pass(10 * SECOND);
    (world.settings.force, world.confirm) = (true, false);
    assert!(matches!(world.apply_unchecked().outcome, Outcome::Refused));
    assert_eq!(world.host.at(Place::Webhook).len(), 1);
}

#[test]
fn a_program_that_stays_comes_back_at_growing_distances() {
    let world = waiting(vec![Step::Answer(Reply::new(500)); 12]);
    let begun = world.host.monotonic();
    while drain(&world, Patience::Watch).delivered.is_empty() {
        world.host.pass(SECOND);
        assert!(world.host.monotonic() - begun < 4000 * SECOND, "it never arrives");
    }
    let times: Vec<Duration> = world.host.at(Place::Webhook).iter().map(|sent| sent.at).collect();
    let pauses: Vec<u64> = times.windows(2).map(|two| (two[1] - two[0]).as_secs()).collect();
    assert_eq!(pauses.len(), 12);
    for (pause, least) in pauses.iter().zip([2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300, 300]) {
        assert!((least..=least + 2).contains(pause), "{pauses:?}");
    }
}

#[test]
fn it_is_sent_again_from_the_moment_on_that_was_named_and_not_before() {
    let world = waiting([Step::Answer(Reply::new(500))]);
    world.host.pass(2 * SECOND - Duration::from_millis(1));
    let early = drain(&world, Patience::Watch);
    assert!(early.waiting[0].problem.starts_with("it is sent again after 2026-11-01T12:00:0"), "{early:?}");
    world.host.pass(Duration::from_millis(1));
    assert_eq!(drain(&world, Patience::Watch).delivered.len(), 1);
}

#[test]
fn after_one_that_fails_the_others_wait() {
    let mut world = waiting([Step::Answer(Reply::new(500))]);
    world.settings.force = true;
    world.host.script(Place::Webhook, vec![Step::Answer(Reply::new(500)); 2]);
    world.host.pass(10 * SECOND);
    world.apply_unchecked();
    world.host.pass(100 * SECOND);
    let before = world.host.at(Place::Webhook).len();
    world.host.script(Place::Webhook, [Step::Answer(Reply::new(500))]);
    let outbox = drain(&world, Patience::Watch);
    assert_eq!((outbox.delivered.len(), outbox.waiting.len()), (0, 2));
    assert_eq!(world.host.at(Place::Webhook).len(), before + 1);
}

#[test]
fn another_receiver_gets_it_only_where_it_is_meant_to() {
    let mut world = waiting([Step::Answer(Reply::new(500))]);
    let moved = || Webhook::parse("https://moved.example/in", AddressRule::default()).unwrap();
    world.settings.webhook = Some(moved());
    let outbox = drain(&world, Patience::Run);
    assert_eq!(outbox.waiting[0].problem, "it is for `https://wfm.example`, and `https://moved.example` is set");
    world.settings.webhook = None;
    assert!(drain(&world, Patience::Run).waiting[0].problem.contains("WFM_WEBHOOK_URL"));
    world.settings.webhook = Some(moved().for_all());
    assert_eq!(drain(&world, Patience::Run).delivered.len(), 1);
    let sent = world.host.at(Place::Webhook);
    assert_eq!(sent.last().unwrap().request.url.as_str(), "https://moved.example/in");
    assert_eq!(world.lines().last().unwrap()["target"], "https://moved.example");
}

/// Whoever applies is told, by report and exit code, of what waits for the dialer and is not sent.
#[test]
fn an_event_for_another_receiver_or_without_one_is_reported_by_the_next_apply() {
    let mut world = waiting([Step::Answer(Reply::new(500))]);
    world.host.pass(10 * SECOND);
    let moved = Webhook::parse("https://moved.example/in", AddressRule::default()).unwrap();
    for (webhook, why) in [(Some(moved), "it is for `https://wfm.example`"), (None, "no receiver is set")] {
        world.settings.webhook = webhook;
        let report = world.apply_unchecked();
        assert!(matches!(report.outcome, Outcome::Unchanged));
        assert_eq!((report.exit(), report.earlier.waiting.len()), (Exit::EventWaiting, 1));
        assert!(report.earlier.waiting[0].problem.contains(why), "{:?}", report.earlier);
        assert_eq!(world.host.at(Place::Webhook).len(), 1);
    }
}

#[test]
fn an_event_that_was_given_up_is_closed_and_the_log_says_by_whom() {
    let mut world = waiting([Step::Answer(Reply::new(500))]);
    (world.settings.actor, world.settings.reason) = ("ada".to_owned(), Some("WFM is gone".to_owned()));
    let mut journal = pollster::block_on(Journal::open(world.disk.clone())).unwrap();
    let id = journal.pending().unwrap()[0].event.id;
    let by = |journal: &mut _, id| pollster::block_on(give_up(&*world.host, &world.settings, journal, id)).unwrap();
    assert_eq!(by(&mut journal, uuid::Uuid::nil()), None, "no such event waits");
    let record = by(&mut journal, id).unwrap();
    assert_eq!((by(&mut journal, id), journal.pending().unwrap().len()), (None, 0), "it is closed once");
    let line = world.lines().pop().unwrap();
    assert_eq!((&line["seq"], &line["kind"], &line["result"]), (&record.into(), &"webhook".into(), &"given_up".into()));
    assert_eq!((&line["actor"], &line["reason"], &line["attempt"]), (&"ada".into(), &"WFM is gone".into(), &2.into()));
    assert!(line["status"].is_null() && line["event_id"] == id.to_string(), "{line}");
    assert_eq!(world.host.at(Place::Webhook).len(), 1, "nothing was sent");
}

#[test]
fn an_event_whose_run_died_before_sending_it_is_delivered() {
    let world = World::new();
    world.host.script(Place::Webhook, [Step::Hang { done: true }]);
    world.die(|world| world.host.at(Place::Webhook).len() == 1);
    assert_eq!((world.count("outcome"), world.count("webhook")), (1, 0));
    assert_eq!(drain(&world, Patience::Watch).delivered.len(), 1);
    let ids = ids(&world);
    assert_eq!((ids.len(), &ids[0]), (2, &ids[1]), "at least once, by the same id");
    assert_eq!(world.host.document(), held(45));
}

#[test]
fn a_change_that_did_not_happen_has_no_event() {
    let world = World::with([Step::Answer(Reply::new(403))]);
    world.apply();
    let outbox = drain(&world, Patience::Run);
    assert!(outbox.delivered.is_empty() && outbox.waiting.is_empty() && world.host.at(Place::Webhook).is_empty());
}
