//! The rate limit of the dialer API.

use std::time::{Duration, Instant};

use pacing_sandbox::{Config, RateLimit};

use crate::client::{ID, ask_token, bearer, credentials, get, put, start_with, tutorial};

#[tokio::test]
async fn who_comes_too_often_is_told_when_to_come_back() {
    let limit = RateLimit { requests: 2, window: Duration::from_millis(1500) };
    let sandbox = start_with(Config { rate_limit: Some(limit), ..Config::holding(ID) }).await;
    let token = bearer(&sandbox).await;
    let began = Instant::now();
    assert_eq!(get(&sandbox, &token).await.unwrap().status, 200);
    assert_eq!(get(&sandbox, &token).await.unwrap().status, 200);
    let answer = put(&sandbox, &token, &tutorial()).await.unwrap();
    assert_eq!((answer.status, sandbox.put_count(ID)), (429, 0));
    let told: u64 = answer.header("retry-after").unwrap().parse().unwrap();
    assert!(answer.text().contains(&format!("{told} s")));
    assert_eq!(ask_token(&sandbox, &credentials(&sandbox)).await.status, 200, "no limit there");
    tokio::time::sleep(Duration::from_secs(told)).await;
    assert!(began.elapsed() >= limit.window, "what is told is never too early");
    assert_eq!(put(&sandbox, &token, &tutorial()).await.unwrap().status, 200);
}
