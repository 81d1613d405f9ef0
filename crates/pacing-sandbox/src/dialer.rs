//! `GET` and `PUT /api/v2/outbound/predictivedialers/{id}`.
//!
//! Checked in this order: token, scope, dialer, body, reload, `If-Match`. A precondition counts only
//! when the request would succeed without it (RFC 9110, section 13.2.1).

use axum::Extension;
use axum::body::Bytes;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_TYPE, ETAG, HeaderMap, HeaderValue, IF_MATCH};
use axum::response::{IntoResponse, Response};

use crate::answer::Problem;
use crate::bearer;
use crate::config::{SCOPE_READ, SCOPE_UPDATE};
use crate::dialers::{Put, Refusal, Shown};
use crate::document::Fields;
use crate::faults::Fault;
use crate::judge;
use crate::state::{Shared, SharedState};

/// Where dialers are.
pub(crate) const PREFIX: &str = "/api/v2/outbound/predictivedialers/";

type Id = Result<Path<String>, PathRejection>;

/// Shows a dialer.
pub(crate) async fn get(
    State(shared): State<SharedState>,
    id: Id,
    fault: Option<Extension<Fault>>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let id = readable(id)?;
    interfere(&shared, &id, fault.as_deref());
    bearer::check(&shared.tokens, &headers, SCOPE_READ)?;
    let shown = shared.dialers.show(&id).ok_or_else(|| unknown(&id))?;
    Ok(answer(&shared, shown))
}

/// Replaces a dialer's document.
pub(crate) async fn put(
    State(shared): State<SharedState>,
    id: Id,
    fault: Option<Extension<Fault>>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Problem> {
    let id = readable(id)?;
    interfere(&shared, &id, fault.as_deref());
    bearer::check(&shared.tokens, &headers, SCOPE_UPDATE)?;
    if shared.dialers.show(&id).is_none() {
        return Err(unknown(&id));
    }
    let fields = acceptable(&headers, &body, &id)?;
    let put = Put {
        fields,
        body,
        if_match: if_match(&shared, &headers)?,
        store: fault.as_deref().and_then(|fault| fault.store.as_ref()),
    };
    match shared.dialers.put(&id, put) {
        Ok(shown) => Ok(answer(&shared, shown)),
        Err(Refusal::Unknown) => Err(unknown(&id)),
        Err(Refusal::Reloading) => Err(Problem::new(
            StatusCode::CONFLICT,
            "conflict",
            format!("dialer `{id}` is reloading: wait until its status is ACTIVE, then send again"),
        )),
        Err(Refusal::Changed { etag }) => Err(Problem::new(
            StatusCode::PRECONDITION_FAILED,
            "precondition_failed",
            format!("dialer `{id}` has changed since it was read: its ETag is now {etag}"),
        )
        .with_header(ETAG, &etag)),
    }
}

/// What a fault makes others do to the dialer just before this request.
fn interfere(shared: &Shared, id: &str, fault: Option<&Fault>) {
    let Some(fault) = fault else { return };
    if let Some(patch) = &fault.meanwhile {
        shared.dialers.change(id, patch);
    }
    if let Some(duration) = fault.reload_time() {
        shared.dialers.start_reload(id, duration);
    }
}

fn acceptable(headers: &HeaderMap, body: &Bytes, id: &str) -> Result<Fields, Problem> {
    let kind = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    if !kind.eq_ignore_ascii_case("application/json") {
        return Err(Problem::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "unsupported_media_type",
            format!("the content type must be `application/json`, not `{kind}`"),
        ));
    }
    let document = judge::read(body).map_err(Problem::bad_request)?;
    let flaws = judge::judge(&document, id);
    if let Some(first) = flaws.first() {
        let more = match flaws.len() - 1 {
            0 => String::new(),
            more => format!(" (and {more} more)"),
        };
        let message = format!("the document is not acceptable: {}{more}", first.message);
        return Err(Problem::bad_request(message).with_flaws(flaws));
    }
    serde_json::from_slice(body).map_err(|error| Problem::bad_request(error.to_string()))
}

fn if_match<'a>(shared: &Shared, headers: &'a HeaderMap) -> Result<Option<&'a str>, Problem> {
    match headers.get(IF_MATCH) {
        Some(value) if shared.config.etags => match value.to_str() {
            Ok(text) => Ok(Some(text)),
            Err(_) => Err(Problem::bad_request("the If-Match header is not ASCII text")),
        },
        _ => Ok(None),
    }
}

fn readable(id: Id) -> Result<String, Problem> {
    match id {
        Ok(Path(id)) => Ok(id),
        Err(rejection) => Err(Problem::bad_request(rejection.body_text())),
    }
}

fn unknown(id: &str) -> Problem {
    Problem::not_found(format!("there is no dialer `{id}`"))
}

fn answer(shared: &Shared, shown: Shown) -> Response {
    let json = HeaderValue::from_static("application/json");
    let mut response = ([(CONTENT_TYPE, json)], shown.body).into_response();
    if shared.config.etags
        && let Ok(etag) = HeaderValue::from_str(&shown.etag)
    {
        response.headers_mut().insert(ETAG, etag);
    }
    response
}
