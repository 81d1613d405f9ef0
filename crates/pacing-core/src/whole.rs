//! A whole number under a key, however it is spelled.

use crate::decimal::{Whole, whole};
use crate::read::{Kind, NodeId, Tree};

/// The member and its value, where that is a whole number.
pub(crate) fn whole_member(tree: &Tree<'_>, object: NodeId, key: &str) -> Option<(NodeId, i64)> {
    let member = tree.get(object, key)?;
    if tree.node(member).kind != Kind::Number {
        return None;
    }
    match whole(tree.raw(member)) {
        Whole::Exactly(value) => Some((member, value)),
        Whole::Rounds | Whole::Not => None,
    }
}
