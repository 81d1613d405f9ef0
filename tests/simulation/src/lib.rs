//! A deterministic simulation of the apply workflow.
//!
//! One seed makes one history: a platform, a receiver of events, the network between, a disk, one or two processes that
//! run the real `apply` over the real `Journal`, and everything that can go wrong with them. Time is virtual, there is one
//! thread, and whatever is random comes from the seed, so that a seed replays exactly.
//!
//! [`world`] holds what is simulated; [`network`], [`platform`], [`receiver`], [`disk`] and [`host`] are its parts;
//! [`scenario`] draws what happens; [`truth`] keeps what really happened, and [`invariant`] what must hold of it.

pub mod chance;
pub mod check;
pub mod disk;
pub mod fault;
pub mod host;
pub mod invariant;

pub mod network;
pub mod operator;
pub mod platform;
pub mod process;
pub mod program;
pub mod receiver;
pub mod scenario;
pub mod secret;
pub mod server;
pub mod tally;
pub mod time;
pub mod trail;
pub mod truth;
pub mod world;

pub use invariant::{INVARIANTS, Invariant, Violation};
pub use scenario::{History, simulate};
pub use tally::Tally;
