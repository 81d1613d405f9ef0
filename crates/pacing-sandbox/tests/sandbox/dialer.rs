//! Reading and changing a dialer: versions, reload, what the server manages.

use std::time::Duration;

use pacing_sandbox::Config;
use serde_json::{Value, json};

use crate::client::{ID, bearer, get, path, put, put_if, send, start, start_with, tutorial, until};

#[tokio::test]
async fn a_put_stores_what_was_sent_and_reloads() {
    let config = Config { reload: Duration::from_secs(1), ..Config::holding(ID) };
    let sandbox = start_with(config).await;
    let token = bearer(&sandbox).await;
    let before = get(&sandbox, &token).await.unwrap();
    assert_eq!(before.json()["status"], "ACTIVE");
    assert_ne!(before.json()["predictive_dialer_config"], tutorial()["predictive_dialer_config"]);

    let answer = put(&sandbox, &token, &tutorial()).await.unwrap();
    assert_eq!(answer.status, 200);
    assert_eq!(answer.json()["status"], "RELOADING");
    assert_eq!(answer.json()["predictive_dialer_config"], tutorial()["predictive_dialer_config"]);
    assert_eq!(answer.json()["name"], before.json()["name"]);
    assert_eq!(answer.json()["dateCreated"], before.json()["dateCreated"]);
    assert_eq!(sandbox.active_pacing(ID), Some(before.json()["predictive_dialer_config"].clone()));

    let conflict = put(&sandbox, &token, &tutorial()).await.unwrap();
    assert_eq!(conflict.status, 409);
    assert!(conflict.text().contains("reloading"));
    assert_eq!(sandbox.put_count(ID), 1);

    until("ACTIVE", || sandbox.dialer(ID).unwrap()["status"] == "ACTIVE").await;
    assert_eq!(sandbox.active_pacing(ID), Some(tutorial()["predictive_dialer_config"].clone()));
    assert_eq!(put(&sandbox, &token, &tutorial()).await.unwrap().status, 200);
    assert_eq!(sandbox.put_count(ID), 2);
    assert_eq!(sandbox.last_put(ID).unwrap(), tutorial().to_string());
}

#[tokio::test]
async fn without_a_reload_the_cached_pacing_stays() {
    let sandbox = start().await;
    let token = bearer(&sandbox).await;
    let cached = sandbox.active_pacing(ID).unwrap();
    for reload in [Some(json!(false)), None] {
        let mut document = tutorial();
        let config = document["predictive_dialer_config"].as_object_mut().unwrap();
        config.remove("reload_on_update");
        if let Some(reload) = reload {
            config.insert("reload_on_update".to_owned(), reload);
        }
        let answer = put(&sandbox, &token, &document).await.unwrap();
        assert_eq!((answer.status, &answer.json()["status"]), (200, &json!("ACTIVE")));
        assert_eq!(sandbox.active_pacing(ID), Some(cached.clone()));
    }
    assert_eq!(sandbox.dialer(ID).unwrap()["predictive_dialer_config"]["max_speed"], 45);
}

#[tokio::test]
async fn the_server_manages_its_own_fields_and_the_rest_is_replaced() {
    let sandbox = start().await;
    let token = bearer(&sandbox).await;
    let created = sandbox.dialer(ID).unwrap()["dateCreated"].clone();
    let mut document = tutorial();
    document["predictive_dialer_config"]["reload_on_update"] = json!(false);
    document["status"] = json!("PAUSED");
    document["dateCreated"] = json!("1999-01-01T00:00:00Z");
    document["name"] = json!("Renamed");
    document["note"] = json!("kept");
    put(&sandbox, &token, &document).await.unwrap();
    let stored = sandbox.dialer(ID).unwrap();
    assert_eq!(stored["status"], "ACTIVE");
    assert_eq!(stored["dateCreated"], created);
    assert_eq!(stored["name"], "Renamed");
    assert_eq!(stored["note"], "kept");
    document.as_object_mut().unwrap().remove("note");
    put(&sandbox, &token, &document).await.unwrap();
    assert_eq!(sandbox.dialer(ID).unwrap().get("note"), None);
}

#[tokio::test]
async fn if_match_lets_only_the_known_version_be_replaced() {
    let sandbox = start().await;
    let token = bearer(&sandbox).await;
    let read = get(&sandbox, &token).await.unwrap();
    let etag = read.header("etag").unwrap();
    assert!(etag.starts_with('"') && etag.ends_with('"'), "{etag} is strong");
    assert_eq!(get(&sandbox, &token).await.unwrap().header("etag"), Some(etag));

    assert!(sandbox.change(ID, &json!({"predictive_dialer_config": {"max_speed": 30}})));
    let stale = put_if(&sandbox, &token, &tutorial(), &[("if-match", etag)]).await.unwrap();
    assert_eq!(stale.status, 412);
    let now = stale.header("etag").unwrap();
    assert_ne!(now, etag);
    let weak = format!("W/{now}");
    let weak = put_if(&sandbox, &token, &tutorial(), &[("if-match", &weak)]).await.unwrap();
    assert_eq!(weak.status, 412);
    assert_eq!(sandbox.put_count(ID), 0);
    let list = format!("{etag}, {now}");
    let answer = put_if(&sandbox, &token, &tutorial(), &[("if-match", &list)]).await.unwrap();
    assert_eq!(answer.status, 200);
    let reloading = answer.header("etag").unwrap().to_owned();
    assert_ne!(reloading, now);
    until("ACTIVE", || sandbox.dialer(ID).unwrap()["status"] == "ACTIVE").await;
    let active = get(&sandbox, &token).await.unwrap();
    assert_ne!(active.header("etag"), Some(reloading.as_str()), "another body has another tag");
    let any = put_if(&sandbox, &token, &tutorial(), &[("if-match", "*")]).await.unwrap();
    assert_eq!(any.status, 200);
}

#[tokio::test]
async fn a_change_of_the_version_alone_is_seen() {
    let sandbox = start().await;
    let token = bearer(&sandbox).await;
    let before = get(&sandbox, &token).await.unwrap();
    sandbox.change(ID, &json!({}));
    let after = get(&sandbox, &token).await.unwrap();
    assert_ne!(before.header("etag"), after.header("etag"));
    let config = "predictive_dialer_config";
    assert_eq!(before.json()[config], after.json()[config]);
    assert!(!sandbox.change("nobody", &json!({})));
}

#[tokio::test]
async fn without_etags_a_put_is_not_conditional() {
    let sandbox = start_with(Config { etags: false, ..Config::holding(ID) }).await;
    let token = bearer(&sandbox).await;
    assert_eq!(get(&sandbox, &token).await.unwrap().header("etag"), None);
    let answer = put_if(&sandbox, &token, &tutorial(), &[("if-match", "\"old\"")]).await.unwrap();
    assert_eq!((answer.status, answer.header("etag")), (200, None));
}

#[tokio::test]
async fn unknown_dialers_are_not_found() {
    let sandbox = start().await;
    let token = bearer(&sandbox).await;
    let headers = [("authorization", token.as_str()), ("content-type", "application/json")];
    for method in ["GET", "PUT"] {
        let answer = send(&sandbox, method, &path("nobody"), &headers, b"{}").await.unwrap();
        assert_eq!(answer.status, 404);
        assert!(answer.json()["message"].as_str().unwrap().contains("`nobody`"));
    }
}

#[tokio::test]
async fn ids_are_one_path_segment_decoded() {
    let config = Config::holding(ID).with_dialer("a/b c", &json!({"id": "a/b c"}));
    let sandbox = start_with(config).await;
    let token = bearer(&sandbox).await;
    let headers = [("authorization", token.as_str())];
    let answer = send(&sandbox, "GET", &path("a%2Fb%20c"), &headers, b"").await.unwrap();
    assert_eq!(answer.json()["id"], "a/b c");
    let answer = send(&sandbox, "GET", &path("a/b"), &headers, b"").await.unwrap();
    assert_eq!(answer.status, 404);
    let answer = send(&sandbox, "GET", &path("%ff"), &headers, b"").await.unwrap();
    assert_eq!((answer.status, answer.json()["error"].as_str()), (400, Some("bad_request")));
}

#[tokio::test]
async fn order_and_spelling_of_a_document_are_kept() {
    let sandbox = start().await;
    let token = bearer(&sandbox).await;
    let pacing = r#"{"pacing_rules":[{"agent_count_min":1,"agent_count_max":5e0,"max_speed":10}],"max_speed":45,"abandon_rate_threshold":0.029999999999999999}"#;
    let document = format!(r#"{{"type":"PREDICTIVE","id":"{ID}","predictive_dialer_config":{pacing}}}"#);
    let headers = [("authorization", token.as_str()), ("content-type", "application/json")];
    let answer = send(&sandbox, "PUT", &path(ID), &headers, document.as_bytes()).await.unwrap();
    assert_eq!(answer.status, 200, "{}", answer.text());
    let read = get(&sandbox, &token).await.unwrap().text();
    let head = format!(r#"{{"type":"PREDICTIVE","id":"{ID}","predictive_dialer_config":{pacing},"#);
    assert!(read.starts_with(&head), "{read}");
}

#[tokio::test]
async fn a_reload_that_somebody_else_started_holds_puts_up() {
    let sandbox = start().await;
    let token = bearer(&sandbox).await;
    assert!(sandbox.start_reload(ID, Duration::from_millis(500)));
    assert!(!sandbox.start_reload("nobody", Duration::ZERO));
    assert_eq!(put(&sandbox, &token, &tutorial()).await.unwrap().status, 409);
    until("ACTIVE", || sandbox.dialer(ID).unwrap()["status"] == "ACTIVE").await;
    assert_eq!(put(&sandbox, &token, &tutorial()).await.unwrap().status, 200);
}

#[tokio::test]
async fn the_first_status_is_the_documents() {
    for (status, answered) in [("IDLE", 200), ("RELOADING", 409)] {
        let document: Value = json!({"id": ID, "status": status});
        let sandbox = start_with(Config::default().with_dialer(ID, &document)).await;
        assert_eq!(sandbox.dialer(ID).unwrap()["status"], status);
        let token = bearer(&sandbox).await;
        assert_eq!(put(&sandbox, &token, &tutorial()).await.unwrap().status, answered);
    }
}

/// Also where the milliseconds end in zeros: a reader that takes three digits takes all.
#[tokio::test]
async fn times_have_three_digits_of_fraction() {
    let sandbox = start().await;
    let token = bearer(&sandbox).await;
    let mut document = tutorial();
    document["predictive_dialer_config"]["reload_on_update"] = json!(false);
    for _ in 0..40 {
        let shown = put(&sandbox, &token, &document).await.unwrap().json();
        for name in ["dateCreated", "dateModified"] {
            let time = shown[name].as_str().unwrap();
            assert_eq!(time.len(), "2026-03-02T09:15:01.250Z".len(), "{name}: {time}");
        }
    }
}
