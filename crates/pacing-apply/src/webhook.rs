//! Delivering an event: signed, at least once, and never a reason to call a change failed.

use crate::audit::{self, Delivery, Storage};
use crate::host::{Host, Peer, Request, Response, SendError, Sent};
use crate::ledger::Ledger;
use crate::outbox::{later, told_wait};
use crate::outcome::Event;
use crate::progress::{Progress, Why};
use crate::retry::{Next, retry_after, spelled};
use crate::run::Run;
use crate::settings::Webhook;
use crate::signature::sign;
use http::header::{CONTENT_TYPE, HeaderName};
use http::{HeaderMap, HeaderValue, Method};
use std::time::Duration;

const ID: HeaderName = HeaderName::from_static("webhook-id");
const TIMESTAMP: HeaderName = HeaderName::from_static("webhook-timestamp");
const SIGNATURE: HeaderName = HeaderName::from_static("webhook-signature");

/// The receiver's answer matters by its status alone.
const MAX_ANSWER: usize = 65_536;

/// What came of one delivery.
struct Arrival {
    result: Delivery,
    problem: Option<String>,
    /// Whether it may be repeated in this run.
    passing: bool,
    told: Option<Duration>,
}

impl<H: Host, S: Storage> Run<'_, '_, H, Ledger<'_, S>> {
    /// Delivers an event that the audit log holds, and records each delivery; `before` tells how often it was sent by
    /// earlier runs, and `repeat` whether it is sent again within this one.
    pub(crate) async fn deliver(
        &mut self,
        webhook: &Webhook,
        event: &audit::Event,
        before: u64,
        repeat: bool,
    ) -> (Event, Option<audit::Error>) {
        let session = self.session;
        let mut retries = self.retries();
        let mut attempts = before;
        if let Err(error) = self.come_when_asked(webhook).await {
            return (self.waits(webhook, error), None);
        }
        loop {
            attempts = attempts.saturating_add(1);
            let sent = self.send_unless_stopped(self.event_request(webhook, event)).await;
            let answer = sent.as_ref().ok();
            let record = |arrival: &Arrival| audit::Webhook {
                event_id: event.id,
                attempt: attempts,
                target: audit::Origin::of(webhook.url()),
                status: answer.map(|answer| answer.status.as_u16()),
                retry_after: arrival.told.map(spelled),
                result: arrival.result,
                message: arrival.problem.clone(),
            };
            let arrival = self.judge(&sent);
            session.receiver_told(arrival.told);
            if let Err(error) = self.recorder.delivery(session.host, record(&arrival)).await {
                let event = match arrival.result {
                    Delivery::Delivered => Event::Delivered { attempts },
                    _ => Event::Waiting { problem: arrival.problem.unwrap_or_default() },
                };
                return (event, Some(error));
            }
            let problem = arrival.problem.unwrap_or_default();
            match arrival.result {
                Delivery::Delivered => {
                    let target = webhook.origin();
                    session.tell(Progress::Event { target, result: Delivery::Delivered, problem: None });
                    return (Event::Delivered { attempts }, None);
                }
                Delivery::GivenUp => {
                    let target = webhook.origin();
                    session.tell(Progress::Event { target, result: Delivery::GivenUp, problem: Some(problem) });
                    return (Event::GivenUp, None);
                }
                Delivery::Waiting if !arrival.passing || !repeat => return (self.waits(webhook, problem), None),
                Delivery::Waiting => {
                    match retries.next(session.host, arrival.told, self.time_left(session.deadline())) {
                        Next::Wait(delay) => {
                            let (attempt, of) = (retries.used().saturating_add(1), retries.of().saturating_add(1));
                            let why = Why::Failed { step: "sending the event", problem: problem.clone() };
                            if self.wait(why, delay, attempt, of).await.is_err() {
                                return (self.waits(webhook, problem), None);
                            }
                        }
                        Next::UsedUp | Next::TooLong(_) => return (self.waits(webhook, problem), None),
                    }
                }
            }
        }
    }

    /// What the receiver asked of one delivery holds for all of them: in this run by the time that never jumps, of others by the log.
    async fn come_when_asked(&mut self, webhook: &Webhook) -> Result<(), String> {
        let (deadline, now) = (self.session.deadline(), self.session.host.now());
        self.in_time(deadline).map_err(|error| error.to_string())?;
        let pending = self.recorder.pending().map_err(|error| error.to_string())?;
        let wait = told_wait(&pending, webhook, now).max(self.session.until_receiver());
        if wait.is_zero() {
            return Ok(());
        }
        if wait >= self.time_left(deadline) {
            return Err(format!("the receiver has asked to come back after {:.0}", later(now, wait)));
        }
        self.wait(Why::Asked, wait, 0, 0).await.map_err(|error| error.to_string())
    }

    fn waits(&self, webhook: &Webhook, problem: String) -> Event {
        let (target, result) = (webhook.origin(), Delivery::Waiting);
        self.session.tell(Progress::Event { target, result, problem: Some(problem.clone()) });
        Event::Waiting { problem }
    }

    /// The signature holds the time of this delivery; id and payload are the same for all.
    fn event_request(&self, webhook: &Webhook, event: &audit::Event) -> Request {
        let (id, timestamp) = (event.id.to_string(), self.session.host.now().as_second());
        let signature = sign(&webhook.secrets, &id, timestamp, &event.payload);
        let mut headers =
            HeaderMap::from_iter([(CONTENT_TYPE, content_type(event)), (TIMESTAMP, HeaderValue::from(timestamp))]);
        headers.extend(HeaderValue::from_str(&id).ok().map(|id| (ID, id)));
        if !webhook.secrets.is_empty() {
            headers.extend(HeaderValue::from_str(&signature).ok().map(|signature| (SIGNATURE, signature)));
        }
        Request {
            peer: Peer::Webhook,
            method: Method::POST,
            url: webhook.url().clone(),
            headers,
            body: event.payload.clone().into_bytes(),
            timeout: self.session.settings.timeouts.webhook,
            max_response: MAX_ANSWER,
        }
    }

    fn judge(&self, sent: &Result<Response, SendError>) -> Arrival {
        let response = match sent {
            Ok(response) => response,
            Err(error) => {
                let problem = Some(error.problem.clone());
                let passing = error.sent != Sent::Redirected;
                return Arrival { result: Delivery::Waiting, problem, passing, told: None };
            }
        };
        let status = response.status;
        let result = match status.as_u16() {
            200..=299 => Delivery::Delivered,
            410 => Delivery::GivenUp,
            _ => Delivery::Waiting,
        };
        Arrival {
            result,
            problem: (result != Delivery::Delivered).then(|| format!("the receiver answered {status}")),
            passing: status.is_server_error() || matches!(status.as_u16(), 408 | 425 | 429),
            told: retry_after(&response.headers, self.session.host.now()),
        }
    }
}

/// The media type that stands in the log beside the payload; the log is only as trustworthy as its file.
fn content_type(event: &audit::Event) -> HeaderValue {
    HeaderValue::from_str(&event.content_type).unwrap_or(HeaderValue::from_static("application/json"))
}
