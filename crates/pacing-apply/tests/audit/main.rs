//! The audit log, through its public surface.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

mod sample;
mod writing;
