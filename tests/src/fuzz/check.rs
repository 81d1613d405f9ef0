//! The target `check`: any bytes through the reader and the rules.

use pacing_core::{Options, read};

use super::{Kept, reading, verdict};

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

/// Reads and judges `data`.
///
/// # Errors
/// The first promise that was broken.
pub fn run(data: &[u8]) -> Kept<Fate> {
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
