//! JSON text, a piece at a time: spelled as `serde_json` spells it, without the weight.

use pacing_core::read::quote_into;
use pacing_core::text::push_int;

pub(crate) fn string(out: &mut String, content: &str) {
    quote_into(out, content);
}

/// `,"name":"content"`
pub(crate) fn member(out: &mut String, name: &str, content: &str) {
    key(out, name);
    string(out, content);
}

/// `,"name":`
pub(crate) fn key(out: &mut String, name: &str) {
    out.push_str(",\"");
    out.push_str(name);
    out.push_str("\":");
}

pub(crate) fn number(out: &mut String, number: u32) {
    push_int(out, i64::from(number));
}

/// `[…,…]`
pub(crate) fn list<T>(out: &mut String, items: impl IntoIterator<Item = T>, mut item: impl FnMut(&mut String, T)) {
    out.push('[');
    for (index, value) in items.into_iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        item(out, value);
    }
    out.push(']');
}
