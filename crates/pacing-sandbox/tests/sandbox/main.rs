//! Drives a sandbox over raw HTTP, as any client would.

mod browser;
mod client;
mod control;
mod dialer;
mod faults;
mod hostile;
mod judge;
mod life;
mod rate_limit;
mod token;
mod wfm;
