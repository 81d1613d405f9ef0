//! The module as text inside JavaScript, for browsers that load no second file.
//!
//! Base64 packs three bytes into four letters, so that equal bytes look different at each of three places and gzip
//! finds less to shorten: it costs a third more. Here a byte is always the same letter or two, and it costs 2 %. The
//! letters are printable ASCII that need no escape in any kind of string, so no minifier and no charset changes them.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

use anyhow::Context;

/// Not among them: quotation marks, backslash, `$` of templates, `<` of HTML.
const LETTERS: &str = " !#%&()*+,-./0123456789:;=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_abcdefghijklmnopqrstuvwxyz{|}~";
/// How many of the letters, the last ones, begin a pair.
const PAIRS: usize = 2;

/// A TypeScript module that exports `SIZE`, `LETTERS`, `OFTEN` and `TEXT`.
///
/// `OFTEN` has a bit for each byte, in hexadecimal digits of four from the lowest on: set for those that take one letter of `TEXT`. They are
/// the first of [`LETTERS`], in order. Each of the other bytes, in order, is one of the last two letters and any other behind it.
pub fn typescript(bytes: &[u8]) -> anyhow::Result<String> {
    let letters: Vec<char> = LETTERS.chars().collect();
    let (single, first) = letters.split_at_checked(letters.len() - PAIRS).context("there are more than two letters")?;
    let often = often(bytes, single.len());
    let pairs = first.iter().flat_map(|first| letters.iter().map(move |second| format!("{first}{second}")));
    let names: HashMap<u8, String> =
        in_order(&often).into_iter().zip(single.iter().map(char::to_string).chain(pairs)).collect();
    let text: String = bytes.iter().filter_map(|byte| names.get(byte)).map(String::as_str).collect();
    let size = bytes.len();
    Ok([
        format!("export const SIZE: number = {size};\n"),
        format!("export const LETTERS: string = \"{LETTERS}\";\n"),
        format!("export const OFTEN: string = \"{}\";\n", bits(&often)),
        format!("export const TEXT: string = \"{text}\";\n"),
    ]
    .concat())
}

/// The most frequent bytes.
fn often(bytes: &[u8], count: usize) -> BTreeSet<u8> {
    let mut counts = [0usize; 256];
    for byte in bytes {
        counts[usize::from(*byte)] += 1;
    }
    let mut order: Vec<u8> = (0..=u8::MAX).collect();
    order.sort_by_key(|byte| (Reverse(counts[usize::from(*byte)]), *byte));
    order.into_iter().take(count).collect()
}

/// All 256 bytes: first these, then the others.
fn in_order(often: &BTreeSet<u8>) -> Vec<u8> {
    let others = (0..=u8::MAX).filter(|byte| !often.contains(byte));
    often.iter().copied().chain(others).collect()
}

fn bits(bytes: &BTreeSet<u8>) -> String {
    let digit = |digit: u8| (0..4).map(|bit| u8::from(bytes.contains(&(digit * 4 + bit))) << bit).sum::<u8>();
    (0..64).map(|place| format!("{:x}", digit(place))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_frequent_bytes_come_first_and_all_are_there() {
        let often = often(&[200, 200, 7, 200, 7, 9], 3);
        assert_eq!(often.iter().collect::<Vec<_>>(), [&7, &9, &200]);
        let order = in_order(&often);
        assert_eq!(order[..5], [7, 9, 200, 0, 1]);
        assert_eq!(order.iter().collect::<BTreeSet<_>>().len(), 256);
    }

    #[test]
    fn a_byte_is_a_bit() {
        assert_eq!(bits(&BTreeSet::from([0, 6, 7, 255])), format!("1c{}8", "0".repeat(61)));
    }

    #[test]
    fn letters_are_enough_for_all_bytes_and_none_stands_twice() {
        let letters: BTreeSet<char> = LETTERS.chars().collect();
        assert_eq!(letters.len(), LETTERS.len());
        assert!(letters.len() - PAIRS + PAIRS * letters.len() >= 256);
    }
}
