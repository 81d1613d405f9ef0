//! The receiver of events.

use std::time::SystemTime;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use pacing_sandbox::{Config, Endpoint, Fault, Sandbox, Signature};
use sha2::Sha256;

use crate::client::{Answer, ID, send, start, start_with};

const BODY: &[u8] = br#"{"event_type":"PACING_UPDATE","note":"gr\u00fcn"}"#;

fn now() -> u64 {
    SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_secs()
}

fn sign(sandbox: &Sandbox, id: &str, timestamp: u64, body: &[u8]) -> String {
    let key = STANDARD.decode(sandbox.webhook_secret().strip_prefix("whsec_").unwrap()).unwrap();
    let mut mac = Hmac::<Sha256>::new_from_slice(&key).unwrap();
    mac.update(&[id.as_bytes(), b".", timestamp.to_string().as_bytes(), b".", body].concat());
    format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()))
}

async fn deliver(sandbox: &Sandbox, id: &str, timestamp: u64, signature: &str) -> Answer {
    let timestamp = timestamp.to_string();
    let headers = [
        ("content-type", "application/json"),
        ("authorization", "Bearer private"),
        ("webhook-id", id),
        ("webhook-timestamp", &timestamp),
        ("webhook-signature", signature),
    ];
    send(sandbox, "POST", "/wfm/pacing-sync", &headers, BODY).await.unwrap()
}

#[tokio::test]
async fn a_signed_event_is_verified_and_kept() {
    let sandbox = start().await;
    assert_eq!(sandbox.webhook_url(), format!("{}/wfm/pacing-sync", sandbox.base_url()));
    let time = now();
    let signature = sign(&sandbox, "evt-1", time, BODY);
    assert_eq!(deliver(&sandbox, "evt-1", time, &signature).await.status, 204);
    let two = format!("v1,{} {signature}", STANDARD.encode([7; 32]));
    assert_eq!(deliver(&sandbox, "evt-1", time, &two).await.status, 204);

    let events = sandbox.events();
    assert_eq!(events.len(), 2);
    assert_eq!(events[0].signature, Signature::Verified);
    assert_eq!(events[0].id.as_deref(), Some("evt-1"));
    assert_eq!(events[0].body, BODY);
    assert_eq!((events[0].delivery, events[1].delivery), (1, 2), "the second is a duplicate");
    assert!(events[0].headers.contains(&("webhook-timestamp".to_owned(), time.to_string())));
    assert!(!events[0].headers.iter().any(|(name, _)| name == "authorization"));
}

#[tokio::test]
async fn a_signature_that_does_not_hold_is_refused() {
    let sandbox = start().await;
    let time = now();
    let good = sign(&sandbox, "evt-1", time, BODY);
    let old = sign(&sandbox, "evt-1", time - 400, BODY);
    let other = sign(&sandbox, "evt-1", time, b"another body");
    for (id, time, signature) in [
        ("evt-2", time, good.as_str()),
        ("evt-1", time + 1, &good),
        ("evt-1", time - 400, &old),
        ("evt-1", time, &other),
        ("evt-1", time, "v1,"),
        ("evt-1", time, "nonsense"),
    ] {
        let answer = deliver(&sandbox, id, time, signature).await;
        assert_eq!(answer.status, 401, "{id} {signature}");
    }
    let headers = [("webhook-signature", good.as_str())];
    let bare = send(&sandbox, "POST", "/wfm/pacing-sync", &headers, BODY).await.unwrap();
    assert_eq!(bare.status, 401);
    assert!(bare.text().contains("webhook-id"));
    assert_eq!(sandbox.events().len(), 7);
    for event in sandbox.events() {
        assert_eq!((event.signature, event.delivery), (Signature::Bad, 0));
        assert!(event.refused.is_some());
    }
}

#[tokio::test]
async fn unsigned_events_are_taken_only_where_allowed() {
    for accept in [true, false] {
        let config = Config { accept_unsigned_events: accept, ..Config::holding(ID) };
        let sandbox = start_with(config).await;
        let answer = send(&sandbox, "POST", "/wfm/pacing-sync", &[], BODY).await.unwrap();
        assert_eq!(answer.status, if accept { 204 } else { 401 });
        let events = sandbox.events();
        assert_eq!(events[0].signature, Signature::Unsigned);
        assert_eq!(events[0].refused.is_none(), accept);
    }
}

#[tokio::test]
async fn faults_strike_before_or_after_the_event_is_kept() {
    let sandbox = start().await;
    sandbox.fault(Endpoint::Webhook, Fault::answer(500));
    sandbox.fault(Endpoint::Webhook, Fault::answer(500).after_work());
    let time = now();
    let signature = sign(&sandbox, "evt-1", time, BODY);
    for (status, kept) in [(500, 0), (500, 1), (204, 2)] {
        assert_eq!(deliver(&sandbox, "evt-1", time, &signature).await.status, status);
        assert_eq!(sandbox.events().len(), kept);
    }
}
