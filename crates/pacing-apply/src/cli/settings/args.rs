//! The flags of the commands that reach a platform.

use super::trail::TrailArgs;
use super::{BASE_URL, CLIENT_ID};
use crate::cli::failure::Failure;
use ipnet::IpNet;
use jiff::SignedDuration;
use pacing_apply::settings::{ClientAuth, EventFormat, Polling, Timeouts};
use pacing_apply::{AddressRule, Error, Settings};
use pacing_core::DialerId;
use std::net::IpAddr;
use std::path::PathBuf;
use std::time::Duration;

/// Which platform, and as whom.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Platform")]
pub(crate) struct PlatformArgs {
    /// Where the platform is [env: CXONE_BASE_URL] [default: https://api.mynicecx.com]
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,

    /// The dialer [env: CXONE_DIALER_ID]; where a document is given as well, its id must be equal
    #[arg(long, value_name = "ID", value_parser = DialerId::parse)]
    pub dialer: Option<DialerId>,

    /// The OAuth client [env: CXONE_CLIENT_ID]; its secret is CXONE_CLIENT_SECRET and never a flag
    #[arg(long, value_name = "ID")]
    pub client_id: Option<String>,

    /// How the client's credentials are sent
    #[arg(long, value_enum, value_name = "HOW", default_value_t)]
    pub client_auth: Auth,

    /// Certificates (PEM) that are trusted besides those of the system
    #[arg(long, value_name = "FILE")]
    pub ca_file: Option<PathBuf>,

    #[command(flatten)]
    pub patience: PatienceArgs,
}

impl PlatformArgs {
    /// A text that names settings by their variables, with the flags in their place that were given.
    pub(crate) fn as_given(&self, text: &str) -> String {
        let given =
            [(BASE_URL, "--base-url", self.base_url.is_some()), (CLIENT_ID, "--client-id", self.client_id.is_some())];
        let given = given.into_iter().filter(|(.., given)| *given);
        given.fold(text.to_owned(), |text, (variable, flag, _)| text.replace(variable, flag))
    }

    /// An error of a run, with what to do about it in terms of what was given.
    pub(crate) fn blame(&self, error: Error) -> Failure {
        let failure = Failure::from(error);
        Failure { help: failure.help.map(|help| self.as_given(&help)), ..failure }
    }
}

/// How the client's credentials are sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Auth {
    /// In the body, as the tutorial does
    #[default]
    Body,
    /// By HTTP Basic
    Basic,
}

impl From<Auth> for ClientAuth {
    fn from(auth: Auth) -> Self {
        match auth {
            Auth::Body => Self::Body,
            Auth::Basic => Self::Basic,
        }
    }
}

/// The event, and where it goes.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Event")]
pub(crate) struct EventArgs {
    #[command(flatten)]
    pub receiver: ReceiverArgs,

    /// What the body of the event looks like
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    pub event_format: BodyFormat,
}

/// What the body of the event looks like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum BodyFormat {
    /// As the tutorial has it
    #[default]
    Tutorial,
    /// CloudEvents 1.0 in structured mode, with the tutorial's body as its data
    #[value(name = "cloudevents")]
    CloudEvents,
}

impl From<BodyFormat> for EventFormat {
    fn from(format: BodyFormat) -> Self {
        match format {
            BodyFormat::Tutorial => Self::Tutorial,
            BodyFormat::CloudEvents => Self::CloudEvents,
        }
    }
}

/// Where the event goes.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Event")]
pub(crate) struct ReceiverArgs {
    /// Where the event goes [env: WFM_WEBHOOK_URL]; its secret is WFM_WEBHOOK_SECRET and never a flag. Without it there is no event
    #[arg(long, value_name = "URL")]
    pub webhook: Option<String>,

    /// Lets the event go to an address inside a network, such as 10.1.0.0/16. May be repeated
    #[arg(long = "webhook-allow", value_name = "CIDR", value_parser = network)]
    pub allow: Vec<IpNet>,

    /// Send the event by the proxy of the environment (HTTPS_PROXY), which then resolves its receiver's name
    #[arg(long)]
    pub webhook_proxy: bool,
}

impl ReceiverArgs {
    /// The addresses that the event may go to.
    pub(crate) fn rule(&self) -> AddressRule {
        AddressRule::allowing(self.allow.clone())
    }
}

/// What is written into the audit log.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Audit")]
pub(crate) struct RunArgs {
    /// The audit log [default: pacing_audit.log]
    #[arg(long, value_name = "FILE")]
    pub audit: Option<PathBuf>,

    /// Who makes the change, for the audit log [default: the environment's user name, or `uid N`]
    #[arg(long, value_name = "NAME")]
    pub actor: Option<String>,

    /// Why the change is made, for the audit log
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,

    /// How long another run of the same dialer is waited for [default: 10]
    #[arg(long, value_name = "DURATION", value_parser = duration)]
    lock_wait: Option<Duration>,

    #[command(flatten)]
    pub trail: TrailArgs,
}

impl RunArgs {
    /// How long another run of the same dialer is waited for.
    pub(crate) fn lock_wait(&self) -> Duration {
        self.lock_wait.unwrap_or(Duration::from_secs(10))
    }

    /// The audit log that is named, or the one by default.
    pub(crate) fn audit_log(&self, sandbox: bool) -> PathBuf {
        let name = if sandbox { "pacing_audit.sandbox.log" } else { "pacing_audit.log" };
        self.audit.clone().unwrap_or_else(|| PathBuf::from(name))
    }

    /// Who makes the change, as far as somebody says so.
    pub(crate) fn actor(&self) -> Option<String> {
        self.actor.clone().or_else(super::user)
    }
}

/// How long is waited for what. Durations are seconds, or written like `500ms` and `2m`.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Patience (durations are seconds, or like 500ms and 2m)")]
pub(crate) struct PatienceArgs {
    #[command(flatten)]
    event: EventPatienceArgs,

    /// The pause between two looks at a busy dialer [default: 2]
    #[arg(long, value_name = "DURATION", value_parser = duration)]
    poll_interval: Option<Duration>,

    /// How long a busy dialer is waited for [default: 60]
    #[arg(long, value_name = "DURATION", value_parser = duration)]
    poll_limit: Option<Duration>,

    /// How long getting a token may take [default: 10]
    #[arg(long, value_name = "DURATION", value_parser = duration)]
    token_timeout: Option<Duration>,

    /// How long reading the dialer may take [default: 15]
    #[arg(long, value_name = "DURATION", value_parser = duration)]
    get_timeout: Option<Duration>,

    /// How long changing the dialer may take [default: 15]
    #[arg(long, value_name = "DURATION", value_parser = duration)]
    put_timeout: Option<Duration>,
}

/// How long is waited for what where no platform is asked.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Patience (durations are seconds, or like 500ms and 2m)")]
pub(crate) struct EventPatienceArgs {
    /// How often a request is repeated [default: 3]
    #[arg(long, value_name = "N")]
    max_retries: Option<u32>,

    /// The delay before the first repetition [default: 2]
    #[arg(long, value_name = "DURATION", value_parser = duration)]
    base_delay: Option<Duration>,

    /// What the delay is multiplied by for each further repetition [default: 2]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    backoff_factor: Option<u32>,

    /// When nothing new is begun any more [default: 120]
    #[arg(long, value_name = "DURATION", value_parser = duration)]
    deadline: Option<Duration>,

    /// How long delivering the event may take [default: 10]
    #[arg(long, value_name = "DURATION", value_parser = duration)]
    webhook_timeout: Option<Duration>,
}

impl PatienceArgs {
    /// Settings with what the flags say.
    pub(crate) fn settings(&self, settings: Settings) -> Settings {
        let settings = self.event.settings(settings);
        let Settings { timeouts, polling, .. } = settings.clone();
        Settings {
            timeouts: Timeouts {
                token: self.token_timeout.unwrap_or(timeouts.token),
                get: self.get_timeout.unwrap_or(timeouts.get),
                put: self.put_timeout.unwrap_or(timeouts.put),
                ..timeouts
            },
            polling: Polling {
                interval: self.poll_interval.unwrap_or(polling.interval),
                limit: self.poll_limit.unwrap_or(polling.limit),
            },
            ..settings
        }
    }
}

impl EventPatienceArgs {
    /// Settings with what the flags say.
    pub(crate) fn settings(&self, settings: Settings) -> Settings {
        let Settings { mut timeouts, mut retry, deadline, .. } = settings.clone();
        retry.max_retries = self.max_retries.unwrap_or(retry.max_retries);
        retry.base_delay = self.base_delay.unwrap_or(retry.base_delay);
        retry.factor = self.backoff_factor.unwrap_or(retry.factor);
        timeouts.webhook = self.webhook_timeout.unwrap_or(timeouts.webhook);
        Settings { retry, timeouts, deadline: self.deadline.unwrap_or(deadline), ..settings }
    }
}

fn duration(text: &str) -> Result<Duration, String> {
    let seconds = text.parse::<f64>().ok().and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    let spelled = || text.parse::<SignedDuration>().ok().and_then(|spelled| Duration::try_from(spelled).ok());
    seconds.or_else(spelled).ok_or_else(|| "write seconds, such as `2` or `0.5`, or `500ms`, `2m`".to_owned())
}

/// A network, or one address.
fn network(text: &str) -> Result<IpNet, String> {
    let network = text.parse::<IpNet>().ok().or_else(|| text.parse::<IpAddr>().ok().map(IpNet::from));
    network.ok_or_else(|| "write an address or a network, such as `10.1.2.3` or `10.1.0.0/16`".to_owned())
}
