//! `POST /oauth2/token`: client credentials (RFC 6749, sections 4.4, 5.1 and 5.2).

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{
    AUTHORIZATION, CACHE_CONTROL, CONTENT_TYPE, HeaderMap, HeaderValue, PRAGMA, WWW_AUTHENTICATE,
};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::client_auth::{self, Form, Unclear};
use crate::config::{SCOPE_READ, SCOPE_UPDATE};
use crate::state::{Shared, SharedState};
use crate::tokens::Scopes;

/// Where tokens come from.
pub(crate) const PATH: &str = "/oauth2/token";

/// Answers a token request.
pub(crate) async fn post(State(shared): State<SharedState>, headers: HeaderMap, body: Bytes) -> Response {
    let mut response = match issue(&shared, &headers, &body) {
        Ok(answer) => answer,
        Err(refusal) => refusal.into_response(headers.contains_key(AUTHORIZATION)),
    };
    let answered = response.headers_mut();
    answered.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    answered.insert(PRAGMA, HeaderValue::from_static("no-cache"));
    response
}

fn issue(shared: &Shared, headers: &HeaderMap, body: &[u8]) -> Result<Response, Refusal> {
    let form = form(headers, body)?;
    let client = client_auth::client(headers, &form).map_err(|unclear| match unclear {
        Unclear::Missing => Refusal::client("the client id or the client secret is missing"),
        Unclear::Malformed(message) => Refusal::request(message),
    })?;
    if !client.is(&shared.client) {
        return Err(Refusal::client("the client id or the client secret is wrong"));
    }
    match form.get("grant_type").map(String::as_str) {
        Some("client_credentials") => {}
        None => return Err(Refusal::request("`grant_type` is missing")),
        Some(other) => return Err(Refusal::grant(other)),
    }
    let scopes = granted(form.get("scope").map(String::as_str), &shared.config.scopes)?;
    let lifetime = shared.config.token_lifetime;
    let scope = scopes.iter().map(String::as_str).collect::<Vec<_>>().join(" ");
    let token = shared.tokens.issue(scopes, lifetime).map_err(|_| Refusal::server())?;
    let answer = json!({
        "access_token": token,
        "token_type": "Bearer",
        "expires_in": lifetime.as_secs(),
        "scope": scope,
    });
    Ok(Json(answer).into_response())
}

fn form(headers: &HeaderMap, body: &[u8]) -> Result<Form, Refusal> {
    let kind = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    if !kind.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
        return Err(Refusal::request("the content type must be `application/x-www-form-urlencoded`"));
    }
    client_auth::read_form(body).map_err(Refusal::request)
}

/// What is granted: everything when nothing is asked, else what is both asked and allowed. A scope that
/// this server does not have, or a request of which nothing is left, is refused.
fn granted(asked: Option<&str>, allowed: &Scopes) -> Result<Scopes, Refusal> {
    let Some(asked) = asked else { return Ok(allowed.clone()) };
    let asked: Scopes = asked.split(' ').filter(|scope| !scope.is_empty()).map(String::from).collect();
    let known = |scope: &&String| [SCOPE_READ, SCOPE_UPDATE].contains(&scope.as_str()) || allowed.contains(*scope);
    if let Some(unknown) = asked.iter().find(|scope| !known(scope)) {
        return Err(Refusal::scope(format!("there is no scope `{unknown}`")));
    }
    let granted: Scopes = asked.intersection(allowed).cloned().collect();
    if granted.is_empty() {
        return Err(Refusal::scope("this client may have none of the scopes it asks for"));
    }
    Ok(granted)
}

struct Refusal {
    status: StatusCode,
    error: &'static str,
    description: String,
}

impl Refusal {
    fn client(description: &str) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "invalid_client", description)
    }

    fn request(description: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "invalid_request", description)
    }

    fn grant(asked: &str) -> Self {
        let description = format!("`grant_type` must be `client_credentials`, not `{asked}`");
        Self::new(StatusCode::BAD_REQUEST, "unsupported_grant_type", description)
    }

    fn scope(description: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "invalid_scope", description)
    }

    fn server() -> Self {
        let description = "the system gave no random numbers";
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "server_error", description)
    }

    fn new(status: StatusCode, error: &'static str, description: impl Into<String>) -> Self {
        Self { status, error, description: description.into() }
    }

    /// A client that used the Authorization header is told the scheme (RFC 6749, section 5.2).
    fn into_response(self, by_header: bool) -> Response {
        let body = json!({ "error": self.error, "error_description": self.description });
        let mut response = (self.status, Json(body)).into_response();
        if by_header && self.status == StatusCode::UNAUTHORIZED {
            let challenge = HeaderValue::from_static("Basic realm=\"pacing-sandbox\"");
            response.headers_mut().insert(WWW_AUTHENTICATE, challenge);
        }
        response
    }
}
