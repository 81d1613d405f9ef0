//! What has to hold for any bytes at all: one file a fuzz target, which is searched by coverage on nightly
//! (`cargo xtask fuzz`), and run over its corpus and seeded inputs on stable (`tests/fuzz/`).
//!
//! A new target is a file here with a function `run(&[u8]) -> Kept<Fate>`, a folder in `tests/fuzz-corpus/`, a file in
//! `tests/tests/fuzz/`, a front in `fuzz/` and a line in the list of `xtask/src/fuzz.rs`.

pub mod audit;
pub mod check;
pub mod dialer_answer;
mod http_answer;
mod reading;
pub mod retry_after;
pub mod seeded;
pub mod token_answer;
mod verdict;
pub mod webhook_url;

use proptest::test_runner::TestCaseError;

/// What was kept, or the promise that was broken. Not a panic: shrinking a failing input would print hundreds.
pub type Kept<T = ()> = Result<T, TestCaseError>;
