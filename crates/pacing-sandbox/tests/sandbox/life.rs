//! Starting and ending a sandbox.

use std::time::{Duration, Instant};

use pacing_sandbox::{Config, Endpoint, Fault, Sandbox};
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::client::{ID, bearer, path, start, start_with, until};

#[tokio::test]
async fn credentials_are_new_each_time_unless_given() {
    let (one, two) = (start().await, start().await);
    assert_ne!(one.client_id(), two.client_id());
    assert_ne!(one.client_secret(), two.client_secret());
    assert_ne!(one.webhook_secret(), two.webhook_secret());
    assert!(one.webhook_secret().starts_with("whsec_"));
    let config = Config {
        client_id: Some("practice".to_owned()),
        client_secret: Some("practice-secret".to_owned()),
        webhook_secret: Some("whsec_cHJhY3RpY2U=".to_owned()),
        ..Config::holding(ID)
    };
    assert!(!format!("{config:?}").contains("practice-secret"));
    let fixed = start_with(config).await;
    assert_eq!((fixed.client_id(), fixed.client_secret()), ("practice", "practice-secret"));
    assert_eq!(fixed.webhook_secret(), "whsec_cHJhY3RpY2U=");
    bearer(&fixed).await;
}

#[tokio::test]
async fn what_cannot_be_started_is_an_error() {
    let taken = start().await;
    let port = taken.base_url().rsplit(':').next().unwrap().parse().unwrap();
    for (config, kind) in [
        (Config { port, ..Config::default() }, std::io::ErrorKind::AddrInUse),
        (Config { webhook_secret: Some("plain".to_owned()), ..Config::default() }, std::io::ErrorKind::InvalidInput),
        (Config::default().with_dialer(ID, &json!([])), std::io::ErrorKind::InvalidInput),
        (
            Config { faults: vec![(Endpoint::Get, Fault::answer(42))], ..Config::default() },
            std::io::ErrorKind::InvalidInput,
        ),
    ] {
        let error = Sandbox::start(config).await.err().unwrap();
        assert_eq!(error.kind(), kind, "{error}");
    }
}

#[tokio::test]
async fn an_id_with_quotes_is_held_as_it_is() {
    let id = "a\"b\\c ID";
    let sandbox = start_with(Config::holding(id)).await;
    assert_eq!(sandbox.dialer(id).unwrap()["id"], id);
}

#[tokio::test]
async fn shutdown_ends_open_connections_and_the_port() {
    let sandbox = start().await;
    let address = sandbox.base_url().replace("http://", "");
    let idle = TcpStream::connect(&address).await.unwrap();
    let mut hanging = hang(&sandbox, Duration::from_secs(60)).await;
    let began = Instant::now();
    sandbox.shutdown().await;
    assert!(began.elapsed() < Duration::from_secs(5));
    let mut rest = Vec::new();
    let read = hanging.read_to_end(&mut rest).await;
    assert!(read.is_err() || rest.is_empty());
    drop(idle);
    assert!(TcpStream::connect(&address).await.is_err());
}

#[tokio::test]
async fn an_open_request_may_finish() {
    let sandbox = start().await;
    let mut hanging = hang(&sandbox, Duration::from_millis(100)).await;
    sandbox.shutdown().await;
    let mut answer = String::new();
    hanging.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
}

/// A GET that is being answered for so long.
async fn hang(sandbox: &Sandbox, duration: Duration) -> TcpStream {
    let token = bearer(sandbox).await;
    sandbox.fault(Endpoint::Get, Fault::hang(duration));
    let head = format!("GET {} HTTP/1.1\r\nhost: x\r\nauthorization: {token}\r\n\r\n", path(ID));
    let address = sandbox.base_url().replace("http://", "");
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(head.as_bytes()).await.unwrap();
    until("the request has come", || sandbox.requests().len() == 2).await;
    stream
}

#[tokio::test]
async fn dropping_it_ends_it_too() {
    let sandbox = start().await;
    let address = sandbox.base_url().replace("http://", "");
    drop(sandbox);
    for _ in 0..200 {
        if TcpStream::connect(&address).await.is_err() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("it still listens");
}
