//! The quick way through a band that is spelled as nearly all of them are: three fields in the model's order, plain digits.
//!
//! A large document is bands for the most part. What does not fit here is read by the general way, which gives the same nodes.

use super::space::space;
use super::tree::Node;
use super::{Kind, NodeId};
use crate::field::FieldName;
use crate::position::Span;

/// The nodes of the band that starts at `at`, the first of them `id`, and the place behind it.
pub(super) fn band(bytes: &[u8], at: usize, id: NodeId, key: u32) -> Option<([Node; 4], usize)> {
    let end = bytes.len();
    let rest = bytes.get(at..)?.strip_prefix(b"{")?;
    let (min, rest) = member(rest, end, FieldName::AgentCountMin)?;
    let (max, rest) = member(rest.strip_prefix(b",")?, end, FieldName::AgentCountMax)?;
    let (speed, rest) = member(rest.strip_prefix(b",")?, end, FieldName::MaxSpeed)?;
    let behind = end - rest.strip_prefix(b"}")?.len();
    let object = Node {
        kind: Kind::Object,
        field: FieldName::Other,
        key_escaped: false,
        escaped: false,
        key,
        span: Span::new(at as u32, behind as u32),
        data: id.0 + 4,
    };
    Some(([object, min, max, speed], behind))
}

/// A member and the text behind it; `end` is the length of the whole text, of which `rest` is the end.
#[inline(always)]
fn member(rest: &[u8], end: usize, field: FieldName) -> Option<(Node, &[u8])> {
    let rest = space(rest);
    let key_start = end - rest.len();
    let rest = space(space(field.strip(rest)?).strip_prefix(b":")?);
    let start = end - rest.len();
    let (value, rest) = digits(rest)?;
    let span = Span::new(start as u32, (end - rest.len()) as u32);
    let node = Node {
        kind: Kind::Number,
        field,
        key_escaped: false,
        escaped: false,
        key: key_start as u32,
        span,
        data: value,
    };
    Some((node, space(rest)))
}

/// A number of one to nine plain digits. Whoever calls sees by what follows that it is not the start of a longer one.
#[inline]
fn digits(text: &[u8]) -> Option<(u32, &[u8])> {
    let (first, mut rest) = text.split_first()?;
    let mut value = u32::from(first.wrapping_sub(b'0'));
    if value > 9 {
        return None;
    }
    while let Some((byte, tail)) = rest.split_first() {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            break;
        }
        value = value.wrapping_mul(10).wrapping_add(u32::from(digit));
        rest = tail;
    }
    let length = text.len() - rest.len();
    (length == 1 || (length <= 9 && *first != b'0')).then_some((value, rest))
}
