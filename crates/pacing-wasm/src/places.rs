//! Places and edits of a text as JSON text.

use crate::lists::{close, number, open, text};
#[cfg(any(feature = "validate", feature = "forecast"))]
use pacing_core::Span;
use pacing_core::{Edit, LineIndex};

/// What offsets count.
#[derive(Clone, Copy)]
pub(crate) enum Offsets {
    /// Bytes of UTF-8, as on the command line.
    #[cfg(feature = "validate")]
    Utf8,
    /// UTF-16 units, as in JavaScript.
    Utf16,
}

/// `[start, end, text, …]` in UTF-16 units.
#[cfg(any(feature = "validate", feature = "edit"))]
pub(crate) fn edits(out: &mut String, text: &str, edits: &[Edit]) {
    Places { index: LineIndex::new(text), offsets: Offsets::Utf16 }.edits(out, edits);
}

/// Writes the places of one text.
pub(crate) struct Places<'a> {
    pub index: LineIndex<'a>,
    pub offsets: Offsets,
}

impl Places<'_> {
    /// `path, [offset, line, column, offset, line, column]`
    #[cfg(any(feature = "validate", feature = "forecast"))]
    pub fn place(&self, out: &mut String, path: &str, span: Span) {
        text(out, path);
        open(out);
        for offset in [span.start, span.end] {
            let place = self.index.position(offset);
            number(out, self.offset(offset));
            number(out, i64::from(place.line));
            number(out, i64::from(place.column));
        }
        close(out);
    }

    /// `[start, end, text, …]`
    pub fn edits(&self, out: &mut String, edits: &[Edit]) {
        open(out);
        for edit in edits {
            number(out, self.offset(edit.span.start));
            number(out, self.offset(edit.span.end));
            text(out, &edit.text);
        }
        close(out);
    }

    fn offset(&self, offset: u32) -> i64 {
        i64::from(match self.offsets {
            #[cfg(feature = "validate")]
            Offsets::Utf8 => offset,
            Offsets::Utf16 => self.index.utf16(offset),
        })
    }
}
