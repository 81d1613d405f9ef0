//! The quick way through a list of objects that are spelled alike: what stands between their numbers is compared and not read.
//!
//! A large document is bands for the most part, and one is laid out as the other. What does not fit the pattern is read by the general way,
//! which gives the same nodes.

use super::tree::{NO_KEY_START, NOT_SMALL};
use super::{Kind, Node};
use crate::position::Span;

/// How many nodes an object of three numbers has.
const NODES: usize = 4;

/// An item of a list: an object whose members are three small numbers.
#[derive(Clone, Copy)]
pub(super) struct Pattern<'t> {
    /// The key of each member counts from the end of the number before it.
    nodes: [Node; NODES],
    /// What stands before each number, and behind the last one.
    between: [&'t [u8]; NODES],
}

impl<'t> Pattern<'t> {
    /// The pattern of an object that was just read, where it has one.
    pub fn of(bytes: &'t [u8], nodes: &[Node]) -> Option<Self> {
        let mut nodes: [Node; NODES] = nodes.try_into().ok()?;
        let mut between = [&[][..]; NODES];
        let [object, members @ ..] = &mut nodes;
        let [gaps @ .., last] = &mut between;
        let mut at = object.span.start;
        for (node, gap) in members.iter_mut().zip(gaps) {
            if node.kind != Kind::Number || node.data == NOT_SMALL {
                return None;
            }
            *gap = bytes.get(at as usize..node.span.start as usize)?;
            node.key = node.key.wrapping_sub(at);
            at = node.span.end;
        }
        *last = bytes.get(at as usize..object.span.end as usize)?;
        (object.kind == Kind::Object && object.key == NO_KEY_START).then_some(Self { nodes, between })
    }

    /// Adds the nodes of the object that starts at `at`, where it is spelled like this one, and gives the place behind it. Where it is not,
    /// what was added has to be removed.
    pub fn read(&self, bytes: &[u8], at: usize, nodes: &mut Vec<Node>) -> Option<usize> {
        let id = nodes.len();
        nodes.extend_from_slice(&self.nodes);
        let [object, members @ ..] = nodes.get_mut(id..)? else { return None };
        let [gaps @ .., last] = &self.between;
        let mut end = at;
        for (member, gap) in members.iter_mut().zip(gaps) {
            let start = behind(bytes, end, gap)?;
            member.key += end as u32;
            (member.data, end) = digits(bytes, start)?;
            member.span = Span::new(start as u32, end as u32);
        }
        end = behind(bytes, end, last)?;
        object.span = Span::new(at as u32, end as u32);
        object.data = (id + NODES) as u32;
        Some(end)
    }
}

/// The place behind `text`, where it stands at `at`. Compared eight bytes at a time, the last eight of them perhaps twice.
#[inline(always)]
pub(super) fn behind(bytes: &[u8], at: usize, text: &[u8]) -> Option<usize> {
    let end = at + text.len();
    let found = bytes.get(at..end)?;
    let Some(last) = text.len().checked_sub(8) else { return (found == text).then_some(end) };
    let mut word = 0;
    while word < last {
        if eight(found, word) != eight(text, word) {
            return None;
        }
        word += 8;
    }
    (eight(found, last) == eight(text, last)).then_some(end)
}

/// The eight bytes from `at` on.
#[inline(always)]
fn eight(bytes: &[u8], at: usize) -> u64 {
    match bytes.get(at..) {
        Some([a, b, c, d, e, f, g, h, ..]) => u64::from_le_bytes([*a, *b, *c, *d, *e, *f, *g, *h]),
        _ => 0,
    }
}

/// A number of one to nine plain digits, and the place behind it. Whoever calls sees by what follows that it is not the start of a longer one.
#[inline(always)]
fn digits(bytes: &[u8], at: usize) -> Option<(u32, usize)> {
    let (mut value, mut end) = (0u32, at);
    while let Some(digit) = bytes.get(end).map(|byte| byte.wrapping_sub(b'0')).filter(|digit| *digit <= 9) {
        value = value.wrapping_mul(10).wrapping_add(u32::from(digit));
        end += 1;
    }
    match (bytes.get(at), end - at) {
        (Some(_), 1) => Some((value, end)),
        (Some(b'1'..), 2..=9) => Some((value, end)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
    use crate::read::Tree;
    use serde_json::Value;

    /// Both readers accept the text and see the same numbers, or neither accepts it.
    fn compare(text: &str) {
        let (ours, theirs) = (Tree::parse(text), serde_json::from_str::<Value>(text));
        assert_eq!(ours.is_ok(), theirs.is_ok(), "{text}");
        let (Ok(tree), Ok(value)) = (ours, theirs) else { return };
        for (index, item) in value.as_array().into_iter().flatten().enumerate() {
            for (key, member) in item.as_object().into_iter().flatten() {
                let node = tree.find(&format!("/{index}/{key}")).unwrap();
                let read: Value = serde_json::from_str(tree.raw(node)).unwrap();
                assert_eq!(&read, member, "{text}");
                assert_eq!(tree.key(node), *key, "{text}");
                let plain = member.as_u64().filter(|_| tree.raw(node).bytes().all(|byte| byte.is_ascii_digit()));
                assert_eq!(tree.node(node).small_integer().map(u64::from), plain, "{text}");
            }
        }
    }

    #[test]
    fn every_slip_in_a_list_is_seen() {
        let plain = r#"[{"a": 1, "long_key_b": 22, "c":3} , {"a": 4, "long_key_b": 55, "c":6},{"a": 7, "long_key_b": 88, "c":9},
            {"a": 10, "long_key_b": 111, "c":12},
            {"a": 13, "long_key_b": 144, "c":15},
            {"a": 16, "long_key_b": 177, "c":18}]"#;
        compare(plain);
        for (at, _) in plain.char_indices() {
            let (before, rest) = plain.split_at(at);
            for piece in ["", " ", ",", "0", "7", ".5", "e", "-", "\"", "{", "}", "[", "]", ":", "z", "\n"] {
                compare(&[before, piece, rest].concat());
                compare(&[before, piece, rest.get(1..).unwrap_or("")].concat());
            }
        }
    }
    #[test]
    fn a_list_that_starts_by_the_pattern_of_another_needs_its_commas() {
        let item = r#"{"a": 1, "b": 2, "c": 3}"#;
        for between in ["", " ", "\n  ", ",", ", ", ",,", ":"] {
            compare(&format!("[[{item}], [{item}{between}{item}]]"));
            compare(&format!("[[{item}], [ {item}{between} {item}]]"));
        }
    }
}
