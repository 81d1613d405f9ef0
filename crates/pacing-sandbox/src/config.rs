//! What a sandbox holds and how it behaves.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::time::Duration;

use serde_json::Value;

use crate::faults::{Endpoint, Fault};

/// The scope that reading a dialer needs.
pub const SCOPE_READ: &str = "outbound:predictive_dialer:read";

/// The scope that changing a dialer needs.
pub const SCOPE_UPDATE: &str = "outbound:predictive_dialer:update";

/// How a sandbox starts.
///
/// [`Config::default`] holds no dialer and makes its own credentials; [`Config::holding`] holds one.
#[derive(Clone)]
pub struct Config {
    /// The port on 127.0.0.1; 0 lets the system choose.
    pub port: u16,
    /// The OAuth client; random when absent.
    pub client_id: Option<String>,
    /// Its secret; random when absent.
    pub client_secret: Option<String>,
    /// The Standard Webhooks secret of the receiver, `whsec_` and base64; random when absent.
    pub webhook_secret: Option<String>,
    /// Whether the receiver takes events without a signature, and marks them so.
    pub accept_unsigned_events: bool,
    /// The dialers by id, each as JSON text, so that the order of its fields is kept.
    pub dialers: BTreeMap<String, String>,
    /// How long a token lives.
    pub token_lifetime: Duration,
    /// The scopes that the client may have.
    pub scopes: BTreeSet<String>,
    /// How long a dialer stays `RELOADING` after a PUT with `reload_on_update`.
    pub reload: Duration,
    /// Whether dialers have an ETag; without, `If-Match` is ignored.
    pub etags: bool,
    /// Whether browsers may see ETag, Retry-After, Date and Location.
    pub expose_headers: bool,
    /// The faults that wait from the start, in order.
    pub faults: Vec<(Endpoint, Fault)>,
    /// How many GETs and PUTs are let through; all when absent.
    pub rate_limit: Option<RateLimit>,
}

/// At most `requests` in any `window`; the others are told when to come back.
#[derive(Clone, Copy, Debug)]
pub struct RateLimit {
    /// How many.
    pub requests: u32,
    /// In how long a time.
    pub window: Duration,
}

impl Config {
    /// A configuration that holds one dialer with an older, valid pacing.
    pub fn holding(id: impl Into<String>) -> Self {
        let id = id.into();
        let document = OLDER.replace("ID", &Value::from(id.as_str()).to_string());
        let mut config = Self::default();
        config.dialers.insert(id, document);
        config
    }

    /// Holds one more dialer.
    #[must_use]
    pub fn with_dialer(mut self, id: impl Into<String>, document: &Value) -> Self {
        self.dialers.insert(id.into(), document.to_string());
        self
    }

    /// Lets the client read and nothing else.
    #[must_use]
    pub fn read_only(mut self) -> Self {
        self.scopes = BTreeSet::from([SCOPE_READ.to_owned()]);
        self
    }
}

impl Default for Config {
    fn default() -> Self {
        Self {
            port: 0,
            client_id: None,
            client_secret: None,
            webhook_secret: None,
            accept_unsigned_events: false,
            dialers: BTreeMap::new(),
            token_lifetime: Duration::from_secs(3600),
            scopes: BTreeSet::from([SCOPE_READ.to_owned(), SCOPE_UPDATE.to_owned()]),
            reload: Duration::from_millis(300),
            etags: true,
            expose_headers: true,
            faults: Vec::new(),
            rate_limit: None,
        }
    }
}

/// Without the secrets: callers may well give real-looking ones.
impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config")
            .field("port", &self.port)
            .field("dialers", &self.dialers.keys())
            .field("scopes", &self.scopes)
            .finish_non_exhaustive()
    }
}

const OLDER: &str = concat!(
    r#"{"id":ID,"type":"PREDICTIVE","name":"Practice dialer","predictive_dialer_config":{"pacing_rules":["#,
    r#"{"agent_count_min":1,"agent_count_max":10,"max_speed":5},"#,
    r#"{"agent_count_min":11,"agent_count_max":40,"max_speed":15}],"#,
    r#""max_speed":20,"abandon_rate_threshold":0.02,"reload_on_update":true},"status":"ACTIVE"}"#,
);
