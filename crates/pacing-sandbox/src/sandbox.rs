//! A running sandbox, and what tests and people look at in it.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::config::Config;
use crate::events::Event;
use crate::faults::{Endpoint, Fault};
use crate::requests::Recorded;
use crate::state::{Shared, SharedState};
use crate::{routes, server, wfm};

/// A sandbox that runs until it is shut down or dropped.
pub struct Sandbox {
    shared: SharedState,
    address: SocketAddr,
    stop: watch::Sender<()>,
    serving: JoinHandle<()>,
}

impl Sandbox {
    /// Starts a sandbox on 127.0.0.1, on the tokio runtime that this is called from.
    ///
    /// # Errors
    ///
    /// When the port is taken, and with `InvalidInput` when a dialer's document is no JSON object, a
    /// fault cannot be sent over HTTP, or the webhook secret is not `whsec_` and base64.
    pub async fn start(config: Config) -> io::Result<Self> {
        let port = config.port;
        let shared = Arc::new(Shared::new(config)?);
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
        let address = listener.local_addr()?;
        let (stop, stopped) = watch::channel(());
        let router = routes::router(shared.clone());
        let serving = tokio::spawn(server::serve(listener, router, stopped));
        Ok(Self { shared, address, stop, serving })
    }

    /// Stops listening, gives open requests half a second to finish, and ends the others.
    pub async fn shutdown(self) {
        drop(self.stop);
        let _ = self.serving.await;
    }

    /// Where the API is: `http://127.0.0.1:PORT`.
    pub fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Where events go: the base URL and `/wfm/pacing-sync`.
    pub fn webhook_url(&self) -> String {
        format!("{}{}", self.base_url(), wfm::PATH)
    }

    /// The OAuth client that may ask for tokens.
    pub fn client_id(&self) -> &str {
        &self.shared.client.id
    }

    /// Its secret.
    pub fn client_secret(&self) -> &str {
        &self.shared.client.secret
    }

    /// The Standard Webhooks secret that the receiver verifies events with.
    pub fn webhook_secret(&self) -> &str {
        &self.shared.webhook_secret
    }

    /// A dialer's document as a GET would show it now.
    pub fn dialer(&self, id: &str) -> Option<Value> {
        serde_json::from_str(&self.shared.dialers.show(id)?.body).ok()
    }

    /// The pacing that a dialer's engine runs with: the stored one only after a reload.
    pub fn active_pacing(&self, id: &str) -> Option<Value> {
        self.shared.dialers.active_pacing(id)
    }

    /// How many PUTs changed a dialer.
    pub fn put_count(&self, id: &str) -> u64 {
        self.shared.dialers.puts(id)
    }

    /// The body of the last PUT that changed a dialer, byte for byte.
    pub fn last_put(&self, id: &str) -> Option<Bytes> {
        self.shared.dialers.last_put(id)
    }

    /// Changes a dialer by a JSON merge patch, as somebody else would; false if there is no such dialer.
    pub fn change(&self, id: &str, merge_patch: &Value) -> bool {
        self.shared.dialers.change(id, merge_patch)
    }

    /// Makes a dialer reload now; false if there is no such dialer.
    pub fn start_reload(&self, id: &str, duration: Duration) -> bool {
        self.shared.dialers.start_reload(id, duration)
    }

    /// The requests that came, oldest first; the last 10,000.
    pub fn requests(&self) -> Vec<Recorded> {
        self.shared.requests.all()
    }

    /// The events that the receiver got, oldest first, refused ones included; the last 1,000.
    pub fn events(&self) -> Vec<Event> {
        self.shared.events.all()
    }

    /// Lets something go wrong after what was asked for earlier at the same endpoint.
    pub fn fault(&self, endpoint: Endpoint, fault: Fault) {
        self.shared.faults.push(endpoint, fault);
    }

    /// Forgets the faults that have not struck.
    pub fn clear_faults(&self) {
        self.shared.faults.clear();
    }

    /// Revokes all tokens.
    pub fn revoke_tokens(&self) {
        self.shared.tokens.revoke_all();
    }

    /// How many tokens were issued.
    pub fn tokens_issued(&self) -> usize {
        self.shared.tokens.count()
    }
}
