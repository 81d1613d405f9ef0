//! Carries a fault out around the work of one request.

use axum::Extension;
use axum::body::{Body, Bytes, HttpBody, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, RETRY_AFTER};
use axum::http::{Method, StatusCode, response};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::answer::{MAX_BODY, Problem};
use crate::document::merge_patch;
use crate::faults::{Endpoint, Fault};
use crate::requests::Faulted;
use crate::server::Hangup;
use crate::slow_body::{self, Pace};
use crate::state::SharedState;
use crate::{dialer, token, wfm};

/// Takes the next fault of the request's endpoint and does what it says.
pub(crate) async fn layer(
    State(shared): State<SharedState>,
    Extension(hangup): Extension<Hangup>,
    request: Request,
    next: Next,
) -> Response {
    let endpoint = endpoint(request.method(), request.uri().path());
    let (parts, body) = request.into_parts();
    let announced = usize::try_from(body.size_hint().lower()).unwrap_or(usize::MAX);
    if announced > MAX_BODY {
        return Problem::too_large().into_response();
    }
    let Ok(body) = to_bytes(body, MAX_BODY).await else {
        return Problem::too_large().into_response();
    };
    let mut request = Request::from_parts(parts, Body::from(body));
    let Some(fault) = endpoint.and_then(|endpoint| shared.faults.take(endpoint)) else {
        return next.run(request).await;
    };
    if let Some(faulted) = request.extensions().get::<Faulted>() {
        faulted.mark();
    }
    if fault.revoke {
        shared.tokens.revoke_all();
    }
    if !fault.after_work {
        tokio::time::sleep(fault.hang_time()).await;
    }
    request.extensions_mut().insert(fault.clone());
    let worked = work(&fault, request, next).await;
    if fault.after_work {
        tokio::time::sleep(fault.hang_time()).await;
    }
    if let (Some(cut), None) = (fault.cut, fault.cut_after) {
        hangup.cut(cut).await;
    }
    let response = worked.unwrap_or_else(|| own_answer(&fault));
    reshape(&fault, response, hangup).await
}

/// The endpoint that a request is for.
fn endpoint(method: &Method, path: &str) -> Option<Endpoint> {
    match *method {
        Method::POST if path == token::PATH => Some(Endpoint::Token),
        Method::POST if path == wfm::PATH => Some(Endpoint::Webhook),
        Method::GET if path.starts_with(dialer::PREFIX) => Some(Endpoint::Get),
        Method::PUT if path.starts_with(dialer::PREFIX) => Some(Endpoint::Put),
        _ => None,
    }
}

async fn work(fault: &Fault, request: Request, next: Next) -> Option<Response> {
    if let Some(late) = fault.late_time() {
        tokio::spawn(async move {
            tokio::time::sleep(late).await;
            next.run(request).await
        });
        return None;
    }
    if fault.works() { Some(next.run(request).await) } else { None }
}

/// The answer of a fault that keeps the work from being done.
fn own_answer(fault: &Fault) -> Response {
    let status = fault.status_code().unwrap_or(StatusCode::ACCEPTED);
    let message = format!("the sandbox was asked to answer {}", status.as_u16());
    (status, axum::Json(json!({ "error": "fault", "message": message }))).into_response()
}

/// Changes what the fault changes about an answer.
async fn reshape(fault: &Fault, response: Response, hangup: Hangup) -> Response {
    let (mut head, body) = response.into_parts();
    let mut body = to_bytes(body, usize::MAX).await.unwrap_or_default();
    if let Some(status) = fault.status_code() {
        head.status = status;
    }
    if let Some(other) = &fault.body {
        body = Bytes::from(other.clone());
    }
    if let Some(patch) = &fault.patch
        && let Ok(mut value) = serde_json::from_slice::<Value>(&body)
    {
        merge_patch(&mut value, patch);
        body = Bytes::from(value.to_string());
    }
    reshape_headers(fault, &mut head.headers);
    finish(fault, head, body, hangup)
}

fn reshape_headers(fault: &Fault, headers: &mut HeaderMap) {
    if let Some(kind) = &fault.content_type {
        set(headers, CONTENT_TYPE, kind);
    }
    if let Some(when) = &fault.retry_after {
        set(headers, RETRY_AFTER, &when.text());
    }
    for (name, value) in &fault.headers {
        if let Ok(name) = HeaderName::try_from(name) {
            set(headers, name, value);
        }
    }
    for name in &fault.hide {
        headers.remove(name);
    }
}

fn set(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}

fn finish(fault: &Fault, mut head: response::Parts, body: Bytes, hangup: Hangup) -> Response {
    if matches!(head.status, StatusCode::NO_CONTENT | StatusCode::NOT_MODIFIED) {
        head.headers.remove(CONTENT_LENGTH);
        head.headers.remove(CONTENT_TYPE);
        return Response::from_parts(head, Body::empty());
    }
    head.headers.insert(CONTENT_LENGTH, HeaderValue::from(body.len()));
    let pace = Pace { drip: fault.drip_ms.map(std::time::Duration::from_millis), cut: fault.cut_after.zip(fault.cut) };
    let body = match pace {
        Pace { drip: None, cut: None } => Body::from(body),
        pace => slow_body::body(body, pace, hangup),
    };
    Response::from_parts(head, body)
}
