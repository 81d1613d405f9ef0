//! What a browser needs before it lets a page call the sandbox.

use pacing_sandbox::{Config, Endpoint, Fault};

use crate::client::{ID, bearer, path, send, start, start_with};

#[tokio::test]
async fn a_preflight_is_answered_without_a_fault_or_a_record() {
    let sandbox = start().await;
    sandbox.fault(Endpoint::Put, Fault::answer(500));
    let headers = [
        ("origin", "https://desk.example"),
        ("access-control-request-method", "PUT"),
        ("access-control-request-headers", "authorization,content-type,if-match"),
    ];
    let answer = send(&sandbox, "OPTIONS", &path(ID), &headers, b"").await.unwrap();
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
    assert!(answer.header("access-control-allow-methods").unwrap().contains("PUT"));
    let allowed = answer.header("access-control-allow-headers").unwrap();
    for name in ["authorization", "content-type", "if-match"] {
        assert!(allowed.contains(name), "{allowed}");
    }
    assert!(sandbox.requests().is_empty());
}

#[tokio::test]
async fn answers_and_faults_can_be_read_by_pages() {
    for (expose, seen) in [(true, Some("etag,retry-after,date,location")), (false, None)] {
        let sandbox = start_with(Config { expose_headers: expose, ..Config::holding(ID) }).await;
        let token = bearer(&sandbox).await;
        sandbox.fault(Endpoint::Get, Fault::answer(503));
        for status in [503, 200, 200] {
            let headers = [("authorization", token.as_str()), ("origin", "https://desk.example")];
            let answer = send(&sandbox, "GET", &path(ID), &headers, b"").await.unwrap();
            assert_eq!(answer.status, status);
            assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
            assert_eq!(answer.header("access-control-expose-headers"), seen);
        }
    }
}
