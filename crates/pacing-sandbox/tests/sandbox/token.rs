//! The token endpoint and what tokens are good for.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use pacing_sandbox::{Config, SCOPE_READ, SCOPE_UPDATE, Sandbox};

use crate::client::{Answer, ID, ask_token, bearer, credentials, get, path, put, send, start, start_with, tutorial};

#[tokio::test]
async fn credentials_in_the_body_get_a_token() {
    let sandbox = start().await;
    let answer = ask_token(&sandbox, &credentials(&sandbox)).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    let json = answer.json();
    assert_eq!(json["token_type"], "Bearer");
    assert_eq!(json["expires_in"], 3600);
    assert_eq!(json["scope"], format!("{SCOPE_READ} {SCOPE_UPDATE}"));
    assert_eq!(sandbox.tokens_issued(), 1);
    let again = ask_token(&sandbox, &credentials(&sandbox)).await;
    assert_ne!(again.json()["access_token"], json["access_token"]);
}

#[tokio::test]
async fn basic_credentials_are_form_decoded() {
    let config = Config {
        client_id: Some("desk:1".to_owned()),
        client_secret: Some("a b+c%&=ü".to_owned()),
        ..Config::holding(ID)
    };
    let sandbox = start_with(config).await;
    let answer = basic(&sandbox, "desk%3A1:a+b%2Bc%25%26%3D%C3%BC").await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    let answer = basic(&sandbox, "desk%3A1:wrong").await;
    assert_eq!(answer.status, 401);
    assert_eq!(answer.json()["error"], "invalid_client");
    assert!(answer.header("www-authenticate").unwrap().starts_with("Basic "));
}

async fn basic(sandbox: &Sandbox, pair: &str) -> Answer {
    let header = format!("Basic {}", STANDARD.encode(pair));
    let headers = [("authorization", header.as_str()), ("content-type", "application/x-www-form-urlencoded")];
    send(sandbox, "POST", "/oauth2/token", &headers, b"grant_type=client_credentials").await.unwrap()
}

#[tokio::test]
async fn each_refusal_has_its_error() {
    let sandbox = start().await;
    let id = sandbox.client_id();
    let good = credentials(&sandbox);
    let both = |scope: &str| format!("{good}&scope={scope}");
    for (form, status, error) in [
        (format!("grant_type=client_credentials&client_id={id}&client_secret=no"), 401, "invalid_client"),
        (format!("grant_type=client_credentials&client_id={id}"), 401, "invalid_client"),
        (format!("grant_type=client_credentials&client_id={id}&client_secret="), 401, "invalid_client"),
        (good.replace("client_credentials", "password"), 400, "unsupported_grant_type"),
        (good.replace("grant_type=client_credentials&", ""), 400, "invalid_request"),
        (format!("{good}&client_id={id}"), 400, "invalid_request"),
        (both("outbound:everything"), 400, "invalid_scope"),
        (both("%20"), 400, "invalid_scope"),
    ] {
        let answer = ask_token(&sandbox, &form).await;
        assert_eq!(answer.status, status, "{form}: {}", answer.text());
        assert_eq!(answer.json()["error"], error, "{form}");
        assert_eq!(answer.header("cache-control"), Some("no-store"));
    }
    let json = [("content-type", "application/json")];
    let answer = send(&sandbox, "POST", "/oauth2/token", &json, good.as_bytes()).await.unwrap();
    assert_eq!((answer.status, answer.json()["error"].as_str()), (400, Some("invalid_request")));
    assert_eq!(sandbox.tokens_issued(), 0);
}

#[tokio::test]
async fn scopes_are_what_is_asked_and_allowed() {
    let sandbox = start().await;
    let narrow = ask_token(&sandbox, &format!("{}&scope={SCOPE_READ}", credentials(&sandbox))).await;
    assert_eq!(narrow.json()["scope"], SCOPE_READ);

    let sandbox = start_with(Config::holding(ID).read_only()).await;
    let form = format!("{}&scope={SCOPE_READ}+{SCOPE_UPDATE}", credentials(&sandbox));
    let wide = ask_token(&sandbox, &form).await;
    assert_eq!((wide.status, &wide.json()["scope"]), (200, &SCOPE_READ.into()));
    let none = ask_token(&sandbox, &format!("{}&scope={SCOPE_UPDATE}", credentials(&sandbox))).await;
    assert_eq!(none.json()["error"], "invalid_scope");
}

#[tokio::test]
async fn a_scope_that_is_missing_is_named() {
    let sandbox = start_with(Config::holding(ID).read_only()).await;
    let token = bearer(&sandbox).await;
    assert_eq!(get(&sandbox, &token).await.unwrap().status, 200);
    let answer = put(&sandbox, &token, &tutorial()).await.unwrap();
    assert_eq!(answer.status, 403);
    assert!(answer.text().contains(SCOPE_UPDATE));
    assert!(answer.header("www-authenticate").unwrap().contains("insufficient_scope"));
    assert_eq!(sandbox.put_count(ID), 0);
}

#[tokio::test]
async fn tokens_that_are_no_good_get_401() {
    let sandbox = start().await;
    let none = send(&sandbox, "GET", &path(ID), &[], b"").await.unwrap();
    assert_eq!(none.status, 401);
    assert_eq!(none.header("www-authenticate"), Some("Bearer realm=\"pacing-sandbox\""));
    assert_eq!(get(&sandbox, "Basic abc").await.unwrap().status, 401);

    let revoked = bearer(&sandbox).await;
    assert_eq!(get(&sandbox, &revoked).await.unwrap().status, 200);
    sandbox.revoke_tokens();
    refused(&sandbox, &revoked, "revoked").await;
    refused(&sandbox, "Bearer made-up", "unknown").await;

    let config = Config { token_lifetime: Duration::ZERO, ..Config::holding(ID) };
    let sandbox = start_with(config).await;
    refused(&sandbox, &bearer(&sandbox).await, "expired").await;
}

async fn refused(sandbox: &Sandbox, header: &str, why: &str) {
    let answer = get(sandbox, header).await.unwrap();
    assert_eq!(answer.status, 401, "{why}");
    assert!(answer.text().contains(why), "{}", answer.text());
    assert!(answer.header("www-authenticate").unwrap().contains("invalid_token"));
    let answer = put(sandbox, header, &tutorial()).await.unwrap();
    assert_eq!((answer.status, sandbox.put_count(ID)), (401, 0));
}
