//! What has to hold for any bytes at all: the body of the fuzz target, and of its repeatable run on stable.

mod reading;
mod verdict;

use pacing_core::{Options, read};

/// What became of an input, so that a run can tell whether it reached everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is no JSON, or passes a limit.
    Refused,
    /// It is JSON with at least one error.
    Invalid,
    /// It could be sent.
    Valid,
}

/// Reads and judges `data` and panics where a promise is broken.
pub fn check(data: &[u8]) -> Fate {
    match read::parse_bytes(data) {
        Ok(tree) => {
            reading::check_tree(&tree);
            reading::check_agreement(&tree);
            if verdict::check(tree.text(), &Options::default()) { Fate::Valid } else { Fate::Invalid }
        }
        Err(error) => {
            reading::check_refusal(data, &error);
            verdict::check_refusal(data);
            Fate::Refused
        }
    }
}
