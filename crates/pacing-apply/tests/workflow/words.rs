//! What people read: sentences and advice.

use crate::answers::assert_not_applied;
use crate::world::{World, held};
use pacing_apply::audit::{self, Journal};
use pacing_apply::host::{Place, Reply, Step};
use pacing_apply::progress::Level;
use pacing_apply::{Error, Exit, Outcome, Plan, Progress, SCOPES, Session, apply, plan};
use serde_json::Value;

fn help(world: &World) -> String {
    assert_not_applied(&world.apply(), Exit::NotApplied).help().unwrap()
}

fn other_speeds() -> Value {
    let mut document = held(40);
    document["predictive_dialer_config"]["abandon_rate_threshold"] = 0.01.into();
    document
}

fn unguarded(world: &World) -> Vec<Progress> {
    world.told.borrow().iter().filter(|told| told.to_string().contains("no strong ETag")).cloned().collect()
}

#[test]
fn what_a_change_may_remove_is_said_only_where_something_is_sent() {
    let mut there = held(45);
    there["note"] = "kept by the platform".into();
    let mut world = World::holding(there);
    world.apply_unchecked();
    assert!(world.story().contains("0 fields differ\n"), "{}", world.story());
    world.settings.force = true;
    world.apply_unchecked();
    assert!(world.story().contains("0 fields differ; only the dialer has `/note`"), "{}", world.story());
}

#[test]
fn one_thing_is_named_as_one() {
    let world = World::with([Step::Stores(held(40))]);
    let applied = "applied, and read back; the platform stored";
    assert_eq!(world.apply().outcome.sentence(), format!("{applied} 1 field otherwise than it was sent"));
    assert!(world.story().contains("1 field differs\n"), "{}", world.story());
    let world = World::with([Step::Stores(other_speeds())]);
    assert_eq!(world.apply().outcome.sentence(), format!("{applied} 2 fields otherwise than they were sent"));
    let world = World::holding(other_speeds());
    world.apply();
    assert!(world.story().contains("2 fields differ\n"), "{}", world.story());

    let sentence = |max_retries, step: Step| {
        let mut world = World::with(vec![step; 9]);
        world.settings.retry.max_retries = max_retries;
        world.apply().outcome.sentence()
    };
    let many = [
        (Step::Answer(Reply::new(429)), "429, the platform asks to come back later, after 1 attempt"),
        (Step::Answer(Reply::new(500)), "after 1 attempt"),
        (Step::NotSent, "in 1 attempt: connection refused"),
        (Step::Meanwhile(held(30)), "(412) in 1 attempt"),
    ];
    for (step, one) in many {
        for (max_retries, expected) in [(0, one.to_owned()), (3, one.replace("1 attempt", "4 attempts"))] {
            let sentence = sentence(max_retries, step.clone());
            assert!(sentence.ends_with(&expected), "{sentence} / {expected}");
        }
    }
    let conflict = World::with([Step::Meanwhile(held(33))]).apply().outcome.sentence();
    assert!(conflict.ends_with("(412), 1 field differs now"), "{conflict}");
    let warned = |warnings| Progress::Validated { dialer: "d-1".to_owned(), warnings }.to_string();
    assert!(warned(1).ends_with("valid, 1 warning") && warned(2).ends_with("valid, 2 warnings"), "{}", warned(1));
}

#[test]
fn the_audit_log_is_named_once() {
    let path = || "pacing_audit.log".to_owned();
    let all = [
        audit::Error::IsFolder { path: path() },
        audit::Error::NotFound { path: path() },
        audit::Error::NoFolder { path: path() },
        audit::Error::Busy { path: path(), seconds: 5 },
    ];
    for error in all {
        let text = Error::from(error.clone()).to_string();
        assert_eq!((text.matches("audit log").count(), &text), (1, &error.to_string()));
    }
}

#[test]
fn a_dialer_without_versions_is_warned_of_once_before_the_question() {
    let world = World::with([Step::Lost { done: false, after: std::time::Duration::ZERO }]);
    world.host.without_etags();
    let observer = |progress: &Progress| world.told.borrow_mut().push(progress.clone());
    let session = Session::new(&*world.host, &world.settings, &observer);
    let asked = async |_: &Plan| {
        assert_eq!(unguarded(&world).len(), 1);
        true
    };
    let report = pollster::block_on(async {
        let mut journal = Journal::open(world.disk.clone()).await.unwrap();
        apply(&session, &mut journal, &crate::world::document(), asked).await
    });
    assert!(matches!(report.outcome, Outcome::Applied { .. }), "{:?}", report.outcome);
    assert!(world.host.at(Place::Read).len() > 2, "it was read more often than it was warned of");
    assert_eq!(unguarded(&world).iter().map(Progress::level).collect::<Vec<_>>(), [Level::Warning]);
}

#[test]
fn a_dialer_that_loses_its_version_is_warned_of_before_it_is_sent_again() {
    let world = World::with([Step::Answer(Reply::new(409))]);
    world.host.script(Place::Read, [Step::Well]);
    world.host.script(Place::Read, [Step::Answer(Reply::new(200).body("application/json", held(30).to_string()))]);
    world.apply();
    assert_eq!(unguarded(&world).len(), 1, "{}", world.story());
}

#[test]
fn nothing_is_warned_of_where_nothing_is_sent() {
    let world = World::holding(held(45));
    world.host.without_etags();
    world.apply();
    assert_eq!(unguarded(&world), []);

    let world = World::new();
    world.host.without_etags();
    let observer = |progress: &Progress| world.told.borrow_mut().push(progress.clone());
    let session = Session::new(&*world.host, &world.settings, &observer);
    pollster::block_on(plan(&session, &crate::world::document())).unwrap();
    assert_eq!(unguarded(&world).len(), 1, "a plan shows what its apply would risk");
}

#[test]
fn a_redirect_on_the_same_origin_looks_like_a_login_page() {
    for (location, same) in [("/login", true), ("https://login.example/", false), ("http://platform.example/", false)] {
        let help = help(&World::with([Step::Answer(Reply::new(302).header("location", location))]));
        assert_eq!(help.contains("login page"), same, "{location}: {help}");
        assert_eq!(help.contains("no other address"), !same, "{location}: {help}");
    }
}

#[test]
fn a_refused_scope_is_no_matter_of_the_secret() {
    let refusal = |body: &str| {
        let world = World::new();
        world.host.script(Place::Token, [Step::Answer(Reply::new(400).body("application/json", body))]);
        help(&world)
    };
    let scope = refusal(r#"{"error":"invalid_scope","error_description":"no such scope here"}"#);
    assert!(SCOPES.split(' ').all(|name| scope.contains(&format!("`{name}`"))), "{scope}");
    assert!(!scope.contains("CXONE_CLIENT_SECRET"), "{scope}");
    let client = refusal(r#"{"error":"invalid_client"}"#);
    assert!(client.contains("CXONE_CLIENT_SECRET"), "{client}");
}
