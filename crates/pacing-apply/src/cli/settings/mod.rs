//! What a run needs to know: flags, then the environment, then `.env`, then the defaults. Secrets are never flags.

mod args;
mod environment;
mod trail;

pub(crate) use args::{EventArgs, EventPatienceArgs, PlatformArgs, ReceiverArgs, RunArgs};
pub(crate) use environment::{Environment, Given};

use super::failure::Failure;
use pacing_apply::audit::Origin;
use pacing_apply::host::NativeOptions;
use pacing_apply::settings::{BaseUrl, Client, DEFAULT_BASE_URL, Webhook};
use pacing_apply::signature::SigningSecret;
use pacing_apply::{AddressRule, Error, LockPlace, Settings};
use pacing_core::DialerId;
use pacing_sandbox::Sandbox;
use std::path::{Path, PathBuf};

pub(crate) const BASE_URL: &str = "CXONE_BASE_URL";
pub(crate) const CLIENT_ID: &str = "CXONE_CLIENT_ID";
pub(crate) const CLIENT_SECRET: &str = "CXONE_CLIENT_SECRET";
pub(crate) const DIALER_ID: &str = "CXONE_DIALER_ID";
pub(crate) const WEBHOOK_URL: &str = "WFM_WEBHOOK_URL";
pub(crate) const WEBHOOK_SECRET: &str = "WFM_WEBHOOK_SECRET";

/// The dialer that is addressed, where a flag or the environment names one.
pub(crate) fn addressed(args: &PlatformArgs, environment: &Environment) -> Result<Option<DialerId>, Failure> {
    if let Some(dialer) = &args.dialer {
        return Ok(Some(dialer.clone()));
    }
    let named = environment.find(DIALER_ID)?;
    let parsed = named.map(|Given { value, name }| {
        DialerId::parse(&value).map_err(|error| Failure::usage(format_args!("{name}: {error}")))
    });
    parsed.transpose()
}

/// The flag or the variable that addresses a dialer.
pub(crate) fn addressed_by(args: &PlatformArgs) -> &'static str {
    if args.dialer.is_some() { "--dialer" } else { DIALER_ID }
}

/// The settings for a platform.
pub(crate) fn platform(args: &PlatformArgs, environment: &Environment) -> Result<Settings, Failure> {
    let (Some(id), Some(secret)) = (client_id(args, environment)?, environment.get(CLIENT_SECRET)?) else {
        return Err(missing(args, environment, Vec::new())?);
    };
    let base_url = base_url(args, environment)?;
    let client = Client { auth: args.client_auth.into(), ..Client::new(id, secret) };
    Ok(args.patience.settings(Settings::new(base_url, client)))
}

/// Where the platform is.
pub(crate) fn base_url(args: &PlatformArgs, environment: &Environment) -> Result<BaseUrl, Failure> {
    match Given::by(args.base_url.as_deref(), "--base-url", environment, BASE_URL)? {
        Some(given) => BaseUrl::parse(&given.value).map_err(|error| given.blame(error)),
        None => Ok(BaseUrl::parse(DEFAULT_BASE_URL)?),
    }
}

/// The settings of a run that reaches the receiver of events alone: it has no credentials.
pub(crate) fn without_platform(
    args: &EventPatienceArgs,
    run: &RunArgs,
    webhook: Option<Webhook>,
) -> Result<Settings, Failure> {
    let nobody = Client::new(String::new(), String::new());
    let settings = args.settings(Settings::new(BaseUrl::parse(DEFAULT_BASE_URL)?, nobody));
    let actor = run.actor().unwrap_or_else(|| settings.actor.clone());
    Ok(Settings { webhook, actor, reason: run.reason.clone(), ..settings })
}

/// The failure that names all that is missing, `also` among it.
pub(crate) fn missing(
    args: &PlatformArgs,
    environment: &Environment,
    also: Vec<&'static str>,
) -> Result<Failure, Failure> {
    let id = client_id(args, environment)?.is_none().then_some(CLIENT_ID);
    let secret = environment.get(CLIENT_SECRET)?.is_none().then_some(CLIENT_SECRET);
    Ok(Error::MissingSettings { names: id.into_iter().chain(secret).chain(also).collect() }.into())
}

fn client_id(args: &PlatformArgs, environment: &Environment) -> Result<Option<String>, Failure> {
    args.client_id.clone().map_or_else(|| environment.get(CLIENT_ID), |id| Ok(Some(id)))
}

/// The settings for an embedded sandbox: nothing of the environment is in them.
pub(crate) fn of_sandbox(args: &PlatformArgs, sandbox: &Sandbox) -> Result<Settings, Failure> {
    let client = Client::new(sandbox.client_id(), sandbox.client_secret());
    let mut settings = args.patience.settings(Settings::new(BaseUrl::parse(&sandbox.base_url())?, client));
    let receiver = Webhook::parse(&sandbox.webhook_url(), AddressRule::allowing_loopback())?;
    settings.webhook = Some(receiver.signed_by(vec![SigningSecret::parse(sandbox.webhook_secret())?]));
    Ok(settings)
}

/// The receiver of the event, where one is set.
pub(crate) fn webhook(args: &ReceiverArgs, environment: &Environment) -> Result<Option<Webhook>, Failure> {
    let Some(url) = Given::by(args.webhook.as_deref(), "--webhook", environment, WEBHOOK_URL)? else {
        return Ok(None);
    };
    let secrets = match environment.find(WEBHOOK_SECRET)? {
        Some(given) => {
            let each = given.value.split([',', ' ']).filter(|secret| !secret.is_empty());
            each.map(|secret| SigningSecret::parse(secret).map_err(|error| given.blame(error)))
                .collect::<Result<_, _>>()?
        }
        None => Vec::new(),
    };
    let webhook = Webhook::parse(&url.value, args.rule()).map_err(|error| url.blame(error))?;
    Ok(Some(webhook.signed_by(secrets)))
}

/// How the native host reaches the platform and the receiver.
pub(crate) fn host_options(ca_file: Option<&Path>, webhook_proxy: bool, settings: &Settings) -> NativeOptions {
    let webhook = settings.webhook.as_ref().map(|webhook| webhook.rule().clone()).unwrap_or_default();
    NativeOptions { ca_file: ca_file.map(Path::to_owned), webhook, webhook_proxy }
}

/// Where a dialer is locked for a run.
pub(crate) fn lock_place(dialer: &str, server: Option<Origin>, audit: &Path, actor: &str) -> LockPlace {
    let (dialer, audit, actor) = (dialer.to_owned(), audit.to_owned(), actor.to_owned());
    LockPlace { dialer, server, audit, state: state_folder(), actor }
}

/// The folder of this user in which programs keep their state (XDG Base Directory Specification, and its like elsewhere).
fn state_folder() -> Option<PathBuf> {
    let folder = |name| std::env::var_os(name).map(PathBuf::from).filter(|folder| folder.is_absolute());
    let home = || Some(folder("HOME")?.join(".local").join("state"));
    folder(if cfg!(windows) { "LOCALAPPDATA" } else { "XDG_STATE_HOME" }).or_else(home)
}

/// Who runs it, as far as the system says: the environment's name, or else the number of the process's user.
pub(crate) fn user() -> Option<String> {
    let named = |name| std::env::var(name).ok().filter(|name| !name.is_empty());
    ["USER", "LOGNAME", "USERNAME"].into_iter().find_map(named).or_else(uid)
}

#[cfg(unix)]
fn uid() -> Option<String> {
    use std::os::unix::fs::MetadataExt;
    // Where there is no /proc, nothing but unsafe code could ask.
    std::fs::metadata("/proc/self").ok().map(|process| format!("uid {}", process.uid()))
}

#[cfg(not(unix))]
fn uid() -> Option<String> {
    None
}
