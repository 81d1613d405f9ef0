//! The audit log, through its public surface.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

mod canonical;
mod crashing;
#[cfg(target_os = "linux")]
mod files;
mod generated;
mod sample;
mod tampering;
mod vectors;
mod writing;
