//! The dialers: what is stored, what the engine runs with, and the reload between the two.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::body::Bytes;
use jiff::Timestamp;
use serde_json::Value;
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};
use tokio::time::Instant;

use crate::document::Fields;

/// All dialers of a sandbox.
pub(crate) struct Dialers {
    reload: Duration,
    held: Mutex<BTreeMap<String, Dialer>>,
}

/// A dialer as an answer shows it.
pub(crate) struct Shown {
    pub(crate) body: String,
    /// A strong validator: it changes with every byte of the body.
    pub(crate) etag: String,
}

/// Why a PUT changed nothing.
pub(crate) enum Refusal {
    Unknown,
    Reloading,
    Changed { etag: String },
}

impl Dialers {
    pub(crate) fn new(documents: &BTreeMap<String, String>, reload: Duration) -> io::Result<Self> {
        let mut held = BTreeMap::new();
        for (id, text) in documents {
            held.insert(id.clone(), Dialer::new(id, text)?);
        }
        Ok(Self { reload, held: Mutex::new(held) })
    }

    pub(crate) fn show(&self, id: &str) -> Option<Shown> {
        self.with(id, |dialer| dialer.shown())
    }

    pub(crate) fn put(&self, id: &str, put: Put<'_>) -> Result<Shown, Refusal> {
        let reload = self.reload;
        self.with(id, |dialer| dialer.put(put, reload)).unwrap_or(Err(Refusal::Unknown))
    }

    /// Changes a dialer as somebody else would.
    pub(crate) fn change(&self, id: &str, patch: &Value) -> bool {
        self.with(id, |dialer| {
            let fields = dialer.fields.patched(patch);
            dialer.store(fields);
        })
        .is_some()
    }

    /// Starts a reload, whatever the reason.
    pub(crate) fn start_reload(&self, id: &str, duration: Duration) -> bool {
        self.with(id, |dialer| dialer.start_reload(duration)).is_some()
    }

    pub(crate) fn active_pacing(&self, id: &str) -> Option<Value> {
        self.with(id, |dialer| serde_json::from_str(dialer.active.as_ref()?.get()).ok()).flatten()
    }

    pub(crate) fn puts(&self, id: &str) -> u64 {
        self.with(id, |dialer| dialer.puts).unwrap_or(0)
    }

    pub(crate) fn last_put(&self, id: &str) -> Option<Bytes> {
        self.with(id, |dialer| dialer.last_put.clone()).flatten()
    }

    /// Looks at one dialer as it is now.
    fn with<T>(&self, id: &str, look: impl FnOnce(&mut Dialer) -> T) -> Option<T> {
        let mut held: MutexGuard<'_, _> = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let dialer = held.get_mut(id)?;
        dialer.finish_reload();
        Some(look(dialer))
    }
}

/// A document that the judge found nothing wrong with.
pub(crate) struct Put<'a> {
    pub(crate) fields: Fields,
    /// What was sent, byte for byte.
    pub(crate) body: Bytes,
    /// The `If-Match` header.
    pub(crate) if_match: Option<&'a str>,
    /// A merge patch over what is stored: a server that clamps.
    pub(crate) store: Option<&'a Value>,
}

/// The fields that the server alone sets, whatever a document says.
const MANAGED: [&str; 3] = ["status", "dateCreated", "dateModified"];

const PACING: &str = "predictive_dialer_config";

struct Dialer {
    /// The document without what the server manages.
    fields: Fields,
    /// The status when no reload is under way.
    status: String,
    created: Timestamp,
    modified: Timestamp,
    version: u64,
    /// What the engine dials with: the cached pacing until a reload brings the new one.
    active: Option<Box<RawValue>>,
    reloading_until: Option<Instant>,
    puts: u64,
    last_put: Option<Bytes>,
}

impl Dialer {
    fn new(id: &str, text: &str) -> io::Result<Self> {
        let mut fields: Fields = serde_json::from_str(text).map_err(|error| {
            let message = format!("the document of dialer `{id}` is no JSON object: {error}");
            io::Error::new(io::ErrorKind::InvalidInput, message)
        })?;
        let status = fields.text("status").unwrap_or_else(|| "ACTIVE".to_owned());
        MANAGED.iter().for_each(|name| fields.remove(name));
        let active = fields.get(PACING).map(ToOwned::to_owned);
        let now = now();
        Ok(Self {
            fields,
            status,
            created: now,
            modified: now,
            version: 1,
            active,
            reloading_until: None,
            puts: 0,
            last_put: None,
        })
    }

    fn shown(&self) -> Shown {
        let mut fields = self.fields.clone();
        fields.set_text("status", if self.reloading() { RELOADING } else { &self.status });
        fields.set_text("dateCreated", &format!("{:.3}", self.created));
        fields.set_text("dateModified", &format!("{:.3}", self.modified));
        let body = fields.to_text();
        let digest = Sha256::new().chain_update(self.version.to_be_bytes()).chain_update(&body).finalize();
        let hex: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        Shown { body, etag: format!("\"{}-{hex}\"", self.version) }
    }

    fn put(&mut self, put: Put<'_>, reload: Duration) -> Result<Shown, Refusal> {
        if self.reloading() {
            return Err(Refusal::Reloading);
        }
        let etag = self.shown().etag;
        if put.if_match.is_some_and(|header| !matches(header, &etag)) {
            return Err(Refusal::Changed { etag });
        }
        let mut fields = put.fields;
        if let (None, Some(name)) = (fields.get("name"), self.fields.get("name")) {
            fields.set("name", name.to_owned());
        }
        if let Some(patch) = put.store {
            fields = fields.patched(patch);
        }
        let reloads = asks_for_reload(&fields);
        self.store(fields);
        self.puts += 1;
        self.last_put = Some(put.body);
        if reloads {
            self.start_reload(reload);
        }
        Ok(self.shown())
    }

    fn store(&mut self, mut fields: Fields) {
        MANAGED.iter().for_each(|name| fields.remove(name));
        self.fields = fields;
        self.modified = now();
        self.version += 1;
    }

    fn reloading(&self) -> bool {
        self.reloading_until.is_some() || self.status == RELOADING
    }

    fn start_reload(&mut self, duration: Duration) {
        self.reloading_until = Instant::now().checked_add(duration);
    }

    fn finish_reload(&mut self) {
        if self.reloading_until.is_some_and(|until| until <= Instant::now()) {
            self.reloading_until = None;
            self.active = self.fields.get(PACING).map(ToOwned::to_owned);
        }
    }
}

/// In milliseconds, as servers show it.
fn now() -> Timestamp {
    let now = Timestamp::now();
    Timestamp::from_millisecond(now.as_millisecond()).unwrap_or(now)
}

const RELOADING: &str = "RELOADING";

fn asks_for_reload(fields: &Fields) -> bool {
    let pacing = fields.get(PACING).and_then(|raw| serde_json::from_str::<Value>(raw.get()).ok());
    pacing.is_some_and(|pacing| pacing.get("reload_on_update") == Some(&Value::Bool(true)))
}

/// Strong comparison (RFC 9110, sections 8.8.3.2 and 13.1.1). Our tags have no comma.
fn matches(header: &str, etag: &str) -> bool {
    header.trim() == "*" || header.split(',').any(|tag| tag.trim() == etag)
}
