//! Error answers: JSON that a person understands.

use axum::Json;
use axum::http::StatusCode;
use axum::http::header::{HeaderName, HeaderValue};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

/// The most bytes a request body may have: the checker reads up to 16 MiB, and an event holds more
/// than the document.
pub(crate) const MAX_BODY: usize = 20 * 1024 * 1024;

/// One thing that is wrong with a body.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct Flaw {
    /// A JSON pointer into the body.
    pub(crate) field: String,
    pub(crate) message: String,
}

/// An answer that is not a success.
pub(crate) struct Problem {
    status: StatusCode,
    error: &'static str,
    message: String,
    flaws: Vec<Flaw>,
    headers: Vec<(HeaderName, HeaderValue)>,
}

impl Problem {
    pub(crate) fn new(status: StatusCode, error: &'static str, message: impl Into<String>) -> Self {
        Self { status, error, message: message.into(), flaws: Vec::new(), headers: Vec::new() }
    }

    pub(crate) fn with_flaws(mut self, flaws: Vec<Flaw>) -> Self {
        self.flaws = flaws;
        self
    }

    /// Adds a header; a value that HTTP does not allow is left out.
    pub(crate) fn with_header(mut self, name: HeaderName, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.push((name, value));
        }
        self
    }

    pub(crate) fn too_large() -> Self {
        Self::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "payload_too_large",
            format!("a body may have at most {MAX_BODY} bytes"),
        )
    }

    pub(crate) fn not_found(message: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, "not_found", message)
    }

    pub(crate) fn bad_request(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "bad_request", message)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let body = Body { error: self.error, message: self.message, errors: self.flaws };
        let mut response = (self.status, Json(body)).into_response();
        response.headers_mut().extend(self.headers);
        response
    }
}

#[derive(Serialize)]
struct Body {
    error: &'static str,
    message: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<Flaw>,
}
