//! A stand-in for the CXone surface of the tutorial: a token endpoint, one kind of dialer, and a
//! receiver for the events that a workforce-management system would get.
//!
//! It is for practising and for tests. It listens on the loopback address alone, holds everything in
//! memory, and judges what it is sent by itself: it shares no code with the checker, so that it is a
//! second opinion on every body. Faults can be asked for, from Rust with [`Sandbox::fault`] and with
//! curl at `/_sandbox/faults`.
//!
//! The wire shape is the tutorial's; where the tutorial says nothing, the HTTP and OAuth standards do.
//!
//! ```
//! # let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
//! # runtime.block_on(async {
//! use pacing_sandbox::{Config, Sandbox};
//!
//! let sandbox = Sandbox::start(Config::holding("outbound-sales")).await?;
//! assert!(sandbox.base_url().starts_with("http://127.0.0.1:"));
//! assert_eq!(sandbox.put_count("outbound-sales"), 0);
//! sandbox.shutdown().await;
//! # Ok::<(), std::io::Error>(())
//! # })?;
//! # Ok::<(), std::io::Error>(())
//! ```

mod answer;
mod bearer;
mod client_auth;
mod config;
mod control;
mod cors;
mod dialer;
mod dialers;
mod document;
mod fault_layer;
mod fault_queue;
mod faults;
mod judge;
mod rate_limit;
mod requests;
mod routes;
mod sandbox;
mod server;
mod signature;
mod slow_body;
mod state;
mod token;
mod tokens;
mod wfm;

pub use config::{Config, RateLimit, SCOPE_READ, SCOPE_UPDATE};
pub use faults::{Cut, Endpoint, Fault, RetryAfter};
pub use requests::Recorded;
pub use sandbox::Sandbox;
pub use wfm::{Event, Signature};
