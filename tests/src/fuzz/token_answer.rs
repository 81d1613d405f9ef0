//! The target `token_answer`: anything as the answer of the token endpoint.

use http::StatusCode;
use pacing_apply::host::{Host, SimulatedHost};
use pacing_apply::settings::{BaseUrl, Client};
use pacing_apply::{Session, Settings, pull};
use pacing_core::DialerId;
use proptest::prop_assert;
use serde_json::{Value, json};

use super::Kept;
use super::http_answer::{Answering, Which, read};

/// The client's secret. Answers of the corpus repeat it, as careless servers do.
pub const SECRET: &str = "s3cret-Canary/+=%";

/// What became of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is no HTTP answer.
    NoAnswer,
    /// No token was found in it.
    Refused,
    /// Its token was used.
    Used,
}

/// Asks for a token and reads a dialer with it.
///
/// # Errors
/// The first promise that was broken.
pub fn run(data: &[u8]) -> Kept<Fate> {
    let Some(answer) = read(data) else { return Ok(Fate::NoAnswer) };
    let (status, body) = (answer.status, answer.body.clone());
    let host = Answering::new(SimulatedHost::new(json!({"id": "d-1"}), 1), Which::Tokens, answer);
    let Ok(base) = BaseUrl::parse("https://platform.example/") else { return Ok(Fate::NoAnswer) };
    let settings = Settings::new(base, Client::new("client-0815", SECRET));
    let Ok(dialer) = DialerId::parse("d-1") else { return Ok(Fate::NoAnswer) };
    let result = pollster::block_on(pull(&Session::new(&host, &settings, &|_| ()), &dialer));

    let limit = settings.deadline + settings.timeouts.get;
    prop_assert!(host.monotonic() <= limit, "it waited {:?}", host.monotonic());
    let token = serde_json::from_slice::<Value>(&body).ok();
    let token = token.as_ref().and_then(|answer| answer["access_token"].as_str()).unwrap_or_default();
    if let Err(error) = &result {
        let said = format!("{error} {error:?} {}", error.help().unwrap_or_default());
        prop_assert!(!said.contains(SECRET), "the secret is in {said}");
        prop_assert!(token.len() < 12 || !said.contains(token), "the token is in {said}");
        prop_assert!(!error.to_string().contains(char::is_control), "{error:?}");
        prop_assert!(error.to_string().chars().count() < 2000, "{error}");
    }
    let used = host.shown.borrow();
    for shown in used.iter() {
        prop_assert!(matches!(status, StatusCode::OK | StatusCode::CREATED), "a token of an answer {status} was used");
        prop_assert!(*shown == format!("Bearer {token}") && !token.is_empty(), "another token was used: {shown}");
    }
    // The simulated platform knows its own tokens alone.
    prop_assert!(result.is_err(), "a token that nobody gave out was taken");
    Ok(if used.is_empty() { Fate::Refused } else { Fate::Used })
}
