//! The native host: reqwest over rustls, tokio's clock, the system's random bytes.
//!
//! Retries, redirects and connection reuse of the HTTP client are off: each of them would send a request that the audit
//! log does not see, or leave it open whether one was sent.

use super::{Host, Peer, Request, Response, SendError};
use crate::address::{AddressRule, is_loopback};
use crate::error::Error;
use jiff::Timestamp;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::{Certificate, Client, ClientBuilder};
use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Connecting takes a small part of an exchange. A timeout here is known to have sent nothing; one of the whole exchange
/// is not.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// How the native host reaches others.
#[derive(Clone, Debug, Default)]
pub struct NativeOptions {
    /// A file of certificates (PEM) that are trusted besides those of the system.
    pub ca_file: Option<PathBuf>,
    /// The addresses that an event may be sent to.
    pub webhook: AddressRule,
    /// Whether events go by the proxy that the environment names. The proxy then resolves their receiver's name, so that
    /// `webhook` holds for addresses alone that stand in a URL.
    pub webhook_proxy: bool,
}

/// The world as the operating system shows it. It needs a tokio runtime with I/O and time.
pub struct NativeHost {
    /// For the platform, by the proxy that the environment names.
    platform: Client,
    /// For this machine: never by a proxy, and to no other address even if a name says otherwise.
    loopback: Client,
    /// For the receiver of events: no proxy unless that is asked for, and only addresses that are admitted.
    webhook: Client,
    started: Instant,
}

impl NativeHost {
    /// A host with these options.
    ///
    /// # Errors
    /// When the certificates cannot be read, or the system has no random bytes.
    pub fn new(options: &NativeOptions) -> Result<Self, Error> {
        // Where a provider is installed already, that one serves.
        let _ = rustls::crypto::ring::default_provider().install_default();
        getrandom::fill(&mut [0]).map_err(|error| invalid(format!("gives no random bytes: {error}")))?;
        let certificates = certificates(options)?;
        let build = |client: ClientBuilder| {
            let client = client.tls_certs_merge(certificates.iter().cloned()).build();
            client.map_err(|error| invalid(format!("cannot set up TLS: {}", cause(&error))))
        };
        let rule = options.webhook.clone();
        let direct = {
            let rule = rule.clone();
            move |_: &str, address| rule.admits(address)
        };
        let proxies = proxy_names();
        let by_proxy = move |name: &str, address| rule.admits(address) || proxies.iter().any(|proxy| proxy == name);
        Ok(Self {
            platform: build(plain())?,
            loopback: build(guarded(|_, address| address.to_canonical().is_loopback()).no_proxy())?,
            webhook: build(if options.webhook_proxy { guarded(by_proxy) } else { guarded(direct).no_proxy() })?,
            started: Instant::now(),
        })
    }

    fn client(&self, request: &Request) -> &Client {
        match request.peer {
            Peer::Webhook => &self.webhook,
            Peer::Platform if is_loopback(&request.url) => &self.loopback,
            Peer::Platform => &self.platform,
        }
    }
}

/// The address of a proxy may hold a password, so the clients are left out.
impl fmt::Debug for NativeHost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NativeHost").finish_non_exhaustive()
    }
}

impl Host for NativeHost {
    async fn send(&self, request: Request) -> Result<Response, SendError> {
        let client = self.client(&request);
        let Request { method, url, headers, body, timeout, max_response, .. } = request;
        let builder = client.request(method, url).timeout(timeout).headers(headers);
        let builder = if body.is_empty() { builder } else { builder.body(body) };
        let failed = |error| failure(error, timeout);
        let mut answer = builder.send().await.map_err(failed)?;
        let mut body = Vec::new();
        while let Some(chunk) = answer.chunk().await.map_err(failed)? {
            body.extend_from_slice(&chunk);
            if body.len() > max_response {
                return Err(SendError::ambiguous(format!("the answer is longer than {max_response} bytes")));
            }
        }
        Ok(Response { status: answer.status(), headers: std::mem::take(answer.headers_mut()), body })
    }

    async fn sleep(&self, duration: Duration) {
        tokio::time::sleep(duration).await;
    }

    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn monotonic(&self) -> Duration {
        self.started.elapsed()
    }

    fn random(&self, bytes: &mut [u8]) {
        // Asked once when the host was made; a system that gave random bytes then does not stop (getrandom(2)).
        let _ = getrandom::fill(bytes);
    }
}

fn plain() -> ClientBuilder {
    Client::builder()
        .user_agent(concat!("pacing-apply/", env!("CARGO_PKG_VERSION")))
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .pool_max_idle_per_host(0)
        .connect_timeout(CONNECT_TIMEOUT)
        .referer(false)
}

/// A client that connects to admitted addresses of a name alone; addresses that stand in a URL never pass the resolver.
fn guarded(admits: impl Fn(&str, IpAddr) -> bool + Send + Sync + 'static) -> ClientBuilder {
    plain().dns_resolver(Guard(Arc::new(admits)))
}

/// The hosts of the proxies that the environment names: whoever set them there admits them.
fn proxy_names() -> Vec<String> {
    let names = ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"];
    let host = |proxy: String| {
        let with_scheme = if proxy.contains("://") { proxy } else { format!("http://{proxy}") };
        url::Url::parse(&with_scheme).ok()?.host_str().map(str::to_owned)
    };
    names.iter().filter_map(|name| host(std::env::var(name).ok()?)).collect()
}

fn certificates(options: &NativeOptions) -> Result<Vec<Certificate>, Error> {
    let Some(path) = &options.ca_file else { return Ok(Vec::new()) };
    let unreadable = |problem: String| Error::InvalidSetting {
        name: "--ca-file",
        problem: format!("`{}`: {problem}", path.display()),
    };
    let pem = std::fs::read(path).map_err(|error| unreadable(error.to_string()))?;
    let certificates = Certificate::from_pem_bundle(&pem).map_err(|error| unreadable(cause(&error)))?;
    if certificates.is_empty() { Err(unreadable("holds no certificate in PEM".to_owned())) } else { Ok(certificates) }
}

fn invalid(problem: String) -> Error {
    Error::InvalidSetting { name: "the system", problem }
}

/// What failed, and whether that was before anything could be sent.
fn failure(error: reqwest::Error, timeout: Duration) -> SendError {
    let error = error.without_url();
    let unsent = error.is_connect() || error.is_builder();
    let problem = match (unsent, error.is_timeout()) {
        (true, true) => format!("no connection within {} s", CONNECT_TIMEOUT.as_secs()),
        (false, true) => format!("no whole answer within {} s", timeout.as_secs_f64()),
        _ => cause(&error),
    };
    if unsent { SendError::not_sent(problem) } else { SendError::ambiguous(problem) }
}

/// The innermost cause: the layers above it only say that they passed it on.
fn cause(error: &dyn std::error::Error) -> String {
    let mut innermost = error;
    while let Some(source) = innermost.source() {
        innermost = source;
    }
    innermost.to_string()
}

/// Resolves names to admitted addresses alone, so that the connection goes to one that was checked.
struct Guard<F>(Arc<F>);

impl<F: Fn(&str, IpAddr) -> bool + Send + Sync + 'static> Resolve for Guard<F> {
    fn resolve(&self, name: Name) -> Resolving {
        let admits = Arc::clone(&self.0);
        Box::pin(async move {
            let found: Vec<SocketAddr> = tokio::net::lookup_host((name.as_str(), 0)).await?.collect();
            let admitted: Vec<SocketAddr> =
                found.iter().copied().filter(|address| admits(name.as_str(), address.ip())).collect();
            match (admitted.is_empty(), found.first()) {
                (true, Some(inside)) => {
                    Err(format!("`{}` is at {}, an address that is not admitted", name.as_str(), inside.ip()).into())
                }
                _ => Ok(Box::new(admitted.into_iter()) as Addrs),
            }
        })
    }
}
