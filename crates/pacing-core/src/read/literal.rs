//! What stands where it may not: finds the name of the mistake, so that the message can tell the way out.
//!
//! Nothing here runs on a text that is JSON, apart from the check of escapes.

use super::parser::{Parser, word_end};
use super::{Syntax, SyntaxError};

impl Parser<'_> {
    /// The mistake at the current place, where `expected` says what would have been right.
    pub(super) fn unexpected(&self, expected: Syntax) -> SyntaxError {
        let (start, rest) = (self.at, self.bytes.get(self.at..).unwrap_or_default());
        let Some(first) = rest.first() else {
            // White space alone is an empty text; anything before it makes it a truncated one.
            let empty = self.bytes.iter().all(u8::is_ascii_whitespace);
            return SyntaxError::at(if empty { Syntax::Empty } else { Syntax::Truncated }, start, start);
        };
        let word = word_end(self.bytes, start);
        let (syntax, end) = match first {
            0 => (Syntax::Nul, start + 1),
            b'/' if matches!(rest.get(1), Some(b'/' | b'*')) => (Syntax::Comment, comment_end(rest) + start),
            b'#' => (Syntax::Comment, line_end(rest) + start),
            b'\'' => (Syntax::SingleQuote, quoted_end(rest) + start),
            b'`' => (Syntax::SingleQuote, start + 1),
            0xE2 if rest.starts_with("“".as_bytes()) || rest.starts_with("”".as_bytes()) => {
                (Syntax::CurlyQuote, start + 3)
            }
            0xEF if rest.starts_with("\u{feff}".as_bytes()) => (Syntax::ByteOrderMark, start + 3),
            0..0x20 | 0x7F => (Syntax::ControlCharacter, start + 1),
            _ if expected == Syntax::ExpectedValue => self.wrong_value(rest, word),
            b'0'..=b'9' if expected == Syntax::ExpectedKey && self.follows_decimal_comma() => {
                (Syntax::DecimalComma, word)
            }
            b',' => (Syntax::ExtraComma, start + 1),
            b'}' | b']' if expected == Syntax::TrailingText => (Syntax::WrongBracket, start + 1),
            b'=' if expected == Syntax::MissingColon => (expected, start + 1),
            _ => (expected, word.max(start + char_len(*first))),
        };
        SyntaxError::at(syntax, start, end.min(self.bytes.len()))
    }

    /// Whether a digit and a comma stand directly before the current place: `0,025` where a key should come.
    fn follows_decimal_comma(&self) -> bool {
        let before = self.bytes.get(..self.at).unwrap_or_default();
        matches!(before, [.., b'0'..=b'9', b','])
    }

    /// What stands where a value was expected.
    fn wrong_value(&self, rest: &[u8], word: usize) -> (Syntax, usize) {
        let start = self.at;
        let text = rest.get(..word - start).unwrap_or_default();
        match rest.first() {
            Some(b',') => (Syntax::MissingValue, start + 1),
            Some(b'}' | b']') => (Syntax::MissingValue, start + 1),
            Some(b'+' | b'.') => (Syntax::BadNumber, word),
            _ if [&b"NaN"[..], b"Infinity", b"nan", b"inf", b"Inf", b"infinity"].contains(&text) => {
                (Syntax::NotFinite, word)
            }
            _ if [&b"True"[..], b"False", b"None", b"TRUE", b"FALSE", b"NULL", b"Null"].contains(&text) => {
                (Syntax::PythonWord, word)
            }
            _ if [&b"undefined"[..], b"nil", b"yes", b"no", b"on", b"off"].contains(&text) => (Syntax::OtherWord, word),
            // A word cut off by the end of the text is a truncated text.
            _ if word == self.bytes.len()
                && [&b"true"[..], b"false", b"null"].iter().any(|full| full.starts_with(text) && !text.is_empty()) =>
            {
                (Syntax::Truncated, word)
            }
            first => (Syntax::ExpectedValue, word.max(start + first.map_or(0, |first| char_len(*first)))),
        }
    }

    /// Checks the escape at the current place (RFC 8259, section 7) and moves behind it.
    pub(super) fn escape(&mut self) -> Result<(), SyntaxError> {
        let start = self.at;
        match self.bytes.get(start + 1) {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => self.at = start + 2,
            Some(b'u') => {
                let first = self.hex4(start)?;
                if (0xDC00..0xE000).contains(&first) {
                    return Err(SyntaxError::at(Syntax::LoneSurrogate, start, self.at));
                }
                if (0xD800..0xDC00).contains(&first) {
                    let second = self.at;
                    let pair = self.bytes.get(second..second + 2) == Some(b"\\u")
                        && (0xDC00..0xE000).contains(&self.hex4(second)?);
                    if !pair {
                        return Err(SyntaxError::at(Syntax::LoneSurrogate, start, second));
                    }
                }
            }
            Some(other) => return Err(SyntaxError::at(Syntax::BadEscape, start, start + 1 + char_len(*other))),
            None => return Err(SyntaxError::at(Syntax::Truncated, self.bytes.len(), self.bytes.len())),
        }
        Ok(())
    }

    /// The four hexadecimal digits of the `\u` at `start`; moves behind them.
    fn hex4(&mut self, start: usize) -> Result<u32, SyntaxError> {
        let digits = self.bytes.get(start + 2..start + 6);
        let value = digits.and_then(|digits| {
            digits.iter().try_fold(0, |value, digit| Some(value * 16 + char::from(*digit).to_digit(16)?))
        });
        match value {
            Some(value) => {
                self.at = start + 6;
                Ok(value)
            }
            None if digits.is_none() => Err(SyntaxError::at(Syntax::Truncated, self.bytes.len(), self.bytes.len())),
            None => {
                let rest = self.bytes.get(start + 2..).unwrap_or_default();
                let good = rest.iter().take_while(|byte| byte.is_ascii_hexdigit()).count();
                Err(SyntaxError::at(Syntax::BadEscape, start, start + 2 + good.min(4)))
            }
        }
    }
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

fn line_end(rest: &[u8]) -> usize {
    rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(rest.len())
}

fn comment_end(rest: &[u8]) -> usize {
    if rest.get(1) == Some(&b'/') {
        return line_end(rest);
    }
    rest.windows(2).skip(2).position(|pair| pair == b"*/").map_or(rest.len(), |index| index + 4)
}

fn quoted_end(rest: &[u8]) -> usize {
    let end = rest.iter().skip(1).position(|byte| matches!(byte, b'\'' | b'\n' | b'\r'));
    match end {
        Some(index) if rest.get(index + 1) == Some(&b'\'') => index + 2,
        _ => 1,
    }
}
