#![doc = include_str!("../README.md")]

mod answer;
mod bearer;
mod client_auth;
mod config;
mod control;
mod cors;
mod dialer;
mod dialers;
mod document;
mod events;
mod fault_layer;
mod fault_queue;
mod faults;
mod judge;
mod rate_limit;
mod requests;
mod retry_after;
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
pub use events::{Event, Signature};
pub use faults::{Cut, Endpoint, Fault};
pub use requests::Recorded;
pub use retry_after::RetryAfter;
pub use sandbox::Sandbox;
