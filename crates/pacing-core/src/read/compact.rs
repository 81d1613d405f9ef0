//! A value without the white space between its tokens.

use super::{Kind, NodeId, Tree};
use std::fmt::Write;

/// A value as spelled, without the white space between its tokens.
pub(crate) fn compact(tree: &Tree<'_>, id: NodeId) -> String {
    let mut out = String::new();
    // The containers to close, each with the node behind its last child.
    let mut open: Vec<(Kind, NodeId)> = Vec::new();
    for (first, node) in tree.subtree(id) {
        while open.last().is_some_and(|(_, after)| *after == node) {
            out.push(if open.pop().is_some_and(|(kind, _)| kind == Kind::Object) { '}' } else { ']' });
        }
        if !first && !out.ends_with(['{', '[']) {
            out.push(',');
        }
        if !first && !tree.key_spelled(node).is_empty() {
            let _ = write!(out, "{}:", tree.key_spelled(node));
        }
        match tree.node(node).kind {
            kind @ (Kind::Object | Kind::Array) => {
                out.push(if kind == Kind::Object { '{' } else { '[' });
                open.push((kind, tree.after(node)));
            }
            _ => out.push_str(tree.raw(node)),
        }
    }
    while let Some((kind, _)) = open.pop() {
        out.push(if kind == Kind::Object { '}' } else { ']' });
    }
    out
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;

    #[test]
    fn compacting_keeps_every_token() {
        let text = " { \"a\" : [ 1.50 , { } , [ ] , \"x\\u00e9\" ] ,\n \"b\" : { \"c\" : null } , \"d\" : true } ";
        let tree = Tree::parse(text).unwrap();
        assert_eq!(compact(&tree, NodeId::ROOT), r#"{"a":[1.50,{},[],"x\u00e9"],"b":{"c":null},"d":true}"#);
        assert_eq!(compact(&tree, tree.find("/a").unwrap()), r#"[1.50,{},[],"x\u00e9"]"#);
        assert_eq!(compact(&tree, tree.find("/a/0").unwrap()), "1.50");
    }
}
