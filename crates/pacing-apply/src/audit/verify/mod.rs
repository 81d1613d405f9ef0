//! Verification: reads a log from end to end and names the first line that does not hold.

mod claim;
mod fault;
mod report;
mod verifier;

use std::io::BufRead;

use super::PublicKey;

pub use fault::{Fault, Problem};
pub use report::{CoveredLater, Report, Tail};

#[cfg(not(target_arch = "wasm32"))]
pub(super) use claim::Role;
pub(super) use verifier::Verifier;

/// What is asked of a log besides that it holds.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The checkpoint has to be signed with one of these keys; no key, no question.
    pub keys: Vec<PublicKey>,
    /// Copies of checkpoints that were kept elsewhere, each with its name: the log has to hold what they count.
    pub witnesses: Vec<(String, Vec<u8>)>,
    /// Only the file that is named is verified, not those that it goes on from.
    pub alone: bool,
}

/// Verifies one file: each line's form, hash, order and link, and that it holds what the checkpoint, if one is given, counts.
///
/// Reads a line at a time: memory holds the longest line and the ids of the runs. Read the checkpoint before the log: then
/// a process that writes meanwhile does no harm.
///
/// # Errors
/// When the log cannot be read. A log that does not hold is no error but [`Report::problem`].
pub fn verify(log: impl BufRead, checkpoint: Option<&[u8]>) -> std::io::Result<Report> {
    verify_with(log, checkpoint, &Options::default())
}

/// Verifies one file as [`verify`] does, with the signature of its checkpoint and with copies of it that were kept elsewhere.
///
/// # Errors
/// When the log cannot be read.
pub fn verify_with(log: impl BufRead, checkpoint: Option<&[u8]>, options: &Options) -> std::io::Result<Report> {
    let mut verifier = Verifier::new(options, checkpoint);
    verifier.read(log)?;
    Ok(verifier.report())
}
