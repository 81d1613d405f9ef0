//! The program as people and scripts meet it: arguments and files in; stdout, stderr and exit code out.

#![cfg(feature = "cli")]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod above_cap;
mod apply;
mod audit;
mod build;
mod canary;
mod check;
mod completions;
mod deliver;
mod explain;
mod files;
mod fix;
mod forecast;
mod help;
mod lock;
mod machine;
mod platform;
mod policy;
mod practice;
mod refused;
mod rollback;
mod run;
mod sandbox;
mod secrets;
mod settings;
mod terminal;
mod tutorial;
mod words;
