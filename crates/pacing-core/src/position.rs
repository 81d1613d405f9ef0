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
    /// Where each line starts, in bytes.
    starts: Vec<u32>,
    /// How many UTF-16 units start before each block of [`BLOCK`] bytes, so that a text of one long line is as quick as any other; none where
    /// every character is one byte and one unit.
    blocks: Vec<u32>,
}

const BLOCK: usize = 128;

impl<'t> LineIndex<'t> {
    /// Reads the line ends of `text`.
    pub fn new(text: &'t str) -> Self {
        let ((starts, is_ascii), mut units, mut blocks) = (starts(text.as_bytes()), 0, Vec::new());
        if !is_ascii {
            blocks.reserve(text.len() / BLOCK + 1);
            for block in text.as_bytes().chunks(BLOCK) {
                blocks.push(units);
                units += utf16_units(block);
            }
        }
        Self { text, starts, blocks }
    }

    /// The place of a byte offset; an offset past the end is taken as the end, one inside a character as its start.
    pub fn position(&self, offset: u32) -> Position {
        let offset = self.clamp(offset);
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = line.checked_sub(1).and_then(|index| self.starts.get(index)).map_or(0, |start| *start);
        Position { offset, line: line as u32, column: self.units_before(offset) - self.units_before(start) + 1 }
    }

    /// The UTF-16 offset of a byte offset, from the start of the text: what JavaScript calls an index.
    pub fn utf16(&self, offset: u32) -> u32 {
        self.units_before(self.clamp(offset))
    }

    fn clamp(&self, offset: u32) -> u32 {
        let mut offset = (offset as usize).min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset as u32
    }

    fn units_before(&self, offset: u32) -> u32 {
        if self.blocks.is_empty() {
            return offset;
        }
        let (offset, block) = (offset as usize, offset as usize / BLOCK);
        let before = self.blocks.get(block).copied();
        // An offset at the very end may stand behind the last block.
        let (before, start) = match (before, block.checked_sub(1).and_then(|last| self.blocks.get(last))) {
            (Some(before), _) => (before, block * BLOCK),
            (None, Some(last)) => (*last, (block - 1) * BLOCK),
            (None, None) => (0, 0),
        };
        before + utf16_units(self.text.as_bytes().get(start..offset).unwrap_or_default())
    }
}

/// Where each line starts, in bytes, and whether all of them are ASCII.
fn starts(bytes: &[u8]) -> (Vec<u32>, bool) {
    let mut starts = Vec::with_capacity(bytes.len() / 32 + 4);
    starts.push(0);
    // Every byte ends up in it, eight side by side.
    let (mut at, mut seen) = (0, 0);
    while let Some(byte) = bytes.get(at) {
        if let Some(word) = eight(bytes, at) {
            seen |= word;
            let clear = without_line_end(word);
            if clear > 0 {
                at += clear;
                continue;
            }
        }
        seen |= u64::from(*byte);
        at += 1;
        if *byte == b'\n' || (*byte == b'\r' && bytes.get(at) != Some(&b'\n')) {
            starts.push(at as u32);
        }
    }
    (starts, seen & HIGHEST == 0)
}

/// The highest bit of each of eight bytes.
const HIGHEST: u64 = ONES << 7;
const ONES: u64 = u64::MAX / 255;

/// The eight bytes from `at` on, the first one lowest.
#[inline]
fn eight(bytes: &[u8], at: usize) -> Option<u64> {
    let [a, b, c, d, e, f, g, h] = bytes.get(at..at + 8)? else { return None };
    Some(u64::from_le_bytes([*a, *b, *c, *d, *e, *f, *g, *h]))
}

/// How many of eight bytes are certainly neither LF nor CR, nor is any before them.
#[inline]
fn without_line_end(word: u64) -> usize {
    // Up to the lowest one that is set, the highest bit of each byte says that it is not above CR.
    let low = word.wrapping_sub(ONES * u64::from(b'\r' + 1)) & !word & HIGHEST;
    low.trailing_zeros() as usize / 8
}

/// How many UTF-16 units the characters have that start in these bytes: two for each that takes four bytes.
fn utf16_units(bytes: &[u8]) -> u32 {
    bytes.iter().map(|byte| u32::from(*byte & 0xC0 != 0x80) + u32::from(*byte >= 0xF0)).sum()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::string_slice, reason = "a test fails by panicking")]
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

    #[test]
    fn a_long_line_counts_like_a_short_one() {
        for text in ["a🙂é".repeat(700), "a".repeat(700)] {
            let index = LineIndex::new(&text);
            for (offset, _) in text.char_indices().chain([(text.len(), ' ')]) {
                let units = text[..offset].encode_utf16().count() as u32;
                assert_eq!((index.utf16(offset as u32), index.position(offset as u32).column), (units, units + 1));
            }
        }
    }

    #[test]
    fn a_line_end_is_found_wherever_it_stands() {
        for before in 0..40 {
            for end in ["\n", "\r", "\r\n"] {
                let text = format!("{}{end}{}", "a".repeat(before), "b".repeat(20));
                let index = LineIndex::new(&text);
                let start = (before + end.len()) as u32;
                assert_eq!((index.position(start).line, index.position(start).column), (2, 1), "{text:?}");
                assert_eq!(index.position(start - 1).line, 1, "{text:?}");
                assert_eq!(index.position(start + 19).column, 20, "{text:?}");
            }
        }
    }
}
