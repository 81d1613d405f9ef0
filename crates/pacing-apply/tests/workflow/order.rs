//! The order of things: reading, comparing, asking, the time for a run.

use crate::answers::{assert_applied, assert_not_applied};
use crate::world::{World, document, held};
use pacing_apply::audit::record::Body;
use pacing_apply::audit::{Attempt, Class};
use pacing_apply::host::{Place, Reply, Step};
use pacing_apply::settings::{BaseUrl, Webhook};
use pacing_apply::{AddressRule, Confirmed, Error, Event, Exit, Outcome, Plan, Progress, Session, apply, plan, pull};
use serde_json::{Value, json};
use std::time::Duration;

#[test]
fn what_the_dialer_holds_already_is_not_sent() {
    let world = World::holding(held(45));
    let report = world.apply();
    assert!(matches!(report.outcome, Outcome::Unchanged));
    assert_eq!((report.exit(), report.event, world.puts()), (Exit::Success, Event::None, 0));
    assert_eq!(world.outcome().intent, None);
}

#[test]
fn what_the_dialer_holds_already_is_sent_by_force() {
    let mut world = World::holding(held(45));
    world.settings.force = true;
    assert_applied(&world.apply(), Confirmed::AnswerAndReading);
    assert_eq!(world.puts(), 1);
}

#[test]
fn numbers_are_compared_as_doubles_and_bands_by_their_minimum() {
    let mut same = held(45);
    let config = &mut same["predictive_dialer_config"];
    config["pacing_rules"].as_array_mut().unwrap().reverse();
    let spelled = same.to_string().replace("0.025", "2.50e-2");
    let world = World::holding(same);
    world.host.script(Place::Read, [Step::Answer(Reply::new(200).body("application/json", spelled))]);
    assert!(matches!(world.apply_unchecked().outcome, Outcome::Unchanged));
}

#[test]
fn fields_of_the_dialer_alone_are_no_difference_and_named() {
    let mut more = held(45);
    more["name"] = "Sales".into();
    let world = World::holding(more);
    let session = Session::new(&*world.host, &world.settings, &|_| ());
    let plan = pollster::block_on(plan(&session, &document())).unwrap();
    assert!(plan.is_empty());
    assert_eq!(plan.only_stored, ["/name"]);
}

#[test]
fn a_plan_reads_and_changes_nothing() {
    let world = World::new();
    let session = Session::new(&*world.host, &world.settings, &|_| ());
    let plan = pollster::block_on(plan(&session, &document())).unwrap();
    assert_eq!((plan.changes[0].before.as_deref(), plan.changes[0].after.as_deref()), (Some("30"), Some("45")));
    assert_eq!((world.puts(), world.host.document()), (0, held(30)));
}

#[test]
fn pull_gives_the_document_as_it_was_sent() {
    let world = World::new();
    world.host.statuses(["PAUSED"]);
    let session = Session::new(&*world.host, &world.settings, &|_| ());
    let live = pollster::block_on(pull(&session, &document().id)).unwrap();
    assert_eq!(serde_json::from_str::<Value>(&live.text).unwrap()["status"], "PAUSED");
    assert_eq!(
        (live.etag.as_deref(), live.status.as_deref(), live.is_ready()),
        (Some("\"v1\""), Some("PAUSED"), false)
    );
}

#[test]
fn a_weak_version_protects_nothing_and_counts_as_none() {
    let world = World::new();
    let weak = Reply::new(200).body("application/json", held(30).to_string()).header("etag", "W/\"v1\"");
    world.host.script(Place::Read, [Step::Answer(weak)]);
    assert_applied(&world.apply(), Confirmed::AnswerAndReading);
    assert!(!world.host.at(Place::Change)[0].request.headers.contains_key("if-match"));
}

#[test]
fn a_dialer_that_is_not_ready_is_waited_for() {
    let world = World::new();
    world.host.statuses(["RELOADING", "PAUSED", "IDLE"]);
    assert_applied(&world.apply(), Confirmed::AnswerAndReading);
    assert_eq!(world.host.sleeps(), [Duration::from_secs(2); 2]);
    assert!(world.story().contains("the dialer is `PAUSED`"), "{}", world.story());
}

#[test]
fn a_dialer_that_never_is_ready_is_left_alone() {
    let world = World::new();
    world.host.statuses(vec!["RELOADING"; 100]);
    let report = world.apply();
    let Error::Busy { status, waited, conflict: false, .. } = assert_not_applied(&report, Exit::Busy) else {
        panic!("{report:?}")
    };
    assert!(
        status == "RELOADING" && *waited <= Duration::from_secs(60) && *waited > Duration::from_secs(55),
        "{waited:?}"
    );
    assert_eq!(world.puts(), 0);
}

#[test]
fn a_dialer_without_a_status_is_ready() {
    for document in [held(30), json!({"id": "d-1", "status": null})] {
        let world = World::new();
        world.host.script(Place::Read, [Step::Answer(Reply::new(200).body("application/json", document.to_string()))]);
        world.host.without_etags();
        assert_applied(&world.apply(), Confirmed::AnswerAndReading);
        assert!(world.host.sleeps().is_empty());
    }
}

#[test]
fn a_plan_that_is_not_confirmed_sends_nothing() {
    let mut world = World::new();
    world.confirm = false;
    let report = world.apply();
    assert!(matches!(report.outcome, Outcome::Refused));
    assert_eq!((report.exit(), world.puts(), world.outcome().intent), (Exit::NotApplied, 0, None));
}

#[test]
fn people_may_think_longer_than_a_run_may_last() {
    let world = World::new();
    let session = Session::new(&*world.host, &world.settings, &|_| ());
    let report = pollster::block_on(async {
        let mut journal = pacing_apply::Journal::open(world.disk.clone()).await.unwrap();
        let think = async |_: &Plan| {
            world.host.pass(Duration::from_secs(600));
            true
        };
        apply(&session, &mut journal, &document(), think).await
    });
    assert_applied(&report, Confirmed::AnswerAndReading);
}

#[test]
fn what_cannot_be_read_is_not_changed() {
    let html = Reply::new(200).body("text/html", "<p>");
    let other = Reply::new(200).body("application/json", r#"{"id":"d-2"}"#);
    let broken = Reply::new(200).body("application/json", r#"{"id":"d-1""#);
    let none = Reply::new(204);
    for reply in [html, other, broken, none] {
        let world = World::new();
        world.host.script(Place::Read, [Step::Answer(reply)]);
        assert!(matches!(assert_not_applied(&world.apply(), Exit::NotApplied), Error::Malformed { .. }));
        assert_eq!((world.host.at(Place::Read).len(), world.puts()), (1, 0));
    }
    for status in [400, 403, 404, 409, 412] {
        let world = World::new();
        world.host.script(Place::Read, [Step::Answer(Reply::new(status))]);
        assert!(matches!(assert_not_applied(&world.apply(), Exit::NotApplied), Error::Refused { .. }));
    }
    let world = World::new();
    world.host.script(Place::Read, [Step::Answer(Reply::new(307).header("location", "/elsewhere"))]);
    assert!(matches!(assert_not_applied(&world.apply(), Exit::NotApplied), Error::Redirected { .. }));
}

#[test]
fn reading_is_repeated_after_what_passes() {
    let hang = Step::Lost { done: false, after: Duration::from_secs(60) };
    for step in [Step::NotSent, hang, Step::RateLimit(3), Step::Answer(Reply::new(500)), Step::Answer(Reply::new(503))]
    {
        let world = World::new();
        world.host.script(Place::Read, [step]);
        assert_applied(&world.apply(), Confirmed::AnswerAndReading);
        assert_eq!(world.host.at(Place::Read).len(), 3);
    }
    let world = World::new();
    world.host.script(Place::Read, vec![Step::Answer(Reply::new(500)); 9]);
    assert!(matches!(
        assert_not_applied(&world.apply(), Exit::NotApplied),
        Error::Failing { status: 500, attempts: 4, .. }
    ));
}

#[test]
fn nothing_is_begun_after_the_deadline() {
    // An exchange takes 10 ms, and each one needs a token of its own: the time ends before reading, and before changing.
    for deadline in [5, 15, 25] {
        let mut world = World::new();
        world.host.token_answer(json!({}));
        world.settings.deadline = Duration::from_millis(deadline);
        let report = world.apply();
        assert!(matches!(assert_not_applied(&report, Exit::Busy), Error::DeadlineOver(_)));
        let late = world.host.exchanges().iter().filter(|exchange| exchange.at > world.settings.deadline).count();
        assert_eq!((world.puts(), late), (0, 0), "{deadline}");
    }
}

#[test]
fn a_run_ends_soon_after_its_deadline() {
    let hang = Step::Lost { done: false, after: Duration::from_secs(60) };
    let mut world = World::with(vec![hang.clone(); 50]);
    world.settings.retry.max_retries = 50;
    world.host.script(Place::Read, [Step::Well]);
    world.host.script(Place::Read, vec![hang; 50]);
    assert_eq!(world.apply().exit(), Exit::Unknown);
    let last = world.host.exchanges().last().unwrap().at;
    assert!(last < Duration::from_secs(120 + 15), "{last:?}");
}

#[test]
fn every_exchange_is_told_to_the_log_in_order() {
    let world = World::with([Step::RateLimit(3)]);
    world.apply();
    let attempts = world.records().into_iter().filter_map(|record| match record.body {
        Body::Attempt(attempt) => Some(attempt),
        _ => None,
    });
    let attempts: Vec<Attempt> = attempts.collect();
    assert_eq!(attempts[2].retry_after.as_deref(), Some("3"));
    assert!(attempts[3].waited_ms >= 3000 && attempts[4].waited_ms == 0, "{attempts:?}");
    let seen = attempts.into_iter().map(|attempt| {
        let Attempt { number, method, status, class, intent, .. } = attempt;
        (number, method, status, class, intent.is_some())
    });
    let expected = [
        (1, "POST", Class::Ok, false),
        (2, "GET", Class::Ok, false),
        (3, "PUT", Class::Later, true),
        (4, "PUT", Class::Ok, true),
        (5, "GET", Class::Ok, true),
    ];
    let status = |class| if class == Class::Later { Some(429) } else { Some(200) };
    let expected =
        expected.map(|(number, method, class, intent)| (number, method.to_owned(), status(class), class, intent));
    assert_eq!(seen.collect::<Vec<_>>(), expected);
}

#[test]
fn progress_is_told_step_by_step() {
    let world = World::new();
    world.apply();
    let kinds: Vec<&str> = world.told.borrow().iter().map(kind).collect();
    let expected = ["validated", "token", "read", "compared", "audit", "sending", "read", "applied", "audit", "event"];
    assert_eq!(kinds, expected);
}

fn kind(progress: &Progress) -> &'static str {
    match progress {
        Progress::Validated { .. } => "validated",
        Progress::TokenGot { .. } => "token",
        Progress::Read { .. } => "read",
        Progress::Compared { .. } => "compared",
        Progress::AuditWritten { .. } => "audit",
        Progress::Sending { .. } => "sending",
        Progress::Applied { .. } => "applied",
        Progress::Event { .. } => "event",
        _ => "other",
    }
}

#[test]
fn addresses_that_would_send_secrets_in_the_clear_are_refused() {
    for bad in [
        "",
        "platform.example",
        "http://platform.example",
        "ftp://a",
        "https://u:p@a.example",
        "https://a.example/?x=1",
        "https://a.example/#x",
    ] {
        assert_eq!(BaseUrl::parse(bad).unwrap_err().exit(), Exit::Usage, "{bad}");
    }
    let base = BaseUrl::parse("https://a.example/tenant/7///").unwrap();
    assert_eq!(base.join(&["x", "a/b?c#d"]).as_str(), "https://a.example/tenant/7/x/a%2Fb%3Fc%23d");
    for bad in [
        "http://wfm.example/",
        "https://10.0.0.1/",
        "http://127.0.0.1/",
        "https://[::1]/",
        "https://169.254.169.254/",
        "https://u:p@wfm.example/",
    ] {
        assert_eq!(Webhook::parse(bad, AddressRule::default()).unwrap_err().exit(), Exit::Usage, "{bad}");
    }
    assert!(Webhook::parse("http://127.0.0.1:9/hook", AddressRule::allowing_loopback()).is_ok());
}
