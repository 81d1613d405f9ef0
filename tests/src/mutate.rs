//! Damage to a text, as accidents and attackers do it: what the fuzzer does on nightly, repeatable on stable.

use std::ops::Range;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// One change to a list of bytes. Places are relative, so that every change fits every text.
#[derive(Clone, Debug)]
pub enum Mutation {
    /// Turns one bit round.
    Flip(Index, u8),
    /// Puts a piece in.
    Insert(Index, &'static str),
    /// Puts a piece where as many bytes stood.
    Overwrite(Index, &'static str),
    /// Puts a key or a scalar where one stood, which mostly leaves the text JSON.
    Replace(Index, &'static str),
    /// Takes some bytes out.
    Delete(Index, u8),
    /// Repeats some bytes in place.
    Repeat(Index, u8, u8),
    /// Exchanges two stretches.
    Swap(Index, Index, u8),
    /// Cuts the rest off.
    Truncate(Index),
}

/// One to four changes.
pub fn mutations() -> impl Strategy<Value = Vec<Mutation>> {
    let at = any::<Index>;
    let piece = || select(PIECES);
    let word = select(WORDS);
    let mutation = prop_oneof![
        2 => (at(), 0..8u8).prop_map(|(at, bit)| Mutation::Flip(at, bit)),
        6 => (at(), piece()).prop_map(|(at, piece)| Mutation::Insert(at, piece)),
        60 => (at(), word).prop_map(|(at, word)| Mutation::Replace(at, word)),
        4 => (at(), piece()).prop_map(|(at, piece)| Mutation::Overwrite(at, piece)),
        3 => (at(), 1..40u8).prop_map(|(at, len)| Mutation::Delete(at, len)),
        2 => (at(), 1..80u8, 1..4u8).prop_map(|(at, len, times)| Mutation::Repeat(at, len, times)),
        2 => (at(), at(), 1..20u8).prop_map(|(one, other, len)| Mutation::Swap(one, other, len)),
        1 => at().prop_map(Mutation::Truncate),
    ];
    vec(mutation, 1..=4)
}

/// The text after all changes, one after the other.
pub fn apply(text: &[u8], mutations: &[Mutation]) -> Vec<u8> {
    let mut bytes = text.to_vec();
    for mutation in mutations {
        change(&mut bytes, mutation);
    }
    bytes
}

/// What JSON and this project's documents are made of, and what people write in their place.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "{", "}", "[", "]", ",", ":", "\"", "\\", "\n", "\r\n", "\r", "\t", " ", "\0", "\u{feff}", "🙂", "é", "\u{7f}",
    "NaN", "None", "00", "-", "+1", ".5", "1.", "1e", "\\u0061", "\\ud83d\\ude42", "\\ud83d", "\\udc00", "\\u00", "// x\n", "/* x */", "'", "“",
    "\"max_speeed\":1,", "\"max_speed\":45,", "{\"agent_count_min\":51,\"agent_count_max\":60,\"max_speed\":45},",
    "[[[[[[[[", "]]]]]]]]",
];

/// Whole keys and scalars.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "null", "true", "false", "0", "1", "-0", "-1", "5.0", "5e0", "10.5", "1e400", "1e-4000", "0.03", "0.030", "3e-2",
    "0.0300000000000000005", "0.3", "2.5", "3.01", "30", "100", "101", "1.0000000000000001", "1000000", "1000001",
    "4294967295", "4294967296", "18446744073709551616", "\"5\"", "\" 5 \"", "\"1_0\"", "\"0.02\"", "\"2.5%\"", "\"🙂\"",
    "\"\\u0069d\"", "\"id\"", "\"type\"", "\"PREDICTIVE\"", "\"PREVIEW\"", "\"predictive_dialer_config\"",
    "\"pacing_rules\"", "\"agent_count_min\"", "\"agent_count_max\"", "\"max_speed\"", "\"abandon_rate_threshold\"",
    "\"reload_on_update\"", "[]", "{}",
];

fn change(bytes: &mut Vec<u8>, mutation: &Mutation) {
    // One more place than there are bytes: the end counts too.
    let place = |at: &Index, bytes: &[u8]| at.index(bytes.len() + 1);
    let stretch = |start: usize, len: u8, bytes: &[u8]| start..(start + usize::from(len)).min(bytes.len());
    match mutation {
        Mutation::Flip(at, bit) => {
            let at = place(at, bytes);
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << bit;
            }
        }
        Mutation::Insert(at, piece) => {
            let at = place(at, bytes);
            bytes.splice(at..at, piece.bytes());
        }
        Mutation::Overwrite(at, piece) => {
            let at = place(at, bytes);
            bytes.splice(at..(at + piece.len()).min(bytes.len()), piece.bytes());
        }
        Mutation::Replace(at, word) => {
            let words = words(bytes);
            if !words.is_empty() {
                bytes.splice(words[at.index(words.len())].clone(), word.bytes());
            }
        }
        Mutation::Delete(at, len) => {
            let at = place(at, bytes);
            bytes.drain(stretch(at, *len, bytes));
        }
        Mutation::Repeat(at, len, times) => {
            let at = place(at, bytes);
            let copy = bytes[stretch(at, *len, bytes)].repeat(usize::from(*times));
            bytes.splice(at..at, copy);
        }
        Mutation::Swap(one, other, len) => {
            let (first, second) = (place(one, bytes), place(other, bytes));
            let (first, second) = (first.min(second), first.max(second));
            let len = usize::from(*len).min(second - first).min(bytes.len() - second);
            let (front, back) = bytes.split_at_mut(second);
            front[first..first + len].swap_with_slice(&mut back[..len]);
        }
        Mutation::Truncate(at) => bytes.truncate(place(at, bytes)),
    }
}

/// Where keys and scalars stand: what is left between brackets, commas and colons.
fn words(bytes: &[u8]) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut start = 0;
    for part in bytes.split(|byte| b"{}[],:".contains(byte)) {
        let word = part.trim_ascii();
        if !word.is_empty() {
            let from = start + part.len() - part.trim_ascii_start().len();
            words.push(from..from + word.len());
        }
        start += part.len() + 1;
    }
    words
}
