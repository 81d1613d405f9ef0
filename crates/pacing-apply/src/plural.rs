//! Counts in sentences.

use std::fmt::Display;

/// A count and its noun: `1 attempt`, `2 attempts`.
pub(crate) fn plural<N: Display + PartialEq + From<u8>>(count: N, noun: &str) -> String {
    let ending = if count == N::from(1) { "" } else { "s" };
    format!("{count} {noun}{ending}")
}

/// How many fields differ: `1 field differs`, `2 fields differ`.
pub(crate) fn fields_differ(count: usize) -> String {
    let verb = if count == 1 { "differs" } else { "differ" };
    format!("{} {verb}", plural(count, "field"))
}
