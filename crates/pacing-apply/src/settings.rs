//! Everything that an apply can be told, with its defaults. Reading flags, the environment and `.env` is the binary's.

use crate::address::{self, AddressRule};
use crate::audit::Origin;
use crate::error::Error;
use crate::retry::RetryPolicy;
use crate::signature::SigningSecret;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use secrecy::{ExposeSecret, SecretString};
use std::fmt;
use std::time::Duration;
use url::Url;
use url::form_urlencoded::byte_serialize;

/// The platform's address where `CXONE_BASE_URL` is not set. From the tutorial.
pub const DEFAULT_BASE_URL: &str = "https://api.mynicecx.com";

/// Settings of a run.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where the platform is.
    pub base_url: BaseUrl,
    /// What the platform is asked with.
    pub credentials: Credentials,
    /// Where the event goes; none means that no event is made.
    pub webhook: Option<Webhook>,
    /// How long each exchange may take.
    pub timeouts: Timeouts,
    /// How requests are repeated.
    pub retry: RetryPolicy,
    /// How a busy dialer is waited for.
    pub polling: Polling,
    /// When nothing new is begun any more, counted from the start of the run. An exchange that has begun has its own
    /// timeout, and a change that was sent is still read back once.
    pub deadline: Duration,
    /// Send the document although the dialer holds it already.
    pub force: bool,
    /// Who runs it, for the audit log.
    pub actor: String,
    /// Why, for the audit log.
    pub reason: Option<String>,
    /// Leave client data out of the audit log, and of the event, which lies in it: [`crate::audit::mask`].
    pub masked: bool,
    /// The outcome that the run takes back, by its `audit_id`, for the audit log.
    pub rollback_of: Option<uuid::Uuid>,
}

impl Settings {
    /// The defaults for a platform and a client or a token: no event, actor `unknown`.
    pub fn new(base_url: BaseUrl, credentials: impl Into<Credentials>) -> Self {
        Self {
            base_url,
            credentials: credentials.into(),
            webhook: None,
            timeouts: Timeouts::default(),
            retry: RetryPolicy::default(),
            polling: Polling::default(),
            deadline: Duration::from_secs(120),
            force: false,
            actor: "unknown".to_owned(),
            reason: None,
            masked: false,
            rollback_of: None,
        }
    }
}

/// What the platform is asked with.
#[derive(Clone, Debug)]
pub enum Credentials {
    /// A client, which gets tokens and new ones in time.
    Client(Client),
    /// A bearer token that was got elsewhere (RFC 6750). It is used until it is refused: nobody says when it ends, and there
    /// is nothing to get another one with.
    Token(SecretString),
}

impl Credentials {
    /// A token that was got elsewhere.
    ///
    /// # Errors
    /// When no header can hold it.
    pub fn token(token: &str) -> Result<Self, Error> {
        let token = token.trim();
        if token.is_empty() || !token.bytes().all(|byte| byte.is_ascii_graphic()) {
            let problem = "is empty, or holds something else than letters, digits and signs of ASCII".to_owned();
            return Err(Error::InvalidSetting { name: "the access token", problem });
        }
        Ok(Self::Token(SecretString::from(token)))
    }
}

impl From<Client> for Credentials {
    fn from(client: Client) -> Self {
        Self::Client(client)
    }
}

/// The OAuth client (RFC 6749, section 2.3.1).
#[derive(Clone, Debug)]
pub struct Client {
    /// `CXONE_CLIENT_ID`
    pub id: String,
    /// `CXONE_CLIENT_SECRET`
    pub secret: SecretString,
    /// How both are sent.
    pub auth: ClientAuth,
}

impl Client {
    /// A client whose credentials go in the body, as the tutorial's do.
    pub fn new(id: impl Into<String>, secret: impl Into<SecretString>) -> Self {
        Self { id: id.into(), secret: secret.into(), auth: ClientAuth::default() }
    }

    /// The credentials of HTTP Basic: both form-urlencoded first (RFC 6749, section 2.3.1).
    pub(crate) fn basic(&self) -> String {
        let [id, secret] =
            [&self.id, self.secret.expose_secret()].map(|text| byte_serialize(text.as_bytes()).collect::<String>());
        STANDARD.encode(format!("{id}:{secret}"))
    }

    /// The last four characters of the id: enough to tell clients apart in a message.
    pub fn tail(&self) -> String {
        let skip = self.id.chars().count().saturating_sub(4);
        format!("…{}", self.id.chars().skip(skip).collect::<String>())
    }
}

/// How the client's credentials are sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ClientAuth {
    /// In the body, as the tutorial does.
    #[default]
    Body,
    /// By HTTP Basic, each form-urlencoded first.
    Basic,
}

/// How long a whole exchange may take, from connecting to the last byte of the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeouts {
    /// Getting a token: 10 s.
    pub token: Duration,
    /// Reading a dialer: 15 s.
    pub get: Duration,
    /// Changing a dialer: 15 s.
    pub put: Duration,
    /// Delivering an event: 10 s.
    pub webhook: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        let [ten, fifteen] = [10, 15].map(Duration::from_secs);
        Self { token: ten, get: fifteen, put: fifteen, webhook: ten }
    }
}

/// How the status of a dialer is followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Polling {
    /// The pause between two reads: 2 s.
    pub interval: Duration,
    /// How long at most: 60 s.
    pub limit: Duration,
}

impl Default for Polling {
    fn default() -> Self {
        Self { interval: Duration::from_secs(2), limit: Duration::from_secs(60) }
    }
}

/// The platform's address: https, or http to this machine; without a trailing slash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl(Url);

impl BaseUrl {
    /// Checks an address.
    ///
    /// ```
    /// use pacing_apply::settings::BaseUrl;
    /// assert_eq!(BaseUrl::parse("https://api.mynicecx.com//")?.to_string(), "https://api.mynicecx.com");
    /// assert!(BaseUrl::parse("http://api.mynicecx.com").is_err());
    /// assert!(BaseUrl::parse("http://127.0.0.1:8080").is_ok());
    /// # Ok::<(), pacing_apply::Error>(())
    /// ```
    ///
    /// # Errors
    /// When it is no address, holds credentials, a query or a fragment, or would send the client's secret in the clear.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let invalid = |problem: String| Error::InvalidSetting { name: "CXONE_BASE_URL", problem };
        let text = text.trim().trim_end_matches('/');
        let url = address::parse(text).map_err(invalid)?;
        let plain = url.username().is_empty() && url.password().is_none();
        if !plain || url.query().is_some() || url.fragment().is_some() {
            return Err(invalid("holds more than scheme, host, port and path".to_owned()));
        }
        address::check_scheme(&url).map_err(invalid)?;
        Ok(Self(url))
    }

    /// Scheme, host and port.
    pub fn origin(&self) -> Origin {
        Origin::of(&self.0)
    }

    /// The address of a resource: each item of `path` is one segment, whatever characters it has.
    pub fn join(&self, path: &[&str]) -> Url {
        let mut url = self.0.clone();
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.pop_if_empty().extend(path);
        }
        url
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_str().trim_end_matches('/'))
    }
}

/// The receiver of the event. The path of its address may be a secret, so neither prints nor errors show it.
#[derive(Clone)]
pub struct Webhook {
    url: Url,
    rule: AddressRule,
    for_all: bool,
    format: EventFormat,
    /// The secrets that sign the event, none for no signature; two while one is being replaced by the other.
    pub secrets: Vec<SigningSecret>,
}

impl Webhook {
    /// A receiver at `url`, without signature.
    ///
    /// # Errors
    /// When `url` is no address, is not https (http is for this machine alone), or names an address that `rule` refuses.
    pub fn parse(url: &str, rule: AddressRule) -> Result<Self, Error> {
        let invalid = |problem: String| Error::InvalidSetting { name: "WFM_WEBHOOK_URL", problem };
        let url = address::parse(url).map_err(invalid)?;
        if !url.username().is_empty() || url.password().is_some() {
            return Err(invalid("holds a user name or password".to_owned()));
        }
        address::check_scheme(&url).map_err(invalid)?;
        rule.check_literal(&url).map_err(invalid)?;
        Ok(Self { url, rule, for_all: false, format: EventFormat::default(), secrets: Vec::new() })
    }

    /// Signs the event with these secrets.
    #[must_use]
    pub fn signed_by(mut self, secrets: Vec<SigningSecret>) -> Self {
        self.secrets = secrets;
        self
    }

    /// Takes events of this format.
    #[must_use]
    pub const fn in_format(mut self, format: EventFormat) -> Self {
        self.format = format;
        self
    }

    /// The format of the events that are made for it.
    pub const fn format(&self) -> EventFormat {
        self.format
    }

    /// Takes the events too that were meant for another receiver: for one that has moved.
    #[must_use]
    pub const fn for_all(mut self) -> Self {
        self.for_all = true;
        self
    }

    /// Whether it takes events that were meant for another receiver.
    pub const fn takes_all(&self) -> bool {
        self.for_all
    }

    /// The whole address.
    pub fn url(&self) -> &Url {
        &self.url
    }

    /// Scheme, host and port: what may be shown.
    pub fn origin(&self) -> String {
        self.url.origin().ascii_serialization()
    }

    /// Which addresses may be connected to.
    pub fn rule(&self) -> &AddressRule {
        &self.rule
    }
}

/// What the body of an event looks like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EventFormat {
    /// The tutorial's object.
    #[default]
    Tutorial,
    /// CloudEvents 1.0 in structured mode, with the tutorial's object as its data.
    CloudEvents,
}

impl EventFormat {
    /// The media type of the body.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Tutorial => "application/json",
            Self::CloudEvents => "application/cloudevents+json",
        }
    }
}

impl fmt::Debug for Webhook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Webhook").field("origin", &self.origin()).field("secrets", &self.secrets.len()).finish()
    }
}
