//! Each fault, and with them the rows of what an apply must survive.

use std::io::ErrorKind;
use std::time::{Duration, Instant, SystemTime};

use pacing_sandbox::{Cut, Endpoint, Fault, Recorded, RetryAfter};
use serde_json::json;

use crate::client::{Answer, ID, ask_token, bearer, credentials, get, put, put_if, start, tutorial, until};

const SOON: Duration = Duration::from_millis(400);

#[tokio::test]
async fn a_status_keeps_the_work_from_being_done() {
    let sandbox = start().await;
    let token = bearer(&sandbox).await;
    for status in [400, 401, 403, 404, 408, 409, 412, 422, 425, 429, 500, 502, 503, 504, 200, 204] {
        sandbox.fault(Endpoint::Put, Fault::answer(status));
        let answer = put(&sandbox, &token, &tutorial()).await.unwrap();
        assert_eq!((answer.status, answer.header("retry-after")), (status, None));
    }
    assert_eq!(sandbox.put_count(ID), 0);
    assert_eq!(put(&sandbox, &token, &tutorial()).await.unwrap().status, 200);
    assert!(sandbox.requests().iter().filter(|request| request.fault).count() == 16);
}

#[tokio::test]
async fn after_the_work_only_the_answer_is_another() {
    let sandbox = start().await;
    for (puts, status) in [201, 202, 204, 500, 502, 503].into_iter().enumerate() {
        sandbox.change(ID, &json!({}));
        let token = bearer(&sandbox).await;
        sandbox.fault(Endpoint::Put, Fault::answer(status).after_work());
        let answer = put(&sandbox, &token, &tutorial()).await.unwrap();
        assert_eq!(answer.status, status);
        assert_eq!(answer.body.is_empty(), status == 204);
        assert_eq!(sandbox.put_count(ID), puts as u64 + 1);
        until("ACTIVE", || sandbox.dialer(ID).unwrap()["status"] == "ACTIVE").await;
    }
}

#[tokio::test]
async fn a_fault_strikes_as_often_as_it_says_and_in_order() {
    let sandbox = start().await;
    let token = bearer(&sandbox).await;
    sandbox.fault(Endpoint::Get, Fault::answer(500).times(2));
    sandbox.fault(Endpoint::Get, Fault::answer(502).times(0));
    sandbox.fault(Endpoint::Get, Fault::answer(503));
    sandbox.fault(Endpoint::Put, Fault::answer(504));
    for status in [500, 500, 503, 200] {
        assert_eq!(get(&sandbox, &token).await.unwrap().status, status);
    }
    assert_eq!(put(&sandbox, &token, &tutorial()).await.unwrap().status, 504);
    sandbox.fault(Endpoint::Get, Fault::answer(500));
    sandbox.clear_faults();
    assert_eq!(get(&sandbox, &token).await.unwrap().status, 200);
}

#[tokio::test]
async fn retry_after_comes_in_all_forms() {
    let sandbox = start().await;
    let token = bearer(&sandbox).await;
    let raw = |text: &str| RetryAfter::Raw(text.to_owned());
    for (when, header) in [
        (RetryAfter::Seconds(20), "20"),
        (raw("Sunday, 06-Nov-94 08:49:37 GMT"), "Sunday, 06-Nov-94 08:49:37 GMT"),
        (raw("soon"), "soon"),
    ] {
        sandbox.fault(Endpoint::Put, Fault::answer(429).retry_after(when));
        let answer = put(&sandbox, &token, &tutorial()).await.unwrap();
        assert_eq!((answer.status, answer.header("retry-after")), (429, Some(header)));
    }
    let date = RetryAfter::DateIn { date_in: 90 };
    let fault = Fault::answer(503).retry_after(date).header("date", "Sun, 06 Nov 1994 08:49:37 GMT");
    sandbox.fault(Endpoint::Put, fault);
    let answer = put(&sandbox, &token, &tutorial()).await.unwrap();
    let told = httpdate::parse_http_date(answer.header("retry-after").unwrap()).unwrap();
    let wait = told.duration_since(SystemTime::now()).unwrap();
    assert!((85..=90).contains(&wait.as_secs()), "{wait:?}");
    assert_eq!(answer.header("date"), Some("Sun, 06 Nov 1994 08:49:37 GMT"));
}

#[tokio::test]
async fn who_comes_before_the_time_told_is_told_again() {
    let sandbox = start().await;
    let token = bearer(&sandbox).await;
    let fault = Fault::answer(429).retry_after(RetryAfter::Seconds(2)).enforced();
    sandbox.fault(Endpoint::Put, fault);
    let began = Instant::now();
    let mut told = Vec::new();
    loop {
        let answer = put(&sandbox, &token, &tutorial()).await.unwrap();
        if answer.status == 200 {
            break;
        }
        assert_eq!(answer.status, 429);
        told.push(answer.header("retry-after").unwrap().to_owned());
        tokio::time::sleep(Duration::from_millis(300)).await;
    }
    assert!(began.elapsed() >= Duration::from_secs(2));
    assert_eq!(told[0], "2");
    assert!(told.iter().all(|told| told == "2" || told == "1"), "what is left: {told:?}");
}

#[tokio::test]
async fn the_log_says_when_a_client_may_come_back() {
    let sandbox = start().await;
    let token = bearer(&sandbox).await;
    for when in [RetryAfter::Seconds(7), RetryAfter::DateIn { date_in: 7 }, RetryAfter::Raw("soon".to_owned())] {
        sandbox.fault(Endpoint::Put, Fault::answer(429).retry_after(when));
        put(&sandbox, &token, &tutorial()).await.unwrap();
    }
    let told = |request: &Recorded| Some(request.come_back_ms? - request.answered_ms?);
    let told: Vec<_> = sandbox.requests().iter().filter(|request| request.method == "PUT").map(told).collect();
    assert_eq!((told[0], told[2]), (Some(7000), None));
    assert!((5900..=7000).contains(&told[1].unwrap()), "a date has no fractions of a second: {told:?}");
}

#[tokio::test]
async fn a_reset_comes_before_or_after_the_change() {
    let sandbox = start().await;
    let token = bearer(&sandbox).await;
    for (fault, puts) in [(Fault::reset(), 0), (Fault::reset().after_work(), 1)] {
        sandbox.fault(Endpoint::Put, fault);
        let error = put(&sandbox, &token, &tutorial()).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::ConnectionReset);
        assert_eq!(sandbox.put_count(ID), puts);
        let last = sandbox.requests().pop().unwrap();
        assert_eq!((last.method.as_str(), last.status, last.fault), ("PUT", None, true));
    }
}

#[tokio::test]
async fn a_connection_can_close_without_an_answer() {
    let sandbox = start().await;
    let token = bearer(&sandbox).await;
    for (fault, puts) in [(Fault::close(), 0), (Fault::close().after_work(), 1)] {
        sandbox.fault(Endpoint::Put, fault);
        let error = put(&sandbox, &token, &tutorial()).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::UnexpectedEof);
        assert_eq!(sandbox.put_count(ID), puts);
    }
}

#[tokio::test]
async fn an_answer_can_end_in_the_middle() {
    let sandbox = start().await;
    let token = bearer(&sandbox).await;
    for (cut, kind) in [(Cut::Reset, ErrorKind::ConnectionReset), (Cut::Close, ErrorKind::UnexpectedEof)] {
        sandbox.fault(Endpoint::Get, Fault { cut: Some(cut), ..Fault::cut_after(10) });
        assert_eq!(get(&sandbox, &token).await.unwrap_err().kind(), kind);
    }
    assert_eq!(get(&sandbox, &token).await.unwrap().status, 200);
}

#[tokio::test]
async fn it_hangs_before_or_after_the_change() {
    let sandbox = start().await;
    let token = bearer(&sandbox).await;
    for (fault, early) in [(Fault::hang(SOON), 0), (Fault::hang(SOON).after_work(), 2)] {
        until("ACTIVE", || sandbox.dialer(ID).unwrap()["status"] == "ACTIVE").await;
        sandbox.fault(Endpoint::Put, fault);
        let began = Instant::now();
        let document = tutorial();
        let (answer, seen) = tokio::join!(put(&sandbox, &token, &document), async {
            tokio::time::sleep(SOON / 2).await;
            sandbox.put_count(ID)
        });
        assert_eq!(answer.unwrap().status, 200);
        assert_eq!(seen, early);
        assert!(began.elapsed() >= SOON);
    }
}

#[tokio::test]
async fn a_change_can_come_later_than_its_answer() {
    let sandbox = start().await;
    let token = bearer(&sandbox).await;
    sandbox.fault(Endpoint::Put, Fault::answer(202).late(SOON));
    assert_eq!(put(&sandbox, &token, &tutorial()).await.unwrap().status, 202);
    assert_eq!(sandbox.put_count(ID), 0);
    until("the change", || sandbox.put_count(ID) == 1).await;
    until("ACTIVE", || sandbox.dialer(ID).unwrap()["status"] == "ACTIVE").await;
    sandbox.fault(Endpoint::Put, Fault::reset().late(SOON));
    put(&sandbox, &token, &tutorial()).await.unwrap_err();
    assert_eq!(sandbox.put_count(ID), 1);
    until("the change", || sandbox.put_count(ID) == 2).await;
}

#[tokio::test]
async fn an_answer_drips() {
    let sandbox = start().await;
    let token = bearer(&sandbox).await;
    sandbox.fault(Endpoint::Put, Fault::drip(Duration::from_millis(1)));
    let began = Instant::now();
    let answer = put(&sandbox, &token, &tutorial()).await.unwrap();
    assert!(began.elapsed() >= Duration::from_millis(answer.body.len() as u64 - 1));
    assert_eq!((answer.status, &answer.json()["status"]), (200, &json!("RELOADING")));
    assert_eq!(sandbox.put_count(ID), 1);
}

#[tokio::test]
async fn a_login_page_or_a_redirect_comes_instead() {
    let sandbox = start().await;
    let token = bearer(&sandbox).await;
    sandbox.fault(Endpoint::Put, Fault::html());
    let answer = put(&sandbox, &token, &tutorial()).await.unwrap();
    assert_eq!(answer.status, 200);
    assert!(answer.header("content-type").unwrap().starts_with("text/html"));
    for status in [302, 307, 308] {
        sandbox.fault(Endpoint::Put, Fault::redirect(status, "https://login.example/"));
        let answer = put(&sandbox, &token, &tutorial()).await.unwrap();
        assert_eq!(answer.status, status);
        assert_eq!(answer.header("location"), Some("https://login.example/"));
    }
    sandbox.fault(Endpoint::Put, Fault::answer(503).body("text/plain", "back at noon"));
    let answer = put(&sandbox, &token, &tutorial()).await.unwrap();
    assert_eq!((answer.status, answer.text().as_str()), (503, "back at noon"));
    assert_eq!(sandbox.put_count(ID), 0);
}

#[tokio::test]
async fn other_values_are_stored_than_were_sent() {
    let sandbox = start().await;
    let token = bearer(&sandbox).await;
    let clamp = json!({"predictive_dialer_config": {"max_speed": 30}});
    sandbox.fault(Endpoint::Put, Fault::store(clamp));
    let answer = put(&sandbox, &token, &tutorial()).await.unwrap();
    assert_eq!(answer.status, 200);
    let stored = sandbox.dialer(ID).unwrap();
    assert_eq!(stored["predictive_dialer_config"]["max_speed"], 30);
    assert_eq!(stored["predictive_dialer_config"]["abandon_rate_threshold"], 0.025);
    assert_eq!(answer.json()["predictive_dialer_config"]["max_speed"], 30);
}

#[tokio::test]
async fn a_token_is_revoked_before_the_put_or_during_the_back_off() {
    let sandbox = start().await;
    let token = bearer(&sandbox).await;
    sandbox.fault(Endpoint::Put, Fault::revoke());
    assert_eq!(put(&sandbox, &token, &tutorial()).await.unwrap().status, 401);
    let token = bearer(&sandbox).await;
    sandbox.fault(Endpoint::Put, Fault::answer(429).revoking());
    assert_eq!(put(&sandbox, &token, &tutorial()).await.unwrap().status, 429);
    assert_eq!(put(&sandbox, &token, &tutorial()).await.unwrap().status, 401);
    let token = bearer(&sandbox).await;
    assert_eq!(put(&sandbox, &token, &tutorial()).await.unwrap().status, 200);
}

#[tokio::test]
async fn somebody_else_changes_or_reloads_the_dialer_just_before() {
    let sandbox = start().await;
    let token = bearer(&sandbox).await;
    let read = get(&sandbox, &token).await.unwrap();
    let condition = [("if-match", read.header("etag").unwrap())];
    for patch in [json!({}), json!({"predictive_dialer_config": {"max_speed": 33}})] {
        sandbox.fault(Endpoint::Put, Fault::meanwhile(patch));
        let answer = put_if(&sandbox, &token, &tutorial(), &condition).await.unwrap();
        assert_eq!(answer.status, 412);
    }
    assert_eq!(sandbox.dialer(ID).unwrap()["predictive_dialer_config"]["max_speed"], 33);
    sandbox.fault(Endpoint::Put, Fault::reloading(SOON));
    assert_eq!(put(&sandbox, &token, &tutorial()).await.unwrap().status, 409);
    until("ACTIVE", || sandbox.dialer(ID).unwrap()["status"] == "ACTIVE").await;
    assert_eq!(put(&sandbox, &token, &tutorial()).await.unwrap().status, 200);
    assert_eq!(sandbox.put_count(ID), 1);
}

#[tokio::test]
async fn an_etag_can_be_hidden() {
    let sandbox = start().await;
    let token = bearer(&sandbox).await;
    sandbox.fault(Endpoint::Get, Fault::hide("ETag"));
    let answer = get(&sandbox, &token).await.unwrap();
    assert_eq!((answer.status, answer.header("etag")), (200, None));
    assert!(get(&sandbox, &token).await.unwrap().header("etag").is_some());
}

#[tokio::test]
async fn the_token_answer_can_lack_or_bend_its_lifetime() {
    let sandbox = start().await;
    let mut lifetimes = Vec::new();
    for lifetime in [json!(null), json!("3600"), json!(30), json!([])] {
        sandbox.fault(Endpoint::Token, Fault::patch(json!({"expires_in": lifetime})));
        let answer = ask(&sandbox).await;
        assert_eq!(answer.status, 200);
        assert!(answer.json()["access_token"].is_string());
        lifetimes.push(answer.json().get("expires_in").cloned());
    }
    assert_eq!(lifetimes, [None, Some(json!("3600")), Some(json!(30)), Some(json!([]))]);
    sandbox.fault(Endpoint::Token, Fault::html());
    assert!(ask(&sandbox).await.text().contains("Sign in"));
    sandbox.fault(Endpoint::Token, Fault::answer(503).retry_after(RetryAfter::Seconds(1)));
    assert_eq!(ask(&sandbox).await.header("retry-after"), Some("1"));
}

async fn ask(sandbox: &pacing_sandbox::Sandbox) -> Answer {
    ask_token(sandbox, &credentials(sandbox)).await
}
