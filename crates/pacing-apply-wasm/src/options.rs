//! Options as JavaScript says them: `npm/src/apply/options.ts`, which has checked which members there are and that what is
//! secret is a string.

use crate::answer::Refusal;
use pacing_apply::address::AddressRule;
use pacing_apply::retry::RetryPolicy;
use pacing_apply::settings::{
    BaseUrl, Client, ClientAuth, Credentials, DEFAULT_BASE_URL, EventFormat, Polling, Settings, Timeouts, Webhook,
};
use pacing_apply::signature::SigningSecret;
use pacing_core::profile::PROFILES;
use pacing_core::{DialerId, Level, Options, Severity};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::time::Duration;
use wasm_bindgen::JsValue;

/// Everything that a call may be told; each call takes some of it.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(crate) struct Told {
    pub(crate) target: Option<Target>,
    pub(crate) patience: Patience,
    pub(crate) webhook: Option<Receiver>,
    pub(crate) actor: Option<String>,
    pub(crate) reason: Option<String>,
    pub(crate) masked: bool,
    pub(crate) force: bool,
    pub(crate) profile: Option<String>,
    pub(crate) dialer: Option<String>,
    pub(crate) rules: Vec<(String, String)>,
}

/// The platform and who asks it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Target {
    base_url: String,
    access_token: Option<String>,
    client_id: Option<String>,
    client_secret: Option<String>,
    client_auth: Option<String>,
}

/// How patient a run is, in seconds.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(crate) struct Patience {
    token_timeout: Option<f64>,
    get_timeout: Option<f64>,
    put_timeout: Option<f64>,
    webhook_timeout: Option<f64>,
    max_retries: Option<f64>,
    base_delay: Option<f64>,
    poll_interval: Option<f64>,
    poll_limit: Option<f64>,
    deadline: Option<f64>,
    lock_wait: Option<f64>,
}

/// The receiver of events.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Receiver {
    url: String,
    #[serde(default)]
    secrets: Vec<String>,
    format: Option<String>,
    #[serde(default)]
    takes_all: bool,
}

/// How long another writer of the same log or dialer is waited for, in seconds.
const LOCK_WAIT: f64 = 10.0;

impl Told {
    /// Reads what JavaScript says.
    pub(crate) fn read(options: JsValue) -> Result<Self, Refusal> {
        from(options)
    }

    /// The settings of a run, with the platform that is named; without one, for a run that asks none.
    pub(crate) fn settings(&self) -> Result<Settings, Refusal> {
        let settings = match &self.target {
            Some(target) => Settings::new(BaseUrl::parse(&target.base_url)?, target.credentials()?),
            None => Settings::new(BaseUrl::parse(DEFAULT_BASE_URL)?, Client::new("", "")),
        };
        let webhook = self.webhook.as_ref().map(Receiver::webhook).transpose()?;
        let actor = self.actor.clone().unwrap_or(settings.actor.clone());
        let (reason, masked, force) = (self.reason.clone(), self.masked, self.force);
        self.patience.put_into(Settings { webhook, actor, reason, masked, force, ..settings })
    }

    /// What the document is judged by.
    pub(crate) fn options(&self) -> Result<Options, Refusal> {
        let mut options = Options::default();
        if let Some(id) = &self.profile {
            let found = PROFILES.iter().find(|profile| profile.id == id);
            options.profile = found.ok_or_else(|| Refusal::Option(format!("there is no profile `{id}`")))?;
        }
        if let Some(id) = &self.dialer {
            options.addressed = Some(dialer(id)?);
        }
        for (rule, level) in &self.rules {
            let level = match level.as_str() {
                "off" => Level::Off,
                "info" => Level::As(Severity::Info),
                "warning" => Level::As(Severity::Warning),
                "error" => Level::As(Severity::Error),
                other => return Err(Refusal::Option(format!("`{other}` is no weight: error, warning, info or off"))),
            };
            options.overrides.set(rule, level).map_err(|error| Refusal::Option(error.to_string()))?;
        }
        Ok(options)
    }

    pub(crate) fn lock_wait(&self) -> f64 {
        self.patience.lock_wait.unwrap_or(LOCK_WAIT)
    }
}

/// A dialer's id.
pub(crate) fn dialer(id: &str) -> Result<DialerId, Refusal> {
    DialerId::parse(id).map_err(|error| Refusal::Option(error.to_string()))
}

impl Target {
    fn credentials(&self) -> Result<Credentials, Refusal> {
        let auth = match self.client_auth.as_deref() {
            None | Some("body") => ClientAuth::Body,
            Some("basic") => ClientAuth::Basic,
            Some(other) => return Err(Refusal::Option(format!("`clientAuth` is `body` or `basic`, not `{other}`"))),
        };
        match (&self.access_token, &self.client_id, &self.client_secret) {
            (Some(token), None, None) => Ok(Credentials::token(token)?),
            (None, Some(id), Some(secret)) => Ok(Client { auth, ..Client::new(id, secret.as_str()) }.into()),
            _ => Err(Refusal::Option("`auth` is either `accessToken`, or `clientId` and `clientSecret`".to_owned())),
        }
    }
}

impl Receiver {
    /// Which addresses a name has is the browser's business, so only the scheme is checked.
    fn webhook(&self) -> Result<Webhook, Refusal> {
        let secrets: Result<Vec<_>, _> = self.secrets.iter().map(|secret| SigningSecret::parse(secret)).collect();
        let format = match self.format.as_deref() {
            None | Some("tutorial") => EventFormat::Tutorial,
            Some("cloudEvents") => EventFormat::CloudEvents,
            Some(other) => {
                return Err(Refusal::Option(format!("`format` is `tutorial` or `cloudEvents`, not `{other}`")));
            }
        };
        let webhook = Webhook::parse(&self.url, AddressRule::anywhere())?.signed_by(secrets?).in_format(format);
        Ok(if self.takes_all { webhook.for_all() } else { webhook })
    }
}

impl Patience {
    fn put_into(&self, settings: Settings) -> Result<Settings, Refusal> {
        let Settings { timeouts, retry, polling, deadline, .. } = &settings;
        let timeouts = Timeouts {
            token: seconds("tokenTimeout", self.token_timeout, timeouts.token)?,
            get: seconds("getTimeout", self.get_timeout, timeouts.get)?,
            put: seconds("putTimeout", self.put_timeout, timeouts.put)?,
            webhook: seconds("webhookTimeout", self.webhook_timeout, timeouts.webhook)?,
        };
        let retry = RetryPolicy {
            max_retries: count("maxRetries", self.max_retries, retry.max_retries)?,
            base_delay: seconds("baseDelay", self.base_delay, retry.base_delay)?,
            ..retry.clone()
        };
        let polling = Polling {
            interval: seconds("pollInterval", self.poll_interval, polling.interval)?,
            limit: seconds("pollLimit", self.poll_limit, polling.limit)?,
        };
        let deadline = seconds("deadline", self.deadline, *deadline)?;
        seconds("lockWait", self.lock_wait, Duration::ZERO)?;
        Ok(Settings { timeouts, retry, polling, deadline, ..settings })
    }
}

fn seconds(name: &str, value: Option<f64>, usual: Duration) -> Result<Duration, Refusal> {
    let Some(value) = value else { return Ok(usual) };
    Duration::try_from_secs_f64(value)
        .map_err(|_| Refusal::Option(format!("`{name}` is `{value}`; it is a number of seconds, 0 or more")))
}

fn count(name: &str, value: Option<f64>, usual: u32) -> Result<u32, Refusal> {
    match value {
        None => Ok(usual),
        Some(value) if (0.0..=1000.0).contains(&value) && value.fract() == 0.0 => Ok(value as u32),
        Some(value) => Err(Refusal::Option(format!("`{name}` is `{value}`; it is a whole number from 0 to 1000"))),
    }
}

/// A value of JavaScript; the words of what is wrong with it name its type alone where it may be secret.
fn from<T: DeserializeOwned>(value: JsValue) -> Result<T, Refusal> {
    serde_wasm_bindgen::from_value(value).map_err(|error| Refusal::Option(error.to_string()))
}
