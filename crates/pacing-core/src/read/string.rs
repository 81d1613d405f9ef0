//! Strings: from their spelling to their content and back.

use std::borrow::Cow;

/// The content of a string's spelling, its quotes included, that the reader has accepted.
pub(super) fn inner(spelled: &str, escaped: bool) -> Cow<'_, str> {
    let content = spelled.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or("");
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
    let mut rest = content;
    out.push('"');
    while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'"' | b'\\' | 0..0x20)) {
        let Some((plain, behind)) = rest.split_at_checked(at) else { break };
        out.push_str(plain);
        let mut chars = behind.chars();
        escape(out, chars.next().unwrap_or(' '));
        rest = chars.as_str();
    }
    out.push_str(rest);
    out.push('"');
}

/// One of the characters that must not stand for themselves.
fn escape(out: &mut String, char: char) {
    out.push('\\');
    match char {
        '\n' => out.push('n'),
        '\r' => out.push('r'),
        '\t' => out.push('t'),
        '\u{8}' => out.push('b'),
        '\u{c}' => out.push('f'),
        control if control < ' ' => {
            out.push_str("u00");
            for digit in [control as u32 >> 4, control as u32 & 15] {
                out.push(char::from_digit(digit, 16).unwrap_or('0'));
            }
        }
        itself => out.push(itself),
    }
}

fn unescape(content: &str) -> String {
    let mut out = String::with_capacity(content.len());
    let mut rest = content;
    while let Some((plain, after)) = rest.split_once('\\') {
        out.push_str(plain);
        let mut chars = after.chars();
        let char = match chars.next() {
            Some('n') => '\n',
            Some('r') => '\r',
            Some('t') => '\t',
            Some('b') => '\u{8}',
            Some('f') => '\u{c}',
            Some('u') => {
                let (char, after) = unicode(chars.as_str());
                chars = after.chars();
                char
            }
            Some(itself) => itself,
            None => break,
        };
        out.push(char);
        rest = chars.as_str();
    }
    out.push_str(rest);
    out
}

/// The character of what follows `\u`, a surrogate pair taken together, and the text behind it.
fn unicode(text: &str) -> (char, &str) {
    let (first, rest) = hex4(text);
    if let Some(single) = char::from_u32(first) {
        return (single, rest);
    }
    let (second, rest) = hex4(rest.strip_prefix("\\u").unwrap_or(rest));
    let code = 0x1_0000 + ((first & 0x3FF) << 10) + (second & 0x3FF);
    (char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER), rest)
}

fn hex4(text: &str) -> (u32, &str) {
    let (digits, rest) = text.split_at_checked(4).unwrap_or((text, ""));
    (u32::from_str_radix(digits, 16).unwrap_or(0xFFFD), rest)
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
