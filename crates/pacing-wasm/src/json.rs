//! JSON text, a piece at a time: spelled as `serde_json` spells it, without the weight.

use pacing_core::Arg;
use pacing_core::read::quote_into;

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
    let mut digits = [0; 10];
    let (mut rest, mut length) = (number, 0);
    for digit in digits.iter_mut().rev() {
        *digit = b'0' + (rest % 10) as u8;
        rest /= 10;
        length += 1;
        if rest == 0 {
            break;
        }
    }
    out.extend(digits.iter().skip(digits.len() - length).map(|digit| char::from(*digit)));
}

pub(crate) fn arg(out: &mut String, value: &Arg) {
    match value {
        Arg::Int(value) => {
            if *value < 0 {
                out.push('-');
            }
            match u32::try_from(value.unsigned_abs()) {
                Ok(small) => number(out, small),
                Err(_) => out.push_str(&value.unsigned_abs().to_string()),
            }
        }
        Arg::Text(text) => string(out, text),
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_spelled_in_full() {
        for value in [0, 7, 10, 4_294_967_295] {
            let mut out = String::new();
            number(&mut out, value);
            assert_eq!(out, value.to_string());
        }
        for value in [-1, i64::MIN, i64::MAX, 5_000_000_000] {
            let mut out = String::new();
            arg(&mut out, &Arg::Int(value));
            assert_eq!(out, value.to_string());
        }
    }
}
