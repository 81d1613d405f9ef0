//! What all parts of a sandbox share.

use std::io;
use std::sync::Arc;

use tokio::time::Instant;

use crate::client_auth::Client;
use crate::config::Config;
use crate::dialers::Dialers;
use crate::events::Events;
use crate::fault_queue::Faults;
use crate::rate_limit::Limiter;
use crate::requests::Requests;
use crate::signature;
use crate::tokens::{Tokens, random_bytes, random_text};

/// The state, as handlers get it.
pub(crate) type SharedState = Arc<Shared>;

/// Everything that a sandbox holds.
pub(crate) struct Shared {
    pub(crate) config: Config,
    pub(crate) client: Client,
    pub(crate) webhook_secret: String,
    pub(crate) webhook_key: Vec<u8>,
    pub(crate) dialers: Dialers,
    pub(crate) tokens: Tokens,
    pub(crate) faults: Faults,
    pub(crate) limiter: Arc<Limiter>,
    pub(crate) requests: Requests,
    pub(crate) events: Events,
    started: Instant,
}

impl Shared {
    pub(crate) fn new(config: Config) -> io::Result<Self> {
        let invalid = |why| io::Error::new(io::ErrorKind::InvalidInput, why);
        let webhook_secret = match &config.webhook_secret {
            Some(secret) => secret.clone(),
            None => signature::secret(&random_bytes()?),
        };
        let faults = Faults::default();
        for (endpoint, fault) in &config.faults {
            fault.check().map_err(invalid)?;
            faults.push(*endpoint, fault.clone());
        }
        Ok(Self {
            client: Client { id: given_or_random(&config.client_id)?, secret: given_or_random(&config.client_secret)? },
            webhook_key: signature::key(&webhook_secret).map_err(invalid)?,
            webhook_secret,
            dialers: Dialers::new(&config.dialers, config.reload)?,
            tokens: Tokens::default(),
            faults,
            limiter: Arc::new(Limiter::new(config.rate_limit)),
            requests: Requests::default(),
            events: Events::default(),
            started: Instant::now(),
            config,
        })
    }

    /// Milliseconds since the start.
    pub(crate) fn millis(&self) -> u64 {
        u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX)
    }
}

fn given_or_random(given: &Option<String>) -> io::Result<String> {
    given.clone().map_or_else(random_text, Ok)
}
