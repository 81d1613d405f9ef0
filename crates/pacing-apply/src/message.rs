//! The server's own words, made fit for a terminal and a log.

use crate::host::Response;
use crate::settings::{Client, Credentials};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
use std::cell::RefCell;
use url::form_urlencoded::byte_serialize;

/// The longest message that is shown, in characters.
const LONGEST: usize = 300;

/// What a server may echo and nobody may see: the secrets of a run.
pub(crate) struct Hidden(RefCell<Vec<SecretString>>);

impl Hidden {
    /// What the platform is asked with, in all spellings in which it is sent.
    pub(crate) fn of(credentials: &Credentials) -> Self {
        let all = match credentials {
            Credentials::Client(client) => spellings(client),
            Credentials::Token(token) => vec![token.clone()],
        };
        Self(RefCell::new(all))
    }

    /// One more.
    pub(crate) fn add(&self, secret: SecretString) {
        self.0.borrow_mut().push(secret);
    }

    /// A server's text as one line that may be shown.
    pub(crate) fn line(&self, text: &str) -> String {
        shorten(&self.cover(text))
    }

    fn cover(&self, text: &str) -> String {
        self.0.borrow().iter().fold(text.to_owned(), |text, secret| text.replace(secret.expose_secret(), "[hidden]"))
    }
}

/// The client's secret as it is, in a form and in HTTP Basic.
fn spellings(client: &Client) -> Vec<SecretString> {
    let secret = client.secret.expose_secret();
    let encoded: String = byte_serialize(secret.as_bytes()).collect();
    let all = [secret.to_owned(), encoded, client.basic()];
    all.into_iter().filter(|secret| !secret.is_empty()).map(SecretString::from).collect()
}

/// What the server says about an answer that is no success: the message of its JSON, or its text where that is plain.
pub(crate) fn server_message(response: &Response, hidden: &Hidden) -> String {
    let text = response.text();
    let said = match serde_json::from_str::<Value>(&text) {
        Ok(value) => said_by(&value),
        Err(_) if response.media_type() == "text/plain" => Some(text.into_owned()),
        Err(_) => None,
    };
    let said = said.unwrap_or_else(|| response.status.canonical_reason().unwrap_or_default().to_owned());
    hidden.line(&said)
}

/// The error code of a refused request for a token (RFC 6749, section 5.2).
pub(crate) fn error_code(response: &Response, hidden: &Hidden) -> Option<String> {
    let value: Value = serde_json::from_slice(&response.body).ok()?;
    value.get("error").and_then(Value::as_str).map(|code| hidden.line(code))
}

/// The members that services put their words into, RFC 6749 and RFC 9457 among them.
fn said_by(value: &Value) -> Option<String> {
    if let Some(text) = value.as_str() {
        return Some(text.to_owned());
    }
    if let Some(items) = value.as_array() {
        let all: Vec<String> = items.iter().filter_map(said_by).collect();
        return (!all.is_empty()).then(|| all.join("; "));
    }
    let names = ["error_description", "message", "detail", "errors", "title", "error"];
    names.iter().find_map(|name| said_by(value.get(name)?))
}

/// One line of bounded length, without characters that move a terminal's cursor.
pub(crate) fn shorten(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let mut words = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((cut, _)) = words.char_indices().nth(LONGEST) {
        words.truncate(cut);
        words.push('…');
    }
    words
}
