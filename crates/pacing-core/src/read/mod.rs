//! The JSON reader: text to a [`Tree`] in one pass, with positions, duplicate keys and the spelling of numbers kept.
//!
//! RFC 8259, strictly: no comments, no trailing commas, no byte order mark, no NaN. A generic JSON library loses the three
//! things that diagnostics need and costs the browser three times the bytes; tests hold this reader against `serde_json`.

mod literal;
mod parser;
mod pattern;
mod print;
mod space;
mod string;
mod syntax;
mod tree;

pub(crate) use print::{Layout, compact, print};
pub use string::{quote, quote_into, unquote};
pub use syntax::{Syntax, SyntaxError};
pub(crate) use tree::pointer_key;
pub use tree::{Children, Kind, Node, NodeId, Tree};

/// The deepest nesting of objects and arrays that is read.
pub const MAX_DEPTH: usize = 128;
/// The longest text that is read, in bytes (16 MiB).
pub const MAX_TEXT: usize = 16 * 1024 * 1024;
/// The longest number that is read, in characters: Python's own limit, which the tutorial inherits.
pub const MAX_NUMBER: usize = 4_300;

/// Reads bytes that may not be UTF-8.
///
/// # Errors
/// [`Syntax::NotUtf8`] at the first byte that is no UTF-8, else what [`Tree::parse`] says.
pub fn parse_bytes(bytes: &[u8]) -> Result<Tree<'_>, SyntaxError> {
    Tree::parse(utf8(bytes)?)
}

/// The text of `bytes`, or the place of the first byte that is no UTF-8 (RFC 8259, section 8.1).
///
/// # Errors
/// [`Syntax::NotUtf8`].
pub fn utf8(bytes: &[u8]) -> Result<&str, SyntaxError> {
    std::str::from_utf8(bytes).map_err(|error| {
        let at = u32::try_from(error.valid_up_to()).unwrap_or(u32::MAX);
        SyntaxError::new(Syntax::NotUtf8, at, at)
    })
}
