//! `POST /wfm/pacing-sync`: a workforce-management system that takes events and keeps what came.

use std::time::SystemTime;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::HeaderMap;
use axum::response::{IntoResponse, Response};

use crate::answer::Problem;
use crate::events::Signature;
use crate::signature;
use crate::state::SharedState;

/// Where events go.
pub(crate) const PATH: &str = "/wfm/pacing-sync";

/// Takes an event, keeps it, and refuses it when its signature is wrong.
pub(crate) async fn post(State(shared): State<SharedState>, headers: HeaderMap, body: Bytes) -> Response {
    let (signature, problem) = if signature::is_absent(&headers) {
        let refused =
            (!shared.config.accept_unsigned_events).then(|| "the event has no `webhook-signature`".to_owned());
        (Signature::Unsigned, refused)
    } else {
        match signature::verify(&shared.webhook_key, &headers, &body, SystemTime::now()) {
            Ok(()) => (Signature::Verified, None),
            Err(problem) => (Signature::Bad, Some(problem)),
        }
    };
    shared.events.keep(shared.millis(), &headers, body, signature, problem.clone());
    match problem {
        None => StatusCode::NO_CONTENT.into_response(),
        Some(why) => Problem::new(StatusCode::UNAUTHORIZED, "unauthorized", why).into_response(),
    }
}
