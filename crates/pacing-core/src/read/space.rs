//! The white space of JSON (RFC 8259, section 2).

/// The text behind the white space that it starts with.
#[inline]
pub(super) fn space(mut text: &[u8]) -> &[u8] {
    while let [b' ' | b'\n' | b'\r' | b'\t', rest @ ..] = text {
        text = rest;
    }
    text
}
