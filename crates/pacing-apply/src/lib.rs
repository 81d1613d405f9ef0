//! Applies a checked pacing configuration to a dialer: token, read, compare, audit, PUT, read back, event.
//!
//! A [`Session`] holds what the requests of one run share. [`pull`] reads a dialer, [`plan`] compares a document with it,
//! [`apply`] changes it and writes into a [`Journal`] what was done. All of them run over a [`Host`]: sockets natively, a
//! simulation in tests. Nothing here reads files or the environment, or prints.
//!
//! What is promised for one dialer: nothing that has an error is sent; nothing is sent before the audit log durably says
//! so; a wait is never shorter than the server asked for; a PUT whose fate is unknown is never repeated before the dialer
//! was read; what is reported as applied was seen or said by the platform. What is reported as not applied was never
//! sent, was refused, or was conditional on a version that has passed. One judgement is weaker: where 200 comes with
//! something that is no dialer, such as a login page, and the dialer read afterwards has the same version (ETag) and
//! document as before, it is reported as not applied as well. Without an ETag that is unknown.

pub mod address;
mod answer;
mod apply;
pub mod audit;
mod change;
mod dialer;
pub mod error;
mod event;
mod exit;
mod grant;
pub mod host;
mod image;
mod ledger;
#[cfg(all(feature = "cli", not(target_arch = "wasm32")))]
mod lock;
mod message;
pub mod outbox;
pub mod outcome;
mod plan;
mod plural;
pub mod progress;
mod recover;
pub mod retry;
pub mod rollback;
mod run;
mod session;
pub mod settings;
pub mod signature;
mod stop;
mod token;
mod webhook;

pub use address::AddressRule;
pub use apply::apply;
pub use audit::{Journal, Storage};
pub use dialer::Live;
pub use error::{Error, Step};
pub use exit::Exit;
pub use grant::SCOPES;
pub use host::Host;
pub use ledger::{Refusal, record_refusal};
#[cfg(all(feature = "cli", not(target_arch = "wasm32")))]
pub use lock::{DialerLock, LockPlace};
pub use outbox::{Outbox, Patience, deliver, give_up};
pub use outcome::{Confirmed, Event, Outcome, Report};
pub use plan::{Plan, plan, pull};
pub use progress::Progress;
pub use recover::{Recovered, recover};
pub use session::Session;
pub use settings::Settings;
pub use stop::Stop;
