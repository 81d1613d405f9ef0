//! What an answer means: the table of the HTTP statuses, in one place.

use crate::audit::Class;
use crate::error::{Error, Step};
use crate::host::{Request, Response, SendError, Sent};
use crate::message::{Hidden, error_code, server_message};
use crate::retry::retry_after;
use http::StatusCode;
use http::header::{LOCATION, RETRY_AFTER};
use jiff::Timestamp;
use std::time::Duration;
use url::Url;

/// What came of one request.
#[derive(Clone, Debug)]
pub(crate) enum Answer {
    /// 200, 201: done, if the body is what it should be.
    Ok(Response),
    /// Any other 2xx: accepted, perhaps not done yet.
    Accepted(Response),
    /// 200 or 201 with something that the interface does not give, such as a login page.
    Malformed { status: u16, media_type: String, problem: String },
    /// 3xx; which one, and where to, as far as the host shows it.
    Redirect { status: Option<StatusCode>, to: Option<Url> },
    /// 401.
    Unauthorized { message: String },
    /// 400, 403, 404, 422 and every other 4xx: the server refuses, and would again.
    Refused { status: u16, code: Option<String>, message: String },
    /// 409: the dialer reloads, or another change is in progress.
    Busy { message: String, told: Option<Duration> },
    /// 412: the document is not the one that was read.
    Changed,
    /// 425, 429, and 503 with `Retry-After`: not done, come back later.
    Later { status: u16, told: Option<Duration> },
    /// No byte of the request left.
    NotSent(SendError),
    /// 408, 5xx, a timeout, a reset, an answer that broke off: done or not.
    Ambiguous { status: Option<u16>, problem: String, told: Option<Duration> },
}

impl Answer {
    /// Reads the result of sending `request`.
    pub(crate) fn of(result: Result<Response, SendError>, request: &Request, hidden: &Hidden, now: Timestamp) -> Self {
        let response = match result {
            Ok(response) => response,
            Err(error) if error.sent == Sent::No => return Self::NotSent(error),
            Err(error) if error.sent == Sent::Redirected => return Self::Redirect { status: None, to: None },
            Err(SendError { problem, .. }) => return Self::Ambiguous { status: None, problem, told: None },
        };
        let status = response.status.as_u16();
        let told = retry_after(&response.headers, now);
        let message = || server_message(&response, hidden);
        match status {
            200 | 201 => Self::Ok(response),
            202..=299 => Self::Accepted(response),
            300..=399 => {
                let to = response.header(&LOCATION).and_then(|location| request.url.join(location).ok());
                Self::Redirect { status: Some(response.status), to }
            }
            401 => Self::Unauthorized { message: message() },
            409 => Self::Busy { message: message(), told },
            412 => Self::Changed,
            425 | 429 => Self::Later { status, told },
            503 if response.headers.contains_key(RETRY_AFTER) => Self::Later { status, told },
            408 => Self::Ambiguous { status: Some(status), problem: message(), told },
            400..=499 => Self::Refused { status, code: error_code(&response, hidden), message: message() },
            _ => Self::Ambiguous { status: Some(status), problem: message(), told },
        }
    }

    /// The answer in the words of the audit log.
    pub(crate) fn class(&self) -> Class {
        match self {
            Self::Ok(_) => Class::Ok,
            Self::Accepted(_) => Class::Accepted,
            Self::Malformed { .. } => Class::Malformed,
            Self::Redirect { .. } => Class::Redirect,
            Self::Unauthorized { .. } => Class::Unauthorized,
            Self::Refused { .. } => Class::Refused,
            Self::Busy { .. } => Class::Busy,
            Self::Changed => Class::Changed,
            Self::Later { .. } => Class::Later,
            Self::NotSent(_) => Class::NotSent,
            Self::Ambiguous { .. } => Class::Ambiguous,
        }
    }

    /// What happened in a sentence, where the status does not say it.
    pub(crate) fn message(&self) -> Option<&str> {
        let message = match self {
            Self::Malformed { problem, .. } | Self::Ambiguous { problem, .. } => Some(problem),
            Self::Unauthorized { message } | Self::Refused { message, .. } | Self::Busy { message, .. } => {
                Some(message)
            }
            Self::NotSent(error) => Some(&error.problem),
            Self::Ok(_) | Self::Accepted(_) | Self::Redirect { .. } | Self::Changed | Self::Later { .. } => None,
        };
        message.map(String::as_str).filter(|message| !message.is_empty())
    }

    /// How long the server asks to wait.
    pub(crate) fn told(&self) -> Option<Duration> {
        match self {
            Self::Busy { told, .. } | Self::Later { told, .. } | Self::Ambiguous { told, .. } => *told,
            _ => None,
        }
    }

    /// Whether a request that changes nothing may be repeated after this answer.
    pub(crate) fn is_passing(&self) -> bool {
        matches!(self, Self::Later { .. } | Self::NotSent(_) | Self::Ambiguous { .. })
    }

    /// The answer as an error, when nothing better can be made of it.
    pub(crate) fn into_error(self, step: Step, origin: &Url, attempts: u32, come_back: Option<Timestamp>) -> Error {
        match self {
            Self::Ok(response) | Self::Accepted(response) => Error::Malformed {
                step,
                status: response.status.as_u16(),
                media_type: response.media_type().to_owned(),
                problem: "which is no document".to_owned(),
            },
            Self::Malformed { status, media_type, problem } => Error::Malformed { step, status, media_type, problem },
            Self::Redirect { status, to } => {
                let elsewhere = to.as_ref().is_some_and(|to| to.origin() != origin.origin());
                let host = to.and_then(|to| to.host_str().map(str::to_owned));
                Error::Redirected { step, status: status.map(|status| status.as_u16()), host, elsewhere }
            }
            Self::Unauthorized { message } => Error::Refused { step, status: 401, message },
            Self::Refused { status, message, .. } => Error::Refused { step, status, message },
            Self::Busy { message, .. } => Error::Refused { step, status: 409, message },
            Self::Changed => Error::Refused { step, status: 412, message: "the version is another one".to_owned() },
            Self::Later { status, .. } => Error::RateLimited { step, status, attempts, come_back },
            Self::NotSent(SendError { problem, .. }) | Self::Ambiguous { status: None, problem, .. } => {
                Error::Unreachable { step, origin: origin.origin().ascii_serialization(), problem, attempts }
            }
            Self::Ambiguous { status: Some(status), problem, .. } => {
                Error::Failing { step, status, message: problem, attempts }
            }
        }
    }
}
