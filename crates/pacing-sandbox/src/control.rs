//! `/_sandbox`: faults and a look inside, for people with curl.

use std::collections::BTreeMap;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum::routing::{get, post};
use axum::{Json, Router};
use serde_json::{Value, json};

use crate::answer::Problem;
use crate::events::Event;
use crate::faults::{Endpoint, Fault};
use crate::requests::Recorded;
use crate::state::{Shared, SharedState};

/// The routes.
pub(crate) fn router() -> Router<SharedState> {
    Router::new()
        .route("/_sandbox/faults", get(faults).post(add_fault).delete(clear_faults))
        .route("/_sandbox/requests", get(requests))
        .route("/_sandbox/events", get(events))
        .route("/_sandbox/revoke", post(revoke))
        .route("/_sandbox/dialers/{id}", get(dialer))
}

async fn faults(State(shared): State<SharedState>) -> impl IntoResponse {
    Json(waiting(&shared))
}

/// The faults that wait, each with what it says and nothing that goes without saying.
fn waiting(shared: &Shared) -> BTreeMap<Endpoint, Vec<Value>> {
    let usual = json!(Fault::default());
    let short = |fault: Fault| {
        let mut value = json!(fault);
        if let Value::Object(fields) = &mut value {
            fields.retain(|name, value| name == "times" || usual.get(name) != Some(value));
        }
        value
    };
    let queues = shared.faults.waiting().into_iter();
    queues.map(|(endpoint, faults)| (endpoint, faults.into_iter().map(short).collect())).collect()
}

/// Takes one fault: its fields and `endpoint`, whatever the content type, since curl's is never right.
async fn add_fault(State(shared): State<SharedState>, body: Bytes) -> Result<impl IntoResponse, Problem> {
    let (endpoint, fault) = read_fault(&body).map_err(Problem::bad_request)?;
    shared.faults.push(endpoint, fault);
    Ok((StatusCode::CREATED, Json(waiting(&shared))))
}

fn read_fault(body: &[u8]) -> Result<(Endpoint, Fault), String> {
    let mut value: Value = serde_json::from_slice(body).map_err(|error| format!("the body is not JSON: {error}"))?;
    let endpoint = value
        .as_object_mut()
        .and_then(|fields| fields.remove("endpoint"))
        .ok_or("`endpoint` is missing: one of token, get, put, webhook")?;
    let endpoint = serde_json::from_value(endpoint).map_err(|error| error.to_string())?;
    let fault: Fault = serde_json::from_value(value).map_err(|error| error.to_string())?;
    fault.check()?;
    Ok((endpoint, fault))
}

async fn clear_faults(State(shared): State<SharedState>) -> StatusCode {
    shared.faults.clear();
    StatusCode::NO_CONTENT
}

async fn requests(State(shared): State<SharedState>) -> Json<Vec<Recorded>> {
    Json(shared.requests.all())
}

async fn events(State(shared): State<SharedState>) -> Json<Vec<Value>> {
    Json(shared.events.all().iter().map(readable).collect())
}

/// An event with its body as JSON where it is JSON, else as text.
fn readable(event: &Event) -> Value {
    let body = serde_json::from_slice::<Value>(&event.body)
        .unwrap_or_else(|_| Value::from(String::from_utf8_lossy(&event.body)));
    json!({
        "at_ms": event.at_ms,
        "id": event.id,
        "delivery": event.delivery,
        "signature": event.signature,
        "refused": event.refused,
        "headers": event.headers,
        "body": body,
    })
}

async fn revoke(State(shared): State<SharedState>) -> StatusCode {
    shared.tokens.revoke_all();
    StatusCode::NO_CONTENT
}

async fn dialer(State(shared): State<SharedState>, Path(id): Path<String>) -> Result<Json<Value>, Problem> {
    let shown = shared.dialers.show(&id).ok_or_else(|| Problem::not_found(format!("there is no dialer `{id}`")))?;
    Ok(Json(json!({
        "document": serde_json::from_str::<Value>(&shown.body).unwrap_or_default(),
        "etag": shown.etag,
        "active_pacing": shared.dialers.active_pacing(&id),
        "puts": shared.dialers.puts(&id),
    })))
}
