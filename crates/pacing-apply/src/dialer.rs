//! The dialer's resource: reading it and changing it.

use crate::answer::Answer;
use crate::error::{Error, Step};
use crate::host::{Host, Peer, Request, Response};
use crate::message::shorten;
use crate::progress::{Progress, Why};
use crate::run::{Recorder, Run};
use crate::settings::Settings;
use crate::token::Token;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, ETAG, IF_MATCH};
use http::{HeaderMap, HeaderValue, Method, StatusCode};
use pacing_core::DialerId;
use pacing_core::read::{Kind, Tree};
use std::time::Duration;
use url::Url;

/// A longer document is not read; the limit of the reader.
const MAX_ANSWER: usize = 16 * 1024 * 1024;

/// A dialer as the platform holds it now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Live {
    /// The document, as the platform sent it.
    pub text: String,
    /// Its version (a strong ETag, RFC 9110, section 8.8.3), where the platform gives one. A weak one cannot protect a
    /// change (section 13.1.1) and counts as none.
    pub etag: Option<String>,
    /// Its `status`, where it has one.
    pub status: Option<String>,
}

impl Live {
    /// Whether it can be changed: `ACTIVE`, `IDLE`, or without a status.
    pub fn is_ready(&self) -> bool {
        matches!(self.status.as_deref(), None | Some("ACTIVE" | "IDLE"))
    }

    /// Its status for a sentence.
    pub(crate) fn status_text(&self) -> String {
        self.status.clone().unwrap_or_else(|| "no status".to_owned())
    }
}

impl<H: Host, R: Recorder> Run<'_, '_, H, R> {
    /// Reads the dialer, repeating what may be repeated; nothing is begun after `until`.
    pub(crate) async fn get(&mut self, id: &DialerId, until: Duration) -> Result<Live, Error> {
        let settings = self.session.settings;
        let mut retries = self.retries();
        let mut renewed = false;
        loop {
            let token = self.token(settings.timeouts.get, until).await?;
            self.in_time(until)?;
            let mut live = None;
            let request = get_request(settings, id, &token);
            let answer = self.exchange(request, |response| read_answer(response, id, &mut live)).await;
            match (answer, live) {
                (Answer::Ok(_), Some(live)) => {
                    self.session.tell(Progress::Read { status: live.status.clone() });
                    return Ok(live);
                }
                (Answer::Unauthorized { .. }, _) if renewed || token.fresh => {
                    self.drop_token(&token).await;
                    return Err(self.unauthorized(Step::Read, &token));
                }
                (Answer::Unauthorized { .. }, _) => {
                    renewed = true;
                    self.drop_token(&token).await;
                }
                (other, _) => self.again(Step::Read, other, &mut retries, until).await?,
            }
        }
    }

    /// Reads the dialer until it is ready; fails when the polling time is over.
    pub(crate) async fn get_ready(&mut self, id: &DialerId, conflict: bool, since: Duration) -> Result<Live, Error> {
        let polling = &self.session.settings.polling;
        let deadline = self.session.deadline();
        loop {
            let live = self.get(id, deadline).await?;
            if live.is_ready() {
                return Ok(live);
            }
            let waited = self.session.host.monotonic().saturating_sub(since);
            let over =
                waited.saturating_add(polling.interval) > polling.limit || self.time_left(deadline) <= polling.interval;
            if over {
                return Err(Error::Busy { status: live.status_text(), waited, conflict, come_back: None });
            }
            self.wait(Why::Status(live.status_text()), polling.interval, 0, 0).await?;
        }
    }

    /// Sends the document, and counts how often. A redirect that keeps method and body is followed once, to the same
    /// origin.
    pub(crate) async fn put(
        &mut self,
        id: &DialerId,
        body: &str,
        etag: Option<&str>,
        token: &Token,
        attempts: &mut u32,
    ) -> Answer {
        let mut request = put_request(self.session.settings, id, body, etag, token);
        let answer = self.send(request.clone(), id, attempts).await;
        let Some(to) = followed(&answer, &request.url) else { return answer };
        request.url = to;
        self.send(request, id, attempts).await
    }

    async fn send(&mut self, request: Request, id: &DialerId, attempts: &mut u32) -> Answer {
        *attempts = attempts.saturating_add(1);
        self.session.tell(Progress::Sending { attempt: *attempts });
        self.exchange(request, |response| read_answer(response, id, &mut None)).await
    }
}

/// Where a redirect goes that is followed: 307 and 308, to the origin that has the credentials anyway.
fn followed(answer: &Answer, from: &Url) -> Option<Url> {
    match answer {
        Answer::Redirect {
            status: Some(StatusCode::TEMPORARY_REDIRECT | StatusCode::PERMANENT_REDIRECT),
            to: Some(to),
        } => (to.origin() == from.origin()).then(|| to.clone()),
        _ => None,
    }
}

fn url(settings: &Settings, id: &DialerId) -> Url {
    settings.base_url.join(&["api", "v2", "outbound", "predictivedialers", id.as_str()])
}

fn get_request(settings: &Settings, id: &DialerId, token: &Token) -> Request {
    let headers = [(ACCEPT, HeaderValue::from_static("application/json")), (AUTHORIZATION, token.authorization())];
    Request {
        peer: Peer::Platform,
        method: Method::GET,
        url: url(settings, id),
        headers: HeaderMap::from_iter(headers),
        body: Vec::new(),
        timeout: settings.timeouts.get,
        max_response: MAX_ANSWER,
    }
}

fn put_request(settings: &Settings, id: &DialerId, body: &str, etag: Option<&str>, token: &Token) -> Request {
    let Request { mut headers, .. } = get_request(settings, id, token);
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.extend(etag.and_then(|etag| HeaderValue::from_str(etag).ok()).map(|etag| (IF_MATCH, etag)));
    Request {
        peer: Peer::Platform,
        method: Method::PUT,
        url: url(settings, id),
        headers,
        body: body.as_bytes().to_vec(),
        timeout: settings.timeouts.put,
        max_response: MAX_ANSWER,
    }
}

/// Takes a 200 or 201 for what it says only where its body is the dialer.
fn read_answer(response: Response, id: &DialerId, live: &mut Option<Live>) -> Answer {
    match read(&response, id) {
        Ok(read) => {
            *live = Some(read);
            Answer::Ok(response)
        }
        Err(problem) => Answer::Malformed {
            status: response.status.as_u16(),
            media_type: response.media_type().to_owned(),
            problem,
        },
    }
}

fn read(response: &Response, id: &DialerId) -> Result<Live, String> {
    let text = std::str::from_utf8(&response.body).map_err(|_| "which is not UTF-8".to_owned())?;
    let tree = Tree::parse(text).map_err(|_| "which is not JSON".to_owned())?;
    let string = |pointer| tree.find(pointer).and_then(|node| tree.string(node));
    match string("/id") {
        Some(named) if named == id.as_str() => {}
        Some(named) => {
            return Err(format!("which is the dialer `{}`", named.escape_debug().take(128).collect::<String>()));
        }
        None => return Err("which is no dialer (it has no `id`)".to_owned()),
    }
    let status = tree.find("/status").filter(|node| tree.node(*node).kind != Kind::Null);
    let status = status.map(|node| shorten(&tree.string(node).unwrap_or_else(|| tree.raw(node).into())));
    let etag = response.header(&ETAG).filter(|etag| etag.starts_with('"')).map(str::to_owned);
    Ok(Live { text: text.to_owned(), etag, status })
}
