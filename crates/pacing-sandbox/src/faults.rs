//! What may go wrong.

use std::collections::BTreeMap;
use std::time::Duration;

use axum::http::StatusCode;
use axum::http::header::{HeaderName, HeaderValue};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::retry_after::RetryAfter;

/// Where a fault strikes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Endpoint {
    /// `POST /oauth2/token`
    Token,
    /// `GET` of a dialer
    Get,
    /// `PUT` of a dialer
    Put,
    /// `POST /wfm/pacing-sync`
    Webhook,
}

/// One thing that goes wrong with one request, or with the next [`times`](Fault::times) of them.
///
/// A fault with an answer of its own ([`answer`](Fault::answer), [`reset`](Fault::reset),
/// [`close`](Fault::close)) keeps the work from being done, unless [`after_work`](Fault::after_work)
/// says otherwise. All others leave the work to be done and change something about it. The fields are
/// those of the JSON that `POST /_sandbox/faults` takes.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Fault {
    /// For how many requests.
    pub times: u32,
    /// Do the work first: then hang, answer or cut.
    pub after_work: bool,
    /// Do the work only so many milliseconds after the request came, whatever was answered.
    pub late_ms: Option<u64>,
    /// Wait so many milliseconds, before the work or after it.
    pub hang_ms: u64,
    /// Revoke all tokens when the request comes.
    pub revoke: bool,
    /// Somebody else changes the dialer by this merge patch just before this request (`{}` changes its
    /// version alone). For `get` and `put`.
    pub meanwhile: Option<Value>,
    /// The dialer starts a reload of so many milliseconds just before this request. For `get` and `put`.
    pub reloading_ms: Option<u64>,
    /// Store the document changed by this merge patch, as a server that clamps. For `put`.
    pub store: Option<Value>,
    /// Answer with this status.
    pub status: Option<u16>,
    /// Tell when to come back.
    pub retry_after: Option<RetryAfter>,
    /// Answer everybody who comes before the time told by `retry_after` in the same way, with what is left.
    pub enforced: bool,
    /// More headers, or others.
    pub headers: BTreeMap<String, String>,
    /// Headers that are left out.
    pub hide: Vec<String>,
    /// The type of the body.
    pub content_type: Option<String>,
    /// Another body.
    pub body: Option<String>,
    /// A merge patch over the JSON of the answer.
    pub patch: Option<Value>,
    /// Send the body byte by byte, with so many milliseconds between them.
    pub drip_ms: Option<u64>,
    /// End the connection instead of answering.
    pub cut: Option<Cut>,
    /// With `cut`: do it after so many bytes of the answer's body.
    pub cut_after: Option<usize>,
}

/// How a connection ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Cut {
    /// With a TCP reset.
    Reset,
    /// Closed in good order, but without the answer.
    Close,
}

impl Default for Fault {
    fn default() -> Self {
        Self {
            times: 1,
            after_work: false,
            late_ms: None,
            hang_ms: 0,
            revoke: false,
            meanwhile: None,
            reloading_ms: None,
            store: None,
            status: None,
            retry_after: None,
            enforced: false,
            headers: BTreeMap::new(),
            hide: Vec::new(),
            content_type: None,
            body: None,
            patch: None,
            drip_ms: None,
            cut: None,
            cut_after: None,
        }
    }
}

/// The faults by what they do; the methods after these change them.
impl Fault {
    /// Answers with a status and does nothing.
    pub fn answer(status: u16) -> Self {
        Self { status: Some(status), ..Self::default() }
    }

    /// Sends a redirect.
    pub fn redirect(status: u16, location: impl Into<String>) -> Self {
        Self::answer(status).header("location", location)
    }

    /// Answers 200 with a login page and does nothing.
    pub fn html() -> Self {
        let page = "<!doctype html><title>Sign in</title><h1>Sign in</h1>\n";
        let html = Some("text/html; charset=utf-8".to_owned());
        Self { content_type: html, body: Some(page.to_owned()), ..Self::answer(200) }
    }

    /// Resets the connection and does nothing.
    pub fn reset() -> Self {
        Self { cut: Some(Cut::Reset), ..Self::default() }
    }

    /// Closes the connection without an answer and does nothing.
    pub fn close() -> Self {
        Self { cut: Some(Cut::Close), ..Self::default() }
    }

    /// Does the work, answers, but resets the connection after so many bytes of the body.
    pub fn cut_after(bytes: usize) -> Self {
        Self { cut: Some(Cut::Reset), cut_after: Some(bytes), ..Self::default() }
    }

    /// Waits before the work.
    pub fn hang(duration: Duration) -> Self {
        Self { hang_ms: millis(duration), ..Self::default() }
    }

    /// Does the work and drips the answer.
    pub fn drip(between_bytes: Duration) -> Self {
        Self { drip_ms: Some(millis(between_bytes)), ..Self::default() }
    }

    /// Stores something else than was sent.
    pub fn store(merge_patch: Value) -> Self {
        Self { store: Some(merge_patch), ..Self::default() }
    }

    /// Changes the JSON of the answer; `null` removes a member.
    pub fn patch(merge_patch: Value) -> Self {
        Self { patch: Some(merge_patch), ..Self::default() }
    }

    /// Leaves a header out.
    pub fn hide(header: impl Into<String>) -> Self {
        Self { hide: vec![header.into()], ..Self::default() }
    }

    /// Revokes all tokens when the request comes.
    pub fn revoke() -> Self {
        Self { revoke: true, ..Self::default() }
    }

    /// Lets somebody else change the dialer just before the request.
    pub fn meanwhile(merge_patch: Value) -> Self {
        Self { meanwhile: Some(merge_patch), ..Self::default() }
    }

    /// Starts a reload of the dialer just before the request.
    pub fn reloading(duration: Duration) -> Self {
        Self { reloading_ms: Some(millis(duration)), ..Self::default() }
    }
}

impl Fault {
    /// For so many requests.
    #[must_use]
    pub fn times(self, times: u32) -> Self {
        Self { times, ..self }
    }

    /// Does the work first.
    #[must_use]
    pub fn after_work(self) -> Self {
        Self { after_work: true, ..self }
    }

    /// Does the work later than it answers.
    #[must_use]
    pub fn late(self, after: Duration) -> Self {
        Self { late_ms: Some(millis(after)), ..self }
    }

    /// Tells when to come back.
    #[must_use]
    pub fn retry_after(self, when: RetryAfter) -> Self {
        Self { retry_after: Some(when), ..self }
    }

    /// Refuses everybody who comes before the time told.
    #[must_use]
    pub fn enforced(self) -> Self {
        Self { enforced: true, ..self }
    }

    /// Revokes all tokens as well.
    #[must_use]
    pub fn revoking(self) -> Self {
        Self { revoke: true, ..self }
    }

    /// Sets a header of the answer.
    #[must_use]
    pub fn header(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.insert(name.to_owned(), value.into());
        self
    }

    /// Sets the body of the answer.
    #[must_use]
    pub fn body(self, content_type: impl Into<String>, body: impl Into<String>) -> Self {
        Self { content_type: Some(content_type.into()), body: Some(body.into()), ..self }
    }

    /// What HTTP does not allow in this fault.
    pub(crate) fn check(&self) -> Result<(), String> {
        if let Some(status) = self.status
            && !(200..=599).contains(&status)
        {
            return Err(format!("`status` must be from 200 to 599, not {status}"));
        }
        let names = self.headers.keys().chain(&self.hide);
        if let Some(name) = names.into_iter().find(|name| HeaderName::try_from(*name).is_err()) {
            return Err(format!("`{name}` is not a header name"));
        }
        let raw = match &self.retry_after {
            Some(RetryAfter::Raw(raw)) => Some(raw),
            _ => None,
        };
        let mut values = self.headers.values().chain(&self.content_type).chain(raw);
        if let Some(value) = values.find(|value| HeaderValue::from_str(value).is_err()) {
            return Err(format!("`{value}` is not a header value"));
        }
        Ok(())
    }

    pub(crate) fn works(&self) -> bool {
        let ends = self.cut.is_some() && self.cut_after.is_none();
        self.after_work || (self.status.is_none() && !ends && self.late_ms.is_none())
    }

    pub(crate) fn hang_time(&self) -> Duration {
        Duration::from_millis(self.hang_ms)
    }

    pub(crate) fn late_time(&self) -> Option<Duration> {
        self.late_ms.map(Duration::from_millis)
    }

    pub(crate) fn reload_time(&self) -> Option<Duration> {
        self.reloading_ms.map(Duration::from_millis)
    }

    pub(crate) fn status_code(&self) -> Option<StatusCode> {
        let code = StatusCode::from_u16(self.status?).ok().filter(|code| !code.is_informational());
        Some(code.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR))
    }
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
