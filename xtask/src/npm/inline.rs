//! The module as text inside JavaScript, for browsers that load no second file.
//!
//! Base64 packs three bytes into four letters, so that equal bytes look different at each of three places and gzip
//! finds less to shorten: it costs a third more. Here a byte is always the same letter or two, and it costs 2 %. The
//! letters are printable ASCII that need no escape in any kind of string, so no minifier and no charset changes them.

use std::cmp::Reverse;
use std::collections::HashMap;

use anyhow::Context;

/// Not among them: quotation marks, backslash, `$` of templates, `<` of HTML.
const LETTERS: &str = " !#%&()*+,-./0123456789:;=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_abcdefghijklmnopqrstuvwxyz{|}~";
/// How many of the letters, the last ones, begin a pair.
const PAIRS: usize = 2;

/// A TypeScript module that exports `SIZE`, `LETTERS`, `ORDER` and `TEXT`.
///
/// `ORDER` lists the bytes in hexadecimal, the most frequent first. A letter of `TEXT` stands for the byte at its own
/// place among `LETTERS`; where it is one of the last two, that and the next letter stand for a byte further on.
pub fn typescript(bytes: &[u8]) -> anyhow::Result<String> {
    let order = by_frequency(bytes);
    let names = names(&order)?;
    let text: String = bytes.iter().filter_map(|byte| names.get(byte)).map(String::as_str).collect();
    let order: String = order.iter().map(|byte| format!("{byte:02x}")).collect();
    let size = bytes.len();
    Ok([
        format!("export const SIZE: number = {size};\n"),
        format!("export const LETTERS: string = \"{LETTERS}\";\n"),
        format!("export const ORDER: string = \"{order}\";\n"),
        format!("export const TEXT: string = \"{text}\";\n"),
    ]
    .concat())
}

/// All 256 bytes, the most frequent first.
fn by_frequency(bytes: &[u8]) -> Vec<u8> {
    let mut counts: HashMap<u8, usize> = HashMap::new();
    for byte in bytes {
        *counts.entry(*byte).or_default() += 1;
    }
    let mut order: Vec<u8> = (0..=u8::MAX).collect();
    order.sort_by_key(|byte| (Reverse(counts.get(byte).copied().unwrap_or(0)), *byte));
    order
}

/// The one or two letters of each byte.
fn names(order: &[u8]) -> anyhow::Result<HashMap<u8, String>> {
    let letters: Vec<char> = LETTERS.chars().collect();
    let (single, first) = letters.split_at_checked(letters.len() - PAIRS).context("there are more than two letters")?;
    let pairs = first.iter().flat_map(|first| letters.iter().map(move |second| format!("{first}{second}")));
    let names = single.iter().map(char::to_string).chain(pairs);
    Ok(order.iter().copied().zip(names).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_has_a_name_and_no_name_begins_another() {
        let names = names(&by_frequency(b"")).unwrap();
        assert_eq!(names.len(), 256);
        for (byte, name) in &names {
            assert!(!names.iter().any(|(other, longer)| other != byte && longer.starts_with(name)), "{name}");
        }
    }

    #[test]
    fn the_most_frequent_bytes_take_one_letter() {
        let names = names(&by_frequency(&[200, 200, 7, 200, 7, 9])).unwrap();
        assert_eq!([&names[&200], &names[&7], &names[&9]], [" ", "!", "#"]);
    }
}
