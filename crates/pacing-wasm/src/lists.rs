//! JSON text of lists in lists, a piece at a time: what the module answers has no names, so that it needs neither much code nor much text.

use pacing_core::read::quote_into;
use pacing_core::text::push_int;

pub(crate) fn open(out: &mut String) {
    comma(out);
    out.push('[');
}

pub(crate) fn close(out: &mut String) {
    out.push(']');
}

pub(crate) fn number(out: &mut String, number: i64) {
    comma(out);
    push_int(out, number);
}

pub(crate) fn text(out: &mut String, content: &str) {
    comma(out);
    quote_into(out, content);
}

#[cfg(feature = "edit")]
pub(crate) fn text_or_null(out: &mut String, content: Option<&str>) {
    match content {
        Some(content) => text(out, content),
        None => {
            comma(out);
            out.push_str("null");
        }
    }
}

/// Every item but the first of its list has one before it. A text that ends with a bracket has its quote behind that.
#[inline(never)]
fn comma(out: &mut String) {
    if !matches!(out.as_bytes().last(), None | Some(b'[')) {
        out.push(',');
    }
}
