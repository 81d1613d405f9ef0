//! What is where, and in which order a request passes the layers: CORS, log, fault, rate limit, work.

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::StatusCode;
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use axum::routing::{get, post};

use crate::answer::{MAX_BODY, Problem};
use crate::requests::Faulted;
use crate::state::SharedState;
use crate::{control, cors, dialer, fault_layer, rate_limit, retry_after, token, wfm};

/// The whole surface.
pub(crate) fn router(shared: SharedState) -> Router {
    let dialers =
        get(dialer::get).put(dialer::put).layer(from_fn_with_state(shared.limiter.clone(), rate_limit::layer));
    let cors = cors::layer(shared.config.expose_headers);
    Router::new()
        .route(token::PATH, post(token::post))
        .route(&format!("{}{{id}}", dialer::PREFIX), dialers)
        .route(wfm::PATH, post(wfm::post))
        .method_not_allowed_fallback(not_allowed)
        .fallback(nothing_here)
        .layer(from_fn_with_state(shared.clone(), fault_layer::layer))
        .layer(from_fn_with_state(shared.clone(), log))
        .merge(control::router())
        .layer(DefaultBodyLimit::max(MAX_BODY))
        .layer(cors)
        .with_state(shared)
}

/// Keeps one request and its answer.
async fn log(State(shared): State<SharedState>, mut request: Request, next: Next) -> Response {
    let faulted = Faulted::default();
    request.extensions_mut().insert(faulted.clone());
    let number =
        shared.requests.came(shared.millis(), request.method().to_string(), request.uri().path().to_owned(), faulted);
    let response = next.run(request).await;
    let told = retry_after::told(response.headers());
    shared.requests.answered(number, shared.millis(), response.status().as_u16(), told);
    response
}

async fn nothing_here(request: Request) -> Problem {
    Problem::not_found(format!("there is nothing at `{}`", request.uri().path()))
}

async fn not_allowed(request: Request) -> Problem {
    let message = format!("`{}` does not answer to {}", request.uri().path(), request.method());
    Problem::new(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", message)
}
