//! The audit log, through its public surface.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::unreachable,
    reason = "a test fails by panicking"
)]

mod canonical;
mod crashing;
#[cfg(target_os = "linux")]
mod files;
mod generated;
mod masking;
mod rotation;
mod sample;
#[cfg(target_os = "linux")]
mod sets;
mod signing;
mod tails;
mod tampering;
mod uncovered;
mod vectors;
mod writing;
