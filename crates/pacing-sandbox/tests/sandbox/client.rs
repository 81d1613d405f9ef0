//! A small HTTP client that shows everything, broken connections too.

use std::io;
use std::time::Duration;

use pacing_sandbox::{Config, Sandbox};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// The dialer of most tests.
pub(crate) const ID: &str = "outbound-sales";

pub(crate) async fn start() -> Sandbox {
    start_with(Config::holding(ID)).await
}

pub(crate) async fn start_with(config: Config) -> Sandbox {
    Sandbox::start(config).await.unwrap()
}

/// The tutorial's file for the dialer.
pub(crate) fn tutorial() -> Value {
    json!({
        "id": ID,
        "type": "PREDICTIVE",
        "predictive_dialer_config": {
            "pacing_rules": [
                {"agent_count_min": 1, "agent_count_max": 5, "max_speed": 10},
                {"agent_count_min": 6, "agent_count_max": 20, "max_speed": 25},
                {"agent_count_min": 21, "agent_count_max": 50, "max_speed": 40}
            ],
            "max_speed": 45,
            "abandon_rate_threshold": 0.025,
            "reload_on_update": true
        }
    })
}

pub(crate) fn path(id: &str) -> String {
    format!("/api/v2/outbound/predictivedialers/{id}")
}

/// An answer as it came over the wire.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().skip(1).find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// Sends one request on a connection of its own.
pub(crate) async fn send(
    sandbox: &Sandbox,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: &[u8],
) -> io::Result<Answer> {
    let mut head = format!("{method} {path} HTTP/1.1\r\nhost: sandbox\r\nconnection: close\r\n");
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str(&format!("content-length: {}\r\n\r\n", body.len()));
    let mut request = head.into_bytes();
    request.extend_from_slice(body);
    raw(sandbox, &request).await
}

/// Sends bytes and reads until the other side ends.
pub(crate) async fn raw(sandbox: &Sandbox, request: &[u8]) -> io::Result<Answer> {
    let address = sandbox.base_url().replace("http://", "");
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(request).await?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).await?;
    parse(&bytes)
}

fn parse(bytes: &[u8]) -> io::Result<Answer> {
    let short = || io::Error::from(io::ErrorKind::UnexpectedEof);
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").ok_or_else(short)?;
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let status = head[9..12].parse().unwrap();
    let answer = Answer { status, head, body: bytes[end + 4..].to_vec() };
    let told = answer.header("content-length").map(|length| length.parse::<usize>().unwrap());
    match told {
        Some(told) if told > answer.body.len() => Err(short()),
        _ => Ok(answer),
    }
}

pub(crate) async fn ask_token(sandbox: &Sandbox, form: &str) -> Answer {
    let headers = [("content-type", "application/x-www-form-urlencoded")];
    send(sandbox, "POST", "/oauth2/token", &headers, form.as_bytes()).await.unwrap()
}

pub(crate) fn credentials(sandbox: &Sandbox) -> String {
    let (id, secret) = (sandbox.client_id(), sandbox.client_secret());
    format!("grant_type=client_credentials&client_id={id}&client_secret={secret}")
}

/// An Authorization header with a new token.
pub(crate) async fn bearer(sandbox: &Sandbox) -> String {
    let answer = ask_token(sandbox, &credentials(sandbox)).await;
    format!("Bearer {}", answer.json()["access_token"].as_str().unwrap())
}

pub(crate) async fn get(sandbox: &Sandbox, bearer: &str) -> io::Result<Answer> {
    send(sandbox, "GET", &path(ID), &[("authorization", bearer)], b"").await
}

pub(crate) async fn put(sandbox: &Sandbox, bearer: &str, document: &Value) -> io::Result<Answer> {
    put_if(sandbox, bearer, document, &[]).await
}

pub(crate) async fn put_if(
    sandbox: &Sandbox,
    bearer: &str,
    document: &Value,
    more: &[(&str, &str)],
) -> io::Result<Answer> {
    let mut headers = vec![("authorization", bearer), ("content-type", "application/json")];
    headers.extend_from_slice(more);
    send(sandbox, "PUT", &path(ID), &headers, document.to_string().as_bytes()).await
}

/// Waits, for ten seconds at most, until something holds.
pub(crate) async fn until(what: &str, holds: impl Fn() -> bool) {
    for _ in 0..1000 {
        if holds() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("never came to be: {what}");
}
