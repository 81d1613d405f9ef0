//! The token endpoint.

use crate::answers::{assert_applied, assert_not_applied};
use crate::world::{CLIENT_SECRET, World, document};
use futures_util::future::join;
use http::header::AUTHORIZATION;
use pacing_apply::host::{Place, Reply, Step};
use pacing_apply::settings::{ClientAuth, Credentials};
use pacing_apply::{Confirmed, Error, Exit, SCOPES, Session, plan, pull};
use serde_json::json;
use std::collections::HashMap;
use std::time::Duration;

fn token_steps(steps: impl IntoIterator<Item = Step>) -> World {
    let world = World::new();
    world.host.script(Place::Token, steps);
    world
}

fn form(world: &World) -> HashMap<String, String> {
    let request = &world.host.at(Place::Token)[0].request;
    url::form_urlencoded::parse(&request.body).into_owned().collect()
}

#[test]
fn credentials_go_in_the_body_as_the_tutorial_s_do() {
    let world = World::new();
    world.apply();
    let form = form(&world);
    assert_eq!((form["grant_type"].as_str(), form["scope"].as_str()), ("client_credentials", SCOPES));
    assert_eq!((form["client_id"].as_str(), form["client_secret"].as_str()), ("client-0815-abcd", CLIENT_SECRET));
    assert!(!world.host.at(Place::Token)[0].request.headers.contains_key(AUTHORIZATION));
}

#[test]
fn credentials_go_by_basic_where_that_is_chosen() {
    let world = World::new().client_auth(ClientAuth::Basic);
    assert_applied(&world.apply(), Confirmed::AnswerAndReading);
    let form = form(&world);
    assert!(!form.contains_key("client_id") && !form.contains_key("client_secret"));
    // base64 of `client-0815-abcd:s3cret-Canary%2F%2B%3D%25`: form-urlencoded before base64 (RFC 6749, section 2.3.1)
    let expected = "Basic Y2xpZW50LTA4MTUtYWJjZDpzM2NyZXQtQ2FuYXJ5JTJGJTJCJTNEJTI1";
    assert_eq!(world.host.at(Place::Token)[0].request.headers[AUTHORIZATION], expected);
}

fn given_a_token() -> World {
    let mut world = World::new();
    world.settings.credentials = Credentials::token(" given-token\n").unwrap();
    world.host.admit("given-token");
    world
}

#[test]
fn a_token_that_is_given_is_used_until_it_is_refused() {
    let world = given_a_token();
    assert_applied(&world.apply(), Confirmed::AnswerAndReading);
    assert!(world.host.at(Place::Token).is_empty());

    let world = given_a_token();
    world.host.script(Place::Change, [Step::Revoked]);
    let report = world.apply();
    let error = assert_not_applied(&report, Exit::NotApplied);
    assert_eq!(error.to_string(), "changing the dialer: 401, the access token was refused");
    assert!(error.help().unwrap().starts_with("get a new access token"));
    assert_eq!((world.host.at(Place::Change).len(), world.host.at(Place::Token).len()), (1, 0));
}

#[test]
fn a_token_that_no_header_can_hold_is_refused_unseen() {
    for token in ["", " ", "two words", "canary\ncanary", "canary\u{e9}"] {
        let error = Credentials::token(token).unwrap_err().to_string();
        assert!(error.starts_with("the access token is empty, or holds") && !error.contains("canary"), "{error}");
    }
}

#[test]
fn a_refused_client_is_not_applied() {
    for status in [400, 401, 403] {
        let refusal = Reply::new(status).body("application/json", r#"{"error":"invalid_client"}"#);
        let world = token_steps([Step::Answer(refusal)]);
        let report = world.apply();
        let error = assert_not_applied(&report, Exit::NotApplied);
        assert_eq!(
            error.to_string(),
            format!(
                "the token endpoint `https://platform.example/oauth2/token` refused client `…abcd`: {status} invalid_client"
            )
        );
        assert_eq!(world.host.exchanges().len(), 1);
    }
}

#[test]
fn credentials_follow_no_redirect() {
    for location in ["https://login.example/", "/oauth2/token/"] {
        let world = token_steps([Step::Answer(Reply::new(307).header("location", location))]);
        assert!(matches!(
            assert_not_applied(&world.apply(), Exit::NotApplied),
            Error::Redirected { status: Some(307), .. }
        ));
        assert_eq!(world.host.exchanges().len(), 1);
    }
}

#[test]
fn what_passes_is_repeated() {
    let hang = Step::Lost { done: false, after: Duration::from_secs(12) };
    let reset = Step::Lost { done: true, after: Duration::ZERO };
    let steps =
        [Step::Answer(Reply::new(500)), Step::Answer(Reply::new(429)), Step::RateLimit(4), hang, reset, Step::NotSent];
    for step in steps {
        let world = token_steps([step]);
        assert_applied(&world.apply(), Confirmed::AnswerAndReading);
        assert_eq!((world.host.at(Place::Token).len(), world.host.sleeps().len()), (2, 1));
    }
}

#[test]
fn a_hanging_token_endpoint_is_left_after_its_timeout() {
    let world = token_steps([Step::Lost { done: false, after: Duration::from_secs(12) }]);
    world.apply();
    assert_eq!(world.host.at(Place::Token)[0].request.timeout, Duration::from_secs(10));
}

#[test]
fn an_answer_without_a_token_is_a_clear_error() {
    let cases = [
        (Reply::new(200).body("text/html; charset=utf-8", "<p>canary-body"), "text/html, which is not JSON"),
        (
            Reply::new(200).body("application/json", "{\"x\":\"canary-body\"}"),
            "application/json, without `access_token`",
        ),
        (Reply::new(200), "no content type, which is not JSON"),
        (Reply::new(200).body("application/json", "{\"access_token\":\"canary-body\\n\"}"), "that no header can hold"),
        (
            Reply::new(200).body("application/json", "{\"access_token\":\"canary-body\",\"token_type\":\"mac\"}"),
            "other than `Bearer`",
        ),
    ];
    for (reply, expected) in cases {
        let world = token_steps([Step::Answer(reply)]);
        let report = world.apply();
        let error = assert_not_applied(&report, Exit::NotApplied).to_string();
        assert!(error.contains(expected) && error.contains("answered 200") && !error.contains("canary"), "{error}");
        assert_eq!(world.host.exchanges().len(), 1);
    }
}

#[test]
fn a_token_is_used_while_it_lives() {
    // life, and the tokens that read, change and read back need
    for (answer, tokens) in [
        (json!({"expires_in": 3600}), 1),
        (json!({"expires_in": "3600"}), 1),
        (json!({"expires_in": 3599.9}), 1),
        (json!({"expires_in": 30}), 1),
        (json!({"expires_in": 10}), 3),
        (json!({}), 3),
        (json!({"expires_in": null}), 3),
        (json!({"expires_in": "an hour"}), 3),
        (json!({"expires_in": -1}), 3),
        (json!({"expires_in": [3600]}), 3),
    ] {
        let world = World::new();
        world.host.token_answer(answer.clone());
        assert_applied(&world.apply(), Confirmed::AnswerAndReading);
        assert_eq!(world.host.at(Place::Token).len(), tokens, "{answer}");
    }
}

#[test]
fn a_token_is_renewed_a_minute_before_its_end_or_at_half_its_life() {
    for (life, still, renewed) in [(200, 139, 141), (121, 60, 62), (120, 59, 61), (60, 29, 31)] {
        for (age, tokens) in [(still, 1), (renewed, 2)] {
            let mut world = World::new();
            world.settings.deadline = Duration::from_secs(1000);
            world.host.token_answer(json!({"expires_in": life}));
            let session = Session::new(&*world.host, &world.settings, &|_| ());
            pollster::block_on(async {
                pull(&session, &document().id).await.unwrap();
                world.host.pass(Duration::from_secs(age));
                pull(&session, &document().id).await.unwrap();
            });
            assert_eq!(world.host.at(Place::Token).len(), tokens, "life {life}, age {age}");
        }
    }
}

#[test]
fn a_token_that_would_end_within_the_request_is_renewed_first() {
    let mut world = World::new();
    world.settings.timeouts.get = Duration::from_secs(25);
    world.host.token_answer(json!({"expires_in": 30}));
    let session = Session::new(&*world.host, &world.settings, &|_| ());
    pollster::block_on(async {
        pull(&session, &document().id).await.unwrap();
        world.host.pass(Duration::from_secs(6));
        pull(&session, &document().id).await.unwrap();
    });
    assert_eq!(world.host.at(Place::Token).len(), 2);
}

#[test]
fn a_token_that_dies_during_the_back_off_is_renewed() {
    let world = World::with([Step::RateLimit(40)]);
    world.host.token_answer(json!({"expires_in": 50}));
    assert_applied(&world.apply(), Confirmed::AnswerAndReading);
    assert_eq!(world.host.at(Place::Token).len(), 2);
    let statuses: Vec<_> = world.host.at(Place::Change).iter().map(|put| put.status).collect();
    assert_eq!(statuses, [Some(429), Some(200)]);
}

#[test]
fn those_who_need_a_token_at_once_share_one() {
    let world = World::new();
    let session = Session::new(&*world.host, &world.settings, &|_| ());
    let (left, right) = pollster::block_on(join(pull(&session, &document().id), plan(&session, &document())));
    assert!(left.is_ok() && right.is_ok());
    assert_eq!((world.host.at(Place::Token).len(), world.host.at(Place::Read).len()), (1, 2));
}

#[test]
fn a_refused_token_is_dropped_once() {
    let world = World::new();
    let session = Session::new(&*world.host, &world.settings, &|_| ());
    pollster::block_on(async {
        pull(&session, &document().id).await.unwrap();
        world.host.script(Place::Read, [Step::Revoked, Step::Answer(Reply::new(401))]);
        let (left, right) = join(pull(&session, &document().id), pull(&session, &document().id)).await;
        assert!(left.is_ok() && right.is_ok());
    });
    assert_eq!(world.host.at(Place::Token).len(), 2, "whoever comes second takes the new one");
}

#[test]
fn a_token_is_renewed_once_for_a_change() {
    let refused = Step::Answer(Reply::new(401));
    let world = World::with([refused.clone(), Step::RateLimit(3), refused]);
    assert!(matches!(assert_not_applied(&world.apply(), Exit::NotApplied), Error::Unauthorized { .. }));
    assert_eq!((world.puts(), world.host.at(Place::Token).len()), (3, 2));
}

#[test]
fn a_smaller_scope_is_said_before_the_change() {
    let world = World::with([Step::Answer(Reply::new(403))]);
    world.host.token_answer(json!({"expires_in": 3600, "scope": "outbound:predictive_dialer:read"}));
    assert_not_applied(&world.apply(), Exit::NotApplied);
    let story = world.story();
    let (said, sent) = (story.find("lacks the scope `outbound:predictive_dialer:update`"), story.find("sending"));
    assert!(said.is_some() && said < sent, "{story}");
}

#[test]
fn a_read_whose_token_is_refused_gets_one_more() {
    let world = World::new();
    world.host.script(Place::Read, [Step::Well, Step::Revoked]);
    assert_applied(&world.apply(), Confirmed::AnswerAndReading);
    assert_eq!(world.host.at(Place::Token).len(), 2);

    let world = World::new();
    world.host.script(Place::Read, [Step::Answer(Reply::new(401))]);
    assert!(matches!(assert_not_applied(&world.apply(), Exit::NotApplied), Error::Unauthorized { .. }));
    assert_eq!(world.host.at(Place::Token).len(), 1, "it was new");
}
