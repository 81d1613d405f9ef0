//! Getting an access token: client credentials (RFC 6749, section 4.4).

use crate::answer::Answer;
use crate::error::{Error, Step};
use crate::host::{Host, Peer, Request, Response};
use crate::message::shorten;
use crate::progress::Progress;
use crate::run::{Recorder, Run};
use crate::settings::{Client, ClientAuth, Credentials, Settings};
use crate::token::{Token, credentials};
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue, Method};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
use std::collections::BTreeSet;
use std::time::Duration;
use url::form_urlencoded::Serializer;

/// The scopes that are asked for.
pub const SCOPES: &str = "outbound:predictive_dialer:read outbound:predictive_dialer:update";

/// A longer answer holds no token.
const MAX_ANSWER: usize = 64 * 1024;

impl<H: Host, R: Recorder> Run<'_, '_, H, R> {
    /// A token that outlives a request of this length: the one that was given, the cached one or a new one.
    pub(crate) async fn token(&mut self, request: Duration, until: Duration) -> Result<Token, Error> {
        let session = self.session;
        let client = match &session.settings.credentials {
            Credentials::Client(client) => client,
            Credentials::Token(token) => return Ok(Token::given(token.clone())),
        };
        let mut tokens = session.tokens.lock().await;
        if let Some(cached) = tokens.get(session.host.monotonic(), request) {
            return Ok(cached);
        }
        self.in_time(until)?;
        let asked_at = session.host.monotonic();
        let Grant { secret, life, scope } = self.mint(client, until).await?;
        session.hidden.add(secret.clone());
        let token = tokens.put(secret, scope, life, asked_at);
        session.tell(Progress::TokenGot { life });
        self.warn_of_smaller_scope(&token);
        Ok(token)
    }

    /// Drops a token that was refused, unless another one has taken its place already.
    pub(crate) async fn drop_token(&self, refused: &Token) {
        self.session.tokens.lock().await.remove(refused);
    }

    /// A refused token as an error: with all that tells why, and nothing of the token.
    pub(crate) fn unauthorized(&self, step: Step, token: &Token) -> Error {
        let settings = self.session.settings;
        let Credentials::Client(client) = &settings.credentials else { return Error::GivenTokenRefused { step } };
        Error::Unauthorized {
            step,
            token_url: token_url(settings).to_string(),
            client: client.tail(),
            asked: SCOPES.to_owned(),
            granted: token.granted.clone().unwrap_or_else(|| "not said".to_owned()),
        }
    }

    async fn mint(&mut self, client: &Client, until: Duration) -> Result<Grant, Error> {
        let settings = self.session.settings;
        let url = token_url(settings).to_string();
        let mut retries = self.retries();
        loop {
            let mut grant = None;
            let answer = self
                .exchange(token_request(settings, client), |response| match Grant::read(&response) {
                    Ok(read) => {
                        grant = Some(read);
                        Answer::Ok(response)
                    }
                    Err(problem) => {
                        let (status, media_type) = (response.status.as_u16(), response.media_type().to_owned());
                        Answer::Malformed { status, media_type, problem: problem.to_owned() }
                    }
                })
                .await;
            let client = client.tail();
            match (answer, grant) {
                (Answer::Ok(_), Some(grant)) => return Ok(grant),
                (Answer::Malformed { status, media_type, problem }, _) => {
                    return Err(Error::TokenUnreadable { url, status, media_type, problem });
                }
                (Answer::Unauthorized { message }, _) => {
                    return Err(Error::TokenRefused { url, client, status: 401, code: None, message });
                }
                (Answer::Refused { status, code, message }, _) => {
                    return Err(Error::TokenRefused { url, client, status, code, message });
                }
                (other, _) => self.again(Step::Token, other, &mut retries, until).await?,
            }
        }
    }

    fn warn_of_smaller_scope(&self, token: &Token) {
        let Some(granted) = &token.granted else { return };
        let [asked, got] = [SCOPES, granted].map(|scopes| scopes.split_whitespace().collect::<BTreeSet<_>>());
        let missing: Vec<String> = asked.difference(&got).map(|scope| (*scope).to_owned()).collect();
        if !missing.is_empty() {
            self.session.tell(Progress::ScopeSmaller { missing });
        }
    }
}

fn token_url(settings: &Settings) -> url::Url {
    settings.base_url.join(&["oauth2", "token"])
}

fn token_request(settings: &Settings, client: &Client) -> Request {
    let Client { id, secret, auth } = client;
    let mut headers = HeaderMap::new();
    headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
    let mut form = Serializer::new(String::new());
    form.append_pair("grant_type", "client_credentials");
    match auth {
        ClientAuth::Body => {
            form.append_pair("client_id", id).append_pair("client_secret", secret.expose_secret());
        }
        ClientAuth::Basic => {
            headers.extend(credentials("Basic", &client.basic()).map(|value| (AUTHORIZATION, value)));
        }
    }
    form.append_pair("scope", SCOPES);
    Request {
        peer: Peer::Platform,
        method: Method::POST,
        url: token_url(settings),
        headers,
        body: form.finish().into_bytes(),
        timeout: settings.timeouts.token,
        max_response: MAX_ANSWER,
    }
}

/// A successful answer of the token endpoint (section 5.1).
struct Grant {
    secret: SecretString,
    life: Option<Duration>,
    scope: Option<String>,
}

impl Grant {
    fn read(response: &Response) -> Result<Self, &'static str> {
        let answer: Value = serde_json::from_slice(&response.body).map_err(|_| "which is not JSON")?;
        let token = answer.get("access_token").and_then(Value::as_str).ok_or("without `access_token`")?;
        if token.is_empty() || !token.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err("with an `access_token` that no header can hold");
        }
        let other_type = |kind: &str| !kind.eq_ignore_ascii_case("bearer");
        if answer.get("token_type").and_then(Value::as_str).is_some_and(other_type) {
            return Err("with a `token_type` other than `Bearer`");
        }
        Ok(Self {
            secret: SecretString::from(token),
            life: answer.get("expires_in").and_then(life),
            scope: answer.get("scope").and_then(Value::as_str).map(shorten),
        })
    }
}

/// Seconds as a number or as a string of digits.
fn life(value: &Value) -> Option<Duration> {
    let seconds = match value {
        Value::Number(number) => number.as_u64().or_else(|| whole(number.as_f64()?)),
        Value::String(text) if text.bytes().all(|byte| byte.is_ascii_digit()) => text.parse().ok(),
        _ => None,
    };
    seconds.map(Duration::from_secs)
}

fn whole(number: f64) -> Option<u64> {
    Duration::try_from_secs_f64(number).ok().map(|life| life.as_secs())
}
