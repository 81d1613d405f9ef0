//! A value without the white space between its tokens.

use super::{NodeId, Tree};

/// A value as spelled, without the white space between its tokens.
pub(crate) fn compact(tree: &Tree<'_>, id: NodeId) -> String {
    let text = tree.raw(id);
    let mut out = String::with_capacity(text.len());
    // What stands before `at` and is not in `out` yet starts here.
    let mut start = 0;
    let (mut quoted, mut escaped) = (false, false);
    for (at, byte) in text.bytes().enumerate() {
        if byte == b'"' && !escaped {
            quoted = !quoted;
        }
        escaped = byte == b'\\' && !escaped;
        if !quoted && byte <= b' ' {
            out.push_str(text.get(start..at).unwrap_or(""));
            start = at + 1;
        }
    }
    out.push_str(text.get(start..).unwrap_or(""));
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
