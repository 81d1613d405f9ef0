//! CORS for practising in a browser: any origin, the headers that a change needs.

use axum::http::Method;
use axum::http::header::{
    ACCEPT, AUTHORIZATION, CONTENT_TYPE, DATE, ETAG, HeaderName, IF_MATCH, LOCATION, RETRY_AFTER,
};
use tower_http::cors::{Any, CorsLayer};

/// The layer; without `expose`, scripts see no header but the few that every script may see.
pub(crate) fn layer(expose: bool) -> CorsLayer {
    let layer = CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET, Method::PUT, Method::POST, Method::DELETE])
        .allow_headers(ALLOWED);
    if expose { layer.expose_headers([ETAG, RETRY_AFTER, DATE, LOCATION]) } else { layer }
}

const ALLOWED: [HeaderName; 7] = [
    ACCEPT,
    AUTHORIZATION,
    CONTENT_TYPE,
    IF_MATCH,
    HeaderName::from_static("webhook-id"),
    HeaderName::from_static("webhook-timestamp"),
    HeaderName::from_static("webhook-signature"),
];
