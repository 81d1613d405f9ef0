//! What has to hold for any bytes at all: the body of the fuzz target, and of its repeatable run on stable.

mod reading;
mod verdict;

use pacing_core::{Options, read};
use proptest::test_runner::TestCaseError;

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

/// What was kept, or the promise that was broken. Not a panic: shrinking a failing input would print hundreds.
type Kept<T = ()> = Result<T, TestCaseError>;

/// Reads and judges `data`.
///
/// # Errors
/// The first promise that was broken.
pub fn check(data: &[u8]) -> Kept<Fate> {
    match read::parse_bytes(data) {
        Ok(tree) => {
            reading::check_tree(&tree)?;
            reading::check_agreement(&tree)?;
            let valid = verdict::check(tree.text(), &Options::default())?;
            Ok(if valid { Fate::Valid } else { Fate::Invalid })
        }
        Err(error) => {
            reading::check_refusal(data, &error)?;
            verdict::check_refusal(data)?;
            Ok(Fate::Refused)
        }
    }
}
