//! What is where, and in which order a request passes the layers: CORS, log, fault, rate limit, work.

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};

use crate::answer::{MAX_BODY, Problem};
use crate::state::SharedState;
use crate::{control, cors, dialer, fault_layer, rate_limit, requests, token, wfm};

/// The whole surface.
pub(crate) fn router(shared: SharedState) -> Router {
    let dialers = get(dialer::get).put(dialer::put).layer(from_fn_with_state(shared.clone(), rate_limit::layer));
    let cors = cors::layer(shared.config.expose_headers);
    Router::new()
        .route(token::PATH, post(token::post))
        .route(&format!("{}{{id}}", dialer::PREFIX), dialers)
        .route(wfm::PATH, post(wfm::post))
        .method_not_allowed_fallback(not_allowed)
        .fallback(nothing_here)
        .layer(from_fn_with_state(shared.clone(), fault_layer::layer))
        .layer(from_fn_with_state(shared.clone(), requests::layer))
        .merge(control::router())
        .layer(DefaultBodyLimit::max(MAX_BODY))
        .layer(cors)
        .with_state(shared)
}

async fn nothing_here(request: Request) -> Problem {
    Problem::not_found(format!("there is nothing at `{}`", request.uri().path()))
}

async fn not_allowed(request: Request) -> Problem {
    let message = format!("`{}` does not answer to {}", request.uri().path(), request.method());
    Problem::new(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", message)
}
