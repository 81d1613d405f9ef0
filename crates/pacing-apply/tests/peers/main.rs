//! Real servers and official verifiers, other people's programs all of them. `cargo xtask test --only toolchain` installs
//! what they need; a peer that is missing fails its test.

#![cfg(all(feature = "peers", unix))]
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod authorization_server;
mod other_process;
mod rate_limit;
mod schema;
mod verifiers;
#[path = "../faults/world.rs"]
#[expect(dead_code, reason = "the fault table uses the rest")]
mod world;
