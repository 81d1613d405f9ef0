//! Helpers for the tests that cross crates.

pub mod fuzz;
pub mod generate;
pub mod mutate;
pub mod oracle;

pub mod tutorial;
