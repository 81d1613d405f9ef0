//! What stands where it may not: finds the name of the mistake, so that the message can tell the way out.
//!
//! Nothing here runs on a text that is JSON, apart from the check of escapes.

use super::Syntax;
use super::parser::{Parser, word_end};

/// Words that other languages write for a value, each with what it is.
const WORDS: [(&str, Syntax); 3] = [
    ("NaN Infinity nan inf Inf infinity", Syntax::NotFinite),
    ("True False None TRUE FALSE NULL Null", Syntax::PythonWord),
    ("undefined nil yes no on off", Syntax::OtherWord),
];

impl Parser<'_> {
    /// Notes the mistake at the current place, where `expected` says what would have been right.
    #[cold]
    pub(super) fn unexpected<T>(&mut self, expected: Syntax) -> Option<T> {
        let (syntax, end) = self.mistake(expected);
        self.fail(syntax, self.at, end.min(self.bytes.len()))
    }

    /// The mistake at the current place, and where it ends.
    fn mistake(&self, expected: Syntax) -> (Syntax, usize) {
        let (start, rest) = (self.at, self.bytes.get(self.at..).unwrap_or_default());
        let Some(first) = rest.first() else {
            // White space alone is an empty text; anything before it makes it a truncated one.
            let empty = self.bytes.iter().all(u8::is_ascii_whitespace);
            return (if empty { Syntax::Empty } else { Syntax::Truncated }, start);
        };
        let word = word_end(self.bytes, start).max(start + char_len(*first));
        let one = start + 1;
        match rest {
            [0, ..] => (Syntax::Nul, one),
            [b'/', b'/', ..] | [b'#', ..] => (Syntax::Comment, start + length_before(rest, line_end)),
            [b'/', b'*', ..] => (Syntax::Comment, start + comment(rest)),
            [b'\'', ..] => (Syntax::SingleQuote, start + quoted(rest)),
            [b'`', ..] => (Syntax::SingleQuote, one),
            // “ and ”
            [0xE2, 0x80, 0x9C | 0x9D, ..] => (Syntax::CurlyQuote, word),
            // A byte order mark.
            [0xEF, 0xBB, 0xBF, ..] => (Syntax::ByteOrderMark, word),
            [0..0x20 | 0x7F, ..] => (Syntax::ControlCharacter, one),
            [b',' | b'}' | b']', ..] if expected == Syntax::ExpectedValue => (Syntax::MissingValue, one),
            [b'+' | b'.', ..] if expected == Syntax::ExpectedValue => (Syntax::BadNumber, word),
            _ if expected == Syntax::ExpectedValue => (self.word(start, word), word),
            [b'0'..=b'9', ..] if expected == Syntax::ExpectedKey && self.follows_decimal_comma() => {
                (Syntax::DecimalComma, word)
            }
            [b',', ..] => (Syntax::ExtraComma, one),
            [b'}' | b']', ..] if expected == Syntax::TrailingText => (Syntax::WrongBracket, one),
            _ => (expected, word),
        }
    }

    /// Whether a digit and a comma stand directly before the current place: `0,025` where a key should come.
    fn follows_decimal_comma(&self) -> bool {
        let before = self.bytes.get(..self.at).unwrap_or_default();
        matches!(before, [.., b'0'..=b'9', b','])
    }

    /// What the word is that stands where a value was expected.
    fn word(&self, start: usize, end: usize) -> Syntax {
        let word = self.bytes.get(start..end).unwrap_or_default();
        for (words, syntax) in WORDS {
            if words.as_bytes().split(|byte| *byte == b' ').any(|known| known == word) {
                return syntax;
            }
        }
        // A word cut off by the end of the text is a truncated text.
        let cut =
            end == self.bytes.len() && ["true", "false", "null"].iter().any(|full| full.as_bytes().starts_with(word));
        if cut { Syntax::Truncated } else { Syntax::ExpectedValue }
    }

    /// Checks the escape at the current place (RFC 8259, section 7) and moves behind it.
    #[inline(never)]
    pub(super) fn escape(&mut self) -> Option<()> {
        let start = self.at;
        match self.bytes.get(start + 1) {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => {
                self.at = start + 2;
                Some(())
            }
            Some(b'u') => {
                let half = self.hex4(start)? >> 10;
                let behind = self.at;
                let pair = half == HIGH
                    && matches!(self.bytes.get(behind..), Some([b'\\', b'u', ..]))
                    && self.hex4(behind)? >> 10 == LOW;
                if matches!(half, HIGH | LOW) && !pair {
                    return self.fail(Syntax::LoneSurrogate, start, behind);
                }
                Some(())
            }
            Some(other) => self.fail(Syntax::BadEscape, start, start + 1 + char_len(*other)),
            None => self.fail(Syntax::Truncated, start + 1, start + 1),
        }
    }

    /// The four hexadecimal digits of the `\u` at `start`; moves behind them.
    fn hex4(&mut self, start: usize) -> Option<u32> {
        let (value, digits) = hex(self.bytes, start + 2);
        let end = start + 2 + digits;
        if digits == 4 {
            self.at = end;
            Some(value)
        } else if self.bytes.len() < start + 6 {
            self.fail(Syntax::Truncated, self.bytes.len(), self.bytes.len())
        } else {
            self.fail(Syntax::BadEscape, start, end)
        }
    }
}

/// What the first halves of surrogate pairs start with, and the second ones.
const HIGH: u32 = 0xD800 >> 10;
const LOW: u32 = 0xDC00 >> 10;

/// Up to four hexadecimal digits from `at` on: their value, and how many there are.
pub(super) fn hex(bytes: &[u8], at: usize) -> (u32, usize) {
    let (mut value, mut digits) = (0, 0);
    while digits < 4
        && let Some(digit) = bytes.get(at + digits).and_then(|byte| char::from(*byte).to_digit(16))
    {
        value = value << 4 | digit;
        digits += 1;
    }
    (value, digits)
}

/// How many bytes the character with this first byte has.
fn char_len(first: u8) -> usize {
    match first {
        0xF0.. => 4,
        0xE0.. => 3,
        0xC0.. => 2,
        _ => 1,
    }
}

fn line_end(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

/// How long `rest` is up to the first byte of this kind.
fn length_before(rest: &[u8], ends: fn(u8) -> bool) -> usize {
    let mut length = 0;
    while rest.get(length).is_some_and(|byte| !ends(*byte)) {
        length += 1;
    }
    length
}

/// How long the comment is that starts with `/*`.
fn comment(rest: &[u8]) -> usize {
    let mut end = 4;
    while end <= rest.len() && rest.get(end - 2..end) != Some(&b"*/"[..]) {
        end += 1;
    }
    end.min(rest.len())
}

/// How long the text in single quotes is; only its first quote where the line has no other.
fn quoted(rest: &[u8]) -> usize {
    let inside = length_before(rest.get(1..).unwrap_or_default(), |byte| byte == b'\'' || line_end(byte));
    if rest.get(inside + 1) == Some(&b'\'') { inside + 2 } else { 1 }
}
