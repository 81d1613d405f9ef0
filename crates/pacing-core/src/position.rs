//! Places in a text: byte spans inside, lines and columns for people and editors.

/// A half-open range of UTF-8 byte offsets in the text that was read.
///
/// Offsets are `u32`: the reader takes at most 16 MiB.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span from `start` up to, not including, `end`.
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// The text that the span covers; empty when the span does not fit `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or("")
    }
}

/// A place as editors count: `line` and `column` start at 1, `column` counts UTF-16 units.
///
/// A line ends at LF, at CRLF or at a CR alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Position {
    /// The UTF-8 byte offset from the start of the text.
    pub offset: u32,
    /// The line, from 1.
    pub line: u32,
    /// The column in UTF-16 code units, from 1.
    pub column: u32,
}

/// Finds lines and columns; made once for each text.
///
/// ```
/// use pacing_core::LineIndex;
/// let text = "{\n  \"🙂\": 1\n}";
/// let place = LineIndex::new(text).position(text.find('1').unwrap() as u32);
/// assert_eq!((place.line, place.column), (2, 9));
/// ```
#[derive(Clone, Debug)]
pub struct LineIndex<'t> {
    text: &'t str,
    starts: Vec<u32>,
}

impl<'t> LineIndex<'t> {
    /// Reads the line ends of `text`.
    pub fn new(text: &'t str) -> Self {
        let mut starts = vec![0];
        let mut bytes = text.bytes().zip(1u32..).peekable();
        while let Some((byte, after)) = bytes.next() {
            let crlf = byte == b'\r' && bytes.peek().is_some_and(|(next, _)| *next == b'\n');
            if byte == b'\n' || (byte == b'\r' && !crlf) {
                starts.push(after);
            }
        }
        Self { text, starts }
    }

    /// The place of a byte offset; an offset past the end is taken as the end, one inside a character as its start.
    pub fn position(&self, offset: u32) -> Position {
        let mut offset = (offset as usize).min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.starts.partition_point(|start| *start as usize <= offset);
        let start = line.checked_sub(1).and_then(|index| self.starts.get(index)).map_or(0, |start| *start as usize);
        let before = self.text.get(start..offset).unwrap_or("");
        Position { offset: offset as u32, line: line as u32, column: utf16_len(before) + 1 }
    }

    /// The UTF-16 offset of a byte offset, from the start of the text: what JavaScript calls an index.
    pub fn utf16(&self, offset: u32) -> u32 {
        let offset = self.position(offset).offset as usize;
        utf16_len(self.text.get(..offset).unwrap_or(""))
    }
}

fn utf16_len(text: &str) -> u32 {
    text.chars().map(|char| char.len_utf16() as u32).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_end_counts_once() {
        let text = "a\nb\r\nc\rd";
        let index = LineIndex::new(text);
        let lines: Vec<_> =
            (0..=8).map(|offset| (index.position(offset).line, index.position(offset).column)).collect();
        assert_eq!(lines, [(1, 1), (1, 2), (2, 1), (2, 2), (2, 3), (3, 1), (3, 2), (4, 1), (4, 2)]);
    }

    #[test]
    fn offsets_inside_a_character_or_past_the_end_are_clamped() {
        let index = LineIndex::new("🙂x");
        assert_eq!(index.position(2), index.position(0));
        assert_eq!(index.position(99), Position { offset: 5, line: 1, column: 4 });
        assert_eq!(index.utf16(4), 2);
    }
}
