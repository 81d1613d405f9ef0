//! What a bearer token allows (RFC 6750, section 3).

use axum::http::StatusCode;
use axum::http::header::{AUTHORIZATION, HeaderMap, WWW_AUTHENTICATE};

use crate::answer::Problem;
use crate::tokens::{Standing, Tokens};

/// Lets a request pass that carries a living token with the scope.
pub(crate) fn check(tokens: &Tokens, headers: &HeaderMap, scope: &str) -> Result<(), Problem> {
    let header = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    let token = header
        .and_then(|value| value.split_once(' '))
        .and_then(|(scheme, token)| scheme.eq_ignore_ascii_case("bearer").then(|| token.trim()));
    let Some(token) = token else {
        return Err(Problem::new(
            StatusCode::UNAUTHORIZED,
            "unauthorized",
            "no bearer token: get one from /oauth2/token and send it as `Authorization: Bearer …`",
        )
        .with_header(WWW_AUTHENTICATE, REALM));
    };
    match tokens.standing(token) {
        Standing::Good(scopes) if scopes.contains(scope) => Ok(()),
        Standing::Good(_) => {
            Err(Problem::new(StatusCode::FORBIDDEN, "forbidden", format!("the token lacks the scope `{scope}`"))
                .with_header(WWW_AUTHENTICATE, &format!("{REALM}, error=\"insufficient_scope\", scope=\"{scope}\"")))
        }
        Standing::Expired => Err(invalid("the token has expired")),
        Standing::Revoked => Err(invalid("the token was revoked")),
        Standing::Unknown => Err(invalid("the token is unknown")),
    }
}

const REALM: &str = "Bearer realm=\"pacing-sandbox\"";

fn invalid(why: &str) -> Problem {
    Problem::new(StatusCode::UNAUTHORIZED, "unauthorized", why)
        .with_header(WWW_AUTHENTICATE, &format!("{REALM}, error=\"invalid_token\", error_description=\"{why}\""))
}
