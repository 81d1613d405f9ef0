//! Strings: from their spelling to their content and back.

use super::literal::hex;
use crate::text;
use std::borrow::Cow;

/// The content of a string's spelling, its quotes included, that the reader has accepted.
pub(super) fn inner(spelled: &str, escaped: bool) -> Cow<'_, str> {
    let content = spelled.get(1..spelled.len().saturating_sub(1)).unwrap_or("");
    if escaped { Cow::Owned(unescape(content)) } else { Cow::Borrowed(content) }
}

/// The content of a spelled JSON string, or nothing when `spelled` is none.
pub fn unquote(spelled: &str) -> Option<String> {
    let tree = super::Tree::parse(spelled).ok()?;
    tree.string(super::NodeId::ROOT).map(Cow::into_owned)
}

/// A JSON string with quotes and the escapes that RFC 8259, section 7, asks for.
pub fn quote(content: &str) -> String {
    let mut out = String::with_capacity(content.len() + 2);
    quote_into(&mut out, content);
    out
}

/// The same, behind what `out` holds already.
pub fn quote_into(out: &mut String, content: &str) {
    out.push('"');
    // What stands before `at` and is not in `out` yet starts here.
    let mut start = 0;
    for (at, byte) in content.bytes().enumerate() {
        if matches!(byte, b'"' | b'\\' | 0..0x20) {
            out.push_str(content.get(start..at).unwrap_or(""));
            out.push('\\');
            escape(out, byte);
            start = at + 1;
        }
    }
    out.push_str(content.get(start..).unwrap_or(""));
    out.push('"');
}

/// What stands behind the backslash for a character that must not stand for itself.
fn escape(out: &mut String, byte: u8) {
    match ESCAPES.iter().find(|(_, escaped)| *escaped == byte) {
        Some((letter, _)) => out.push(char::from(*letter)),
        None => {
            out.push_str(if byte < 0x10 { "u000" } else { "u001" });
            out.push(char::from_digit(u32::from(byte & 15), 16).unwrap_or('0'));
        }
    }
}

/// The letters behind a backslash, with what they stand for (RFC 8259, section 7).
const ESCAPES: [(u8, u8); 7] =
    [(b'n', b'\n'), (b'r', b'\r'), (b't', b'\t'), (b'b', 8), (b'f', 12), (b'"', b'"'), (b'\\', b'\\')];

fn unescape(content: &str) -> String {
    let mut out = String::with_capacity(content.len());
    let bytes = content.as_bytes();
    // What stands before `at` and is not in `out` yet starts here.
    let (mut start, mut at) = (0, 0);
    while let Some(byte) = bytes.get(at) {
        if *byte != b'\\' {
            at += 1;
            continue;
        }
        out.push_str(content.get(start..at).unwrap_or(""));
        let letter = bytes.get(at + 1).copied().unwrap_or(b'\\');
        at += 2;
        text::push(
            &mut out,
            match ESCAPES.iter().find(|(escape, _)| *escape == letter) {
                Some((_, byte)) => char::from(*byte),
                None if letter == b'u' => {
                    let char = unicode(bytes, at);
                    at += if char > '\u{ffff}' { 10 } else { 4 };
                    char
                }
                // A slash.
                None => char::from(letter),
            },
        );
        start = at;
    }
    out.push_str(content.get(start..).unwrap_or(""));
    out
}

/// The character whose hexadecimal digits stand at `at`, a surrogate pair taken together.
fn unicode(bytes: &[u8], at: usize) -> char {
    let (mut code, _) = hex(bytes, at);
    if (0xD800..0xE000).contains(&code) {
        code = 0x1_0000 + ((code & 0x3FF) << 10) + (hex(bytes, at + 6).0 & 0x3FF);
    }
    char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;

    #[test]
    fn quoting_and_unquoting_are_inverse() {
        for text in ["", "plain", "a\"b\\c/d", "\u{0}\u{1f}\u{7f}\n\r\t\u{8}\u{c}", "é漢🙂"] {
            assert_eq!(unquote(&quote(text)).unwrap(), text);
        }
        assert_eq!(unquote(r#""\ud83d\ude42\u00e9\/""#).unwrap(), "🙂é/");
    }
}
