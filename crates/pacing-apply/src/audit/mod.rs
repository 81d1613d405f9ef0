//! The audit log: one JSON object a line, chained by SHA-256, so that what was done to a dialer can be shown later.
//!
//! - [`record`]: what a line holds (format v1, frozen; `docs/audit-format.md` says it field by field).
//! - [`exact`] and [`canonical`]: numbers and bytes as RFC 8785 wants them.
//! - [`chain`]: the hash that ties a record to the one before it; [`checkpoint`]: how long the log was, signed with a [`key`].
//! - [`mask`]: leaves client data out of what is recorded.
//! - [`storage`]: where the bytes lie; a file natively, memory in tests, a database in the browser.
//! - [`journal`]: the log that is written, with the events that wait and the intents that are open.
//! - [`mod@verify`]: reads a log from end to end and names the first line that does not hold.
//!
//! Nothing here reads a clock or makes a random number: ids and times come in as a [`Mark`].

pub mod canonical;
pub mod chain;
pub mod checkpoint;
mod cover;
mod digest;
mod error;
pub mod exact;
pub mod journal;
pub mod key;
pub mod mask;
mod outstanding;
pub mod record;
pub mod storage;
pub mod verify;

pub use checkpoint::{BadSignature, Checkpoint};
pub use digest::Digest;
pub use error::Error;
pub use journal::{Journal, Receipt};
pub use key::{AuditKey, KeyError, PublicKey};
pub use outstanding::{LastDelivery, PendingEvent};
pub use record::{
    Applied, Attempt, Body, Change, Class, Context, Delivery, Event, Findings, Intent, Mark, Origin, Outcome,
    ProfileRef, Record, Recovery, UrlPath, Verdict, Webhook,
};
#[cfg(not(target_arch = "wasm32"))]
pub use storage::file::{FileStorage, Trail};
pub use storage::{Aside, Predecessor, Storage, memory::MemoryStorage};
pub use verify::{CoveredLater, Problem, Report, Tail, verify};
