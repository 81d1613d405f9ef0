//! Answers to the PUT that leave no doubt.

use crate::world::{World, document, held};
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, IF_MATCH};
use pacing_apply::audit::Class;
use pacing_apply::audit::record::Body;
use pacing_apply::host::{Place, Reply, Step};
use pacing_apply::{Confirmed, Error, Event, Exit, Outcome, Report};
use serde_json::json;
use std::time::Duration;

#[track_caller]
pub(crate) fn assert_applied(report: &Report, how: Confirmed) {
    let Outcome::Applied { confirmed, differs } = &report.outcome else { panic!("{:?}", report.outcome) };
    assert_eq!((*confirmed, differs.len()), (how, 0));
    assert_eq!(report.exit(), Exit::Success);
    assert!(matches!(report.event, Event::Delivered { .. }), "{:?}", report.event);
}

#[track_caller]
pub(crate) fn assert_not_applied(report: &Report, exit: Exit) -> &Error {
    let Outcome::NotApplied(error) = &report.outcome else { panic!("{:?}", report.outcome) };
    assert_eq!((report.exit(), &report.event), (exit, &Event::None), "{error}");
    error
}

fn html() -> Reply {
    Reply::new(200).body("text/html", "<title>Sign in</title>")
}

#[test]
fn a_200_is_read_back() {
    let world = World::new();
    assert_applied(&world.apply(), Confirmed::AnswerAndReading);
    let places: Vec<Place> = world.host.exchanges().iter().map(|exchange| exchange.place).collect();
    assert_eq!(places, [Place::Token, Place::Read, Place::Change, Place::Read, Place::Webhook]);

    let put = &world.host.at(Place::Change)[0].request;
    assert_eq!(put.url.as_str(), "https://platform.example/api/v2/outbound/predictivedialers/d-1");
    assert_eq!(put.body, document().to_body().into_bytes());
    for (name, value) in [
        (AUTHORIZATION, "Bearer simulated-token-1"),
        (ACCEPT, "application/json"),
        (CONTENT_TYPE, "application/json"),
        (IF_MATCH, "\"v1\""),
    ] {
        assert_eq!(put.headers[&name], value, "{name}");
    }
}

#[test]
fn a_201_is_read_back() {
    let created = Reply::new(201).body("application/json", held(45).to_string());
    assert_applied(&World::with([Step::Done(created)]).apply(), Confirmed::AnswerAndReading);
}

#[test]
fn accepted_is_read_until_it_shows() {
    for status in [202, 204] {
        let world = World::with([Step::Done(Reply::new(status))]);
        assert_applied(&world.apply(), Confirmed::Reading);
        assert!(world.host.sleeps().is_empty());
    }
}

#[test]
fn accepted_and_never_shown_is_unknown() {
    for status in [202, 204] {
        let world = World::with([Step::Answer(Reply::new(status))]);
        let report = world.apply();
        assert!(matches!(report.outcome, Outcome::Unknown(Error::NotShown { .. })), "{:?}", report.outcome);
        assert_eq!(report.exit(), Exit::Unknown);
        assert_eq!((world.puts(), world.host.sleeps()), (1, vec![Duration::from_secs(2); 29]));
    }
}

#[test]
fn a_redirect_that_keeps_the_method_is_followed_once_to_the_same_origin() {
    for status in [307, 308] {
        let world = World::with([Step::Answer(Reply::new(status).header("location", "/v2/dialers/d-1"))]);
        let report = world.apply();
        assert_applied(&report, Confirmed::AnswerAndReading);
        assert_eq!(report.attempts, 2, "the document went out twice");
        let puts = world.host.at(Place::Change);
        assert_eq!((puts.len(), puts[1].request.url.path()), (2, "/v2/dialers/d-1"));
        assert_eq!(puts[0].request.body, puts[1].request.body);
        let classes = world.records().into_iter().filter_map(|record| match record.body {
            Body::Attempt(attempt) if attempt.method == "PUT" => Some(attempt.class),
            _ => None,
        });
        assert_eq!(classes.collect::<Vec<_>>(), [Class::Redirect, Class::Ok]);
    }
}

#[test]
fn every_other_redirect_is_final_and_names_the_host() {
    let elsewhere = [
        (301, "/login"),
        (302, "https://login.example/?secret=1"),
        (303, "/login"),
        (307, "https://login.example/"),
        (307, "http://platform.example/"),
        (308, "https://platform.example:444/"),
    ];
    for (status, location) in elsewhere {
        let world = World::with([Step::Answer(Reply::new(status).header("location", location))]);
        let report = world.apply();
        let error = assert_not_applied(&report, Exit::NotApplied).to_string();
        let host = if location.contains("login.") { "`login.example`" } else { "`platform.example`" };
        assert!(error.contains(host) && !error.contains("secret"), "{error}");
        assert_eq!(world.puts(), 1, "{location}");
    }
}

#[test]
fn a_second_redirect_is_final() {
    let around = Step::Answer(Reply::new(307).header("location", "/again"));
    let world = World::with([around.clone(), around]);
    assert!(matches!(
        assert_not_applied(&world.apply(), Exit::NotApplied),
        Error::Redirected { status: Some(307), .. }
    ));
    assert_eq!(world.puts(), 2);
}

#[test]
fn refusals_are_final_and_show_the_server_s_words() {
    for status in [400, 403, 404, 405, 413, 422, 451] {
        let refusal = Reply::new(status).body("application/json", r#"{"message":"band 2 is not welcome"}"#);
        let world = World::with([Step::Answer(refusal)]);
        let report = world.apply();
        let error = assert_not_applied(&report, Exit::NotApplied);
        assert_eq!(error.to_string(), format!("changing the dialer: {status} band 2 is not welcome"));
        assert!(error.help().is_some());
        assert_eq!((world.puts(), world.host.sleeps()), (1, vec![]));
    }
}

#[test]
fn the_server_s_words_are_one_short_line() {
    let long = format!("{{\"error\":{{\"message\":\"a\\u001b[2Jb\\n{}\"}}}}", "x".repeat(2000));
    let report = World::with([Step::Answer(Reply::new(400).body("application/json", long))]).apply();
    let error = assert_not_applied(&report, Exit::NotApplied).to_string();
    assert!(error.chars().count() < 400 && !error.contains(['\u{1b}', '\n']), "{error:?}");
}

#[test]
fn a_revoked_token_is_renewed_once() {
    let world = World::with([Step::Revoked]);
    assert_applied(&world.apply(), Confirmed::AnswerAndReading);
    assert_eq!((world.puts(), world.host.at(Place::Token).len()), (2, 2));
}

#[test]
fn a_token_that_is_refused_again_is_final() {
    let refused = Step::Answer(Reply::new(401));
    let world = World::with([refused.clone(), refused]);
    let report = world.apply();
    let error = assert_not_applied(&report, Exit::NotApplied).to_string();
    for part in ["https://platform.example/oauth2/token", "predictive_dialer:update", "`…abcd`", "granted `not said`"]
    {
        assert!(error.contains(part), "{error}");
    }
    assert_eq!((world.puts(), world.host.at(Place::Token).len()), (2, 2));
}

#[test]
fn a_token_that_was_just_got_is_not_renewed() {
    let world = World::with([Step::Answer(Reply::new(401))]);
    world.host.token_answer(json!({}));
    assert!(matches!(assert_not_applied(&world.apply(), Exit::NotApplied), Error::Unauthorized { .. }));
    assert_eq!(world.puts(), 1);
}

#[test]
fn a_200_that_is_not_the_dialer_is_no_success() {
    let other = Reply::new(200).body("application/json", r#"{"id":"d-2"}"#);
    for reply in [html(), other, Reply::new(200)] {
        let world = World::with([Step::Answer(reply.clone())]);
        assert!(matches!(assert_not_applied(&world.apply(), Exit::NotApplied), Error::Malformed { status: 200, .. }));
        assert_eq!(world.puts(), 1);
        assert_applied(&World::with([Step::Done(reply)]).apply(), Confirmed::Reading);
    }
}

#[test]
fn other_stored_values_are_applied_and_reported() {
    let world = World::with([Step::Stores(held(40))]);
    let report = world.apply();
    let Outcome::Applied { differs, .. } = &report.outcome else { panic!("{:?}", report.outcome) };
    assert_eq!(differs[0].path, "/predictive_dialer_config/max_speed");
    assert_eq!((differs[0].before.as_deref(), differs[0].after.as_deref()), (Some("45"), Some("40")));
    assert_eq!(report.exit(), Exit::Success);
}

#[test]
fn a_200_that_never_shows_is_unknown() {
    let echo = Reply::new(200).body("application/json", held(45).to_string());
    let world = World::with([Step::Answer(echo)]);
    let report = world.apply();
    assert!(matches!(report.outcome, Outcome::Unknown(Error::NotShown { .. })), "{:?}", report.outcome);
    assert_eq!(world.puts(), 1);
}

#[test]
fn a_200_counts_where_the_dialer_cannot_be_read_again() {
    let world = World::new();
    world.host.script(Place::Read, [Step::Well]);
    world.host.script(Place::Read, vec![Step::NotSent; 4]);
    assert_applied(&world.apply(), Confirmed::Answer);
}

#[test]
fn conflict_waits_until_the_dialer_is_ready() {
    let world = World::with([Step::Answer(Reply::new(409))]);
    world.host.statuses(["ACTIVE", "RELOADING", "RELOADING", "IDLE"]);
    assert_applied(&world.apply(), Confirmed::AnswerAndReading);
    assert_eq!((world.puts(), world.host.sleeps()), (2, vec![Duration::from_secs(2); 3]));
}

#[test]
fn conflict_takes_the_new_version_and_compares_again() {
    let world = World::with([Step::Answer(Reply::new(409))]);
    // Somebody else's change lands between the first reading and the second one.
    world.host.script(Place::Read, [Step::Well, Step::Meanwhile(held(33))]);
    let report = world.apply();
    assert_applied(&report, Confirmed::AnswerAndReading);
    assert_eq!(world.host.at(Place::Change)[1].request.headers[IF_MATCH], "\"v2\"");
    assert_eq!(report.changes[0].before.as_deref(), Some("33"));
}

#[test]
fn conflict_with_the_same_change_closes_the_intent() {
    let world = World::with([Step::Answer(Reply::new(409))]);
    world.host.script(Place::Read, [Step::Well, Step::Meanwhile(held(45))]);
    let report = world.apply();
    assert!(matches!(report.outcome, Outcome::Unchanged), "{:?}", report.outcome);
    assert_eq!((world.puts(), world.outcome().intent.is_some()), (1, true));
}

#[test]
fn conflict_without_end_is_busy() {
    let world = World::with(vec![Step::Answer(Reply::new(409)); 100]);
    let report = world.apply();
    assert!(matches!(assert_not_applied(&report, Exit::Busy), Error::Busy { conflict: true, .. }));
    let slept: Duration = world.host.sleeps().iter().sum();
    assert!(slept <= Duration::from_secs(60) && slept > Duration::from_secs(50), "{slept:?}");
}

#[test]
fn conflict_is_waited_for_as_long_as_told() {
    let world = World::with([Step::Answer(Reply::new(409).header("retry-after", "7"))]);
    assert_applied(&world.apply(), Confirmed::AnswerAndReading);
    assert_eq!(world.host.sleeps(), [Duration::from_secs(7)]);

    let world = World::with([Step::Answer(Reply::new(409).header("retry-after", "300"))]);
    let report = world.apply();
    let error = assert_not_applied(&report, Exit::Busy);
    assert_eq!(error.help().unwrap(), "come back after 2026-11-01T12:05:00Z");
    assert!(world.host.sleeps().is_empty());
}

#[test]
fn a_change_by_somebody_else_is_never_overwritten() {
    let world = World::with([Step::Meanwhile(held(33))]);
    let report = world.apply();
    let Error::Conflict { ours, theirs } = assert_not_applied(&report, Exit::NotApplied) else { panic!("{report:?}") };
    assert_eq!((ours[0].before.as_deref(), theirs[0].before.as_deref()), (Some("30"), Some("33")));
    assert_eq!((world.host.document(), world.puts()), (held(33), 1));
}

#[test]
fn the_same_change_by_somebody_else_is_unchanged() {
    let world = World::with([Step::Meanwhile(held(45))]);
    let report = world.apply();
    assert!(matches!(report.outcome, Outcome::Unchanged), "{:?}", report.outcome);
    assert_eq!(world.puts(), 1);
}

#[test]
fn a_new_version_of_the_same_document_counts_as_a_retry() {
    let world = World::with([Step::Meanwhile(held(30))]);
    assert_applied(&world.apply(), Confirmed::AnswerAndReading);
    assert_eq!((world.puts(), world.host.sleeps().len()), (2, 1));

    // The same by value: other order of fields, other spelling of numbers.
    let (mut before, mut after) = (held(30), held(30));
    let band = r#"{"agent_count_max":900,"agent_count_min":21,"max_speed":7.0}"#;
    let reordered = r#"{"max_speed":7,"agent_count_min":21.0,"agent_count_max":9e2}"#;
    for (document, band) in [(&mut before, band), (&mut after, reordered)] {
        let band = serde_json::from_str(band).unwrap();
        document["predictive_dialer_config"]["pacing_rules"].as_array_mut().unwrap().push(band);
    }
    let world = World::holding(before);
    world.host.script(Place::Change, [Step::Meanwhile(after)]);
    assert_applied(&world.apply(), Confirmed::AnswerAndReading);

    let world = World::with(vec![Step::Meanwhile(held(30)); 100]);
    assert!(matches!(assert_not_applied(&world.apply(), Exit::Busy), Error::Restless { attempts: 4 }));
}
