//! The workflow over a simulated platform in virtual time, through the public surface.
//!
//! [`world::World::apply`] holds what must be true after every run, whatever happened in it.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

mod answers;
mod audit;
mod doubt;
mod order;
mod outbox;
mod recovery;
mod retry;
mod secrets;
mod stop;
mod token;
mod webhook;
mod words;
mod world;
