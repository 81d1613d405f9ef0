//! Faults, crashes and hostile peers: the real program, over real sockets and real files, judged by what the sandbox
//! saw. `docs/faults.md` is the table that comes of it.

#![cfg(all(feature = "cli", unix))]
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test fails by panicking, and prints what it counted"
)]

mod chaos;
mod crash;
mod judge;
mod page;
mod proxy;
mod random;
mod row;
mod rows;
mod scene;
mod table;
mod tls;
mod world;
