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
