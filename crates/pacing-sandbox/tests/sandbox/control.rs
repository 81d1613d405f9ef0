//! The routes for people with curl.

use pacing_sandbox::Sandbox;
use serde_json::{Value, json};

use crate::client::{Answer, ID, bearer, get, put, send, start, tutorial};

async fn control(sandbox: &Sandbox, method: &str, what: &str, body: &str) -> Answer {
    let headers = [("content-type", "application/x-www-form-urlencoded")];
    let path = format!("/_sandbox/{what}");
    send(sandbox, method, &path, &headers, body.as_bytes()).await.unwrap()
}

#[tokio::test]
async fn a_fault_is_queued_listed_and_used_up() {
    let sandbox = start().await;
    let token = bearer(&sandbox).await;
    let fault = r#"{"endpoint":"put","status":429,"retry_after":3,"times":2}"#;
    let answer = control(&sandbox, "POST", "faults", fault).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    assert_eq!(answer.json(), json!({"put": [{"status": 429, "retry_after": 3, "times": 2}]}));
    for left in [1, 0] {
        let answer = put(&sandbox, &token, &tutorial()).await.unwrap();
        assert_eq!((answer.status, answer.header("retry-after")), (429, Some("3")));
        let listed = control(&sandbox, "GET", "faults", "").await.json();
        assert_eq!(listed["put"].as_array().unwrap().len(), left);
    }
    assert_eq!(put(&sandbox, &token, &tutorial()).await.unwrap().status, 200);

    control(&sandbox, "POST", "faults", r#"{"endpoint":"get","cut":"reset"}"#).await;
    assert_eq!(control(&sandbox, "DELETE", "faults", "").await.status, 204);
    assert_eq!(get(&sandbox, &token).await.unwrap().status, 200);
}

#[tokio::test]
async fn a_fault_that_cannot_be_is_explained() {
    let sandbox = start().await;
    for (fault, why) in [
        ("nonsense", "not JSON"),
        ("[]", "`endpoint` is missing"),
        (r#"{"status":500}"#, "`endpoint` is missing"),
        (r#"{"endpoint":"post"}"#, "unknown variant `post`"),
        (r#"{"endpoint":"put","stauts":500}"#, "unknown field `stauts`"),
        (r#"{"endpoint":"put","status":99}"#, "200 to 599"),
        (r#"{"endpoint":"put","status":101}"#, "200 to 599"),
        (r#"{"endpoint":"put","status":-1}"#, "invalid value"),
        (r#"{"endpoint":"put","headers":{"a b":"c"}}"#, "not a header name"),
        (r#"{"endpoint":"put","status":503,"retry_after":"a\nb"}"#, "not a header value"),
    ] {
        let answer = control(&sandbox, "POST", "faults", fault).await;
        assert_eq!(answer.status, 400, "{fault}");
        assert!(answer.text().contains(why), "{fault}: {}", answer.text());
    }
    assert_eq!(control(&sandbox, "GET", "faults", "").await.json(), json!({}));
}

#[tokio::test]
async fn requests_events_and_dialers_can_be_looked_at() {
    let sandbox = start().await;
    let token = bearer(&sandbox).await;
    put(&sandbox, &token, &tutorial()).await.unwrap();
    send(&sandbox, "POST", "/wfm/pacing-sync?key=hidden", &[], b"not json").await.unwrap();
    assert_eq!(control(&sandbox, "POST", "revoke", "").await.status, 204);
    assert_eq!(get(&sandbox, &token).await.unwrap().status, 401);

    let requests = control(&sandbox, "GET", "requests", "").await;
    let short: Vec<Value> = requests
        .json()
        .as_array()
        .unwrap()
        .iter()
        .map(|request| json!([request["method"], request["path"], request["status"]]))
        .collect();
    assert_eq!(
        short,
        [
            json!(["POST", "/oauth2/token", 200]),
            json!(["PUT", "/api/v2/outbound/predictivedialers/outbound-sales", 200]),
            json!(["POST", "/wfm/pacing-sync", 401]),
            json!(["GET", "/api/v2/outbound/predictivedialers/outbound-sales", 401]),
        ]
    );
    for secret in [sandbox.client_secret(), token.trim_start_matches("Bearer "), "hidden"] {
        assert!(!requests.text().contains(secret));
    }

    let events = control(&sandbox, "GET", "events", "").await.json();
    assert_eq!(events[0]["body"], "not json");
    assert_eq!(events[0]["signature"], "unsigned");

    let dialer = control(&sandbox, "GET", &format!("dialers/{ID}"), "").await.json();
    assert_eq!(dialer["puts"], 1);
    assert_eq!(dialer["document"]["predictive_dialer_config"]["max_speed"], 45);
    assert_eq!(control(&sandbox, "GET", "dialers/nobody", "").await.status, 404);
}

#[tokio::test]
async fn the_commands_of_the_readme_work() {
    let sandbox = start().await;
    let commands = include_str!("../../README.md")
        .lines()
        .filter_map(|line| line.strip_prefix("curl $SANDBOX/_sandbox/faults -d '")?.strip_suffix('\''));
    let mut count = 0;
    for fault in commands {
        let answer = control(&sandbox, "POST", "faults", fault).await;
        assert_eq!(answer.status, 201, "{fault}: {}", answer.text());
        count += 1;
    }
    assert!(count > 10, "the README has changed its form: {count}");
}
