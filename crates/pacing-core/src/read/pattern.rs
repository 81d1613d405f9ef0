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

    /// The nodes of the object that starts at `at`, the first of them `id`, where it is spelled like this one.
    #[inline]
    pub fn read(&self, bytes: &[u8], at: usize, id: usize) -> Option<[Node; NODES]> {
        let mut nodes = self.nodes;
        let [object, members @ ..] = &mut nodes;
        let [gaps @ .., last] = &self.between;
        let mut end = at;
        for (node, gap) in members.iter_mut().zip(gaps) {
            node.key += end as u32;
            let start = behind(bytes, end, gap)?;
            (node.data, end) = digits(bytes, start)?;
            node.span = Span::new(start as u32, end as u32);
        }
        object.span = Span::new(at as u32, behind(bytes, end, last)? as u32);
        object.data = (id + NODES) as u32;
        Some(nodes)
    }
}

/// The place behind `text`, where it stands at `at`. Compared eight bytes at a time, the last eight of them perhaps twice.
#[inline]
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
#[inline]
fn digits(bytes: &[u8], at: usize) -> Option<(u32, usize)> {
    let (mut value, mut end) = (0u32, at);
    while let Some(digit) = bytes.get(end).map(|byte| byte.wrapping_sub(b'0')).filter(|digit| *digit <= 9) {
        value = value.wrapping_mul(10).wrapping_add(u32::from(digit));
        end += 1;
    }
    let length = end - at;
    (length == 1 || ((2..=9).contains(&length) && bytes.get(at) != Some(&b'0'))).then_some((value, end))
}
