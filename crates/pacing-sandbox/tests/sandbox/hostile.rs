//! Input that is not meant well.

use serde_json::json;

use crate::client::{ID, bearer, get, path, raw, send, start};

#[tokio::test]
async fn nothing_but_the_surface_is_there() {
    let sandbox = start().await;
    for (method, path, status) in [
        ("GET", "/", 404),
        ("GET", "/api/v2/outbound/campaigns/7", 404),
        ("DELETE", "/api/v2/outbound/predictivedialers/x", 405),
        ("GET", "/oauth2/token", 405),
        ("GET", "/wfm/pacing-sync", 405),
    ] {
        let answer = send(&sandbox, method, path, &[], b"").await.unwrap();
        assert_eq!(answer.status, status, "{method} {path}");
        assert!(answer.json()["message"].is_string(), "{method} {path}");
    }
    assert_eq!(sandbox.requests().len(), 5);
}

#[tokio::test]
async fn a_body_beyond_the_limit_is_refused() {
    let sandbox = start().await;
    let token = bearer(&sandbox).await;
    let head = format!(
        "PUT {} HTTP/1.1\r\nhost: x\r\nconnection: close\r\nauthorization: {token}\r\n\
         content-type: application/json\r\ncontent-length: {}\r\n\r\n",
        path(ID),
        21 * 1024 * 1024
    );
    let answer = raw(&sandbox, head.as_bytes()).await.unwrap();
    assert_eq!(answer.status, 413);

    let note = "x".repeat(17 * 1024 * 1024);
    let mut document = crate::client::tutorial();
    document["note"] = json!(note);
    let answer = crate::client::put(&sandbox, &token, &document).await.unwrap();
    assert_eq!(answer.status, 200, "as large as a document may be");
}

#[tokio::test]
async fn broken_requests_do_not_harm_it() {
    let sandbox = start().await;
    for bytes in [
        &b"\0\0\0\0\r\n\r\n"[..],
        b"GET / HTTP/9.9\r\n\r\n",
        b"PUT / HTTP/1.1\r\ncontent-length: -1\r\n\r\n",
        b"POST /oauth2/token HTTP/1.1\r\nhost: x\r\nconnection: close\r\nauthorization: Basic \xff\xfe\r\n\
          content-type: application/x-www-form-urlencoded\r\ncontent-length: 3\r\n\r\n%ff",
        b"POST /wfm/pacing-sync HTTP/1.1\r\nhost: x\r\nconnection: close\r\nwebhook-id: \xff\r\n\
          webhook-signature: \xff\r\nwebhook-timestamp: 99999999999999999999\r\ncontent-length: 0\r\n\r\n",
    ] {
        if let Ok(answer) = raw(&sandbox, bytes).await {
            assert!((400..500).contains(&answer.status), "{}", answer.head);
        }
    }
    let token = bearer(&sandbox).await;
    assert_eq!(get(&sandbox, &token).await.unwrap().status, 200);
}

#[tokio::test]
async fn extreme_faults_do_not_harm_it() {
    let sandbox = start().await;
    let token = bearer(&sandbox).await;
    for fault in [
        r#"{"endpoint":"get","status":429,"enforced":true,"retry_after":18446744073709551615}"#,
        r#"{"endpoint":"put","status":429,"retry_after":{"date_in":18446744073709551615}}"#,
        r#"{"endpoint":"token","patch":7}"#,
        r#"{"endpoint":"token","times":0,"status":500}"#,
        r#"{"endpoint":"webhook","meanwhile":[],"store":7,"reloading_ms":18446744073709551615}"#,
    ] {
        let answer = send(&sandbox, "POST", "/_sandbox/faults", &[], fault.as_bytes()).await.unwrap();
        assert_eq!(answer.status, 201, "{}", answer.text());
    }
    assert_eq!(get(&sandbox, &token).await.unwrap().status, 429);
    let answer = crate::client::put(&sandbox, &token, &json!({})).await.unwrap();
    assert!(answer.header("retry-after").unwrap().ends_with(" GMT"));
    let patched = crate::client::ask_token(&sandbox, &crate::client::credentials(&sandbox)).await;
    assert_eq!(patched.text(), "7");
    bearer(&sandbox).await;
    let extreme = r#"{"endpoint":"put","meanwhile":[],"reloading_ms":18446744073709551615}"#;
    send(&sandbox, "POST", "/_sandbox/faults", &[], extreme.as_bytes()).await.unwrap();
    let answer = crate::client::put(&sandbox, &token, &crate::client::tutorial()).await.unwrap();
    assert!([200, 409].contains(&answer.status));
}
