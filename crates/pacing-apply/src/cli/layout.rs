//! Lays a JSON text out for people, as the tutorial writes it: a band a line. Values keep their spelling.

use pacing_core::read::{Kind, NodeId, Tree, quote};

/// The text laid out, or as it is where it cannot be read.
pub(crate) fn layout(text: &str) -> String {
    let Ok(tree) = Tree::parse(text) else { return format!("{}\n", text.trim_end()) };
    let mut out = String::with_capacity(text.len() * 2);
    write(&tree, NodeId::ROOT, 0, &mut out);
    out.push('\n');
    out
}

/// The recursion is as deep as the text is nested, and the reader bounds that.
fn write(tree: &Tree<'_>, node: NodeId, indent: usize, out: &mut String) {
    let (open, close) = match tree.node(node).kind {
        Kind::Object => ('{', '}'),
        Kind::Array => ('[', ']'),
        _ => return out.push_str(tree.raw(node)),
    };
    let flat = is_flat(tree, node) && indent > 0;
    out.push(open);
    let mut any = false;
    for child in tree.children(node) {
        out.push_str(if any { "," } else { "" });
        match (flat, any) {
            (true, true) => out.push(' '),
            (true, false) => {}
            (false, _) => line(indent + 2, out),
        }
        any = true;
        if open == '{' {
            out.push_str(&quote(&tree.key(child)));
            out.push_str(": ");
        }
        write(tree, child, indent + 2, out);
    }
    if any && !flat {
        line(indent, out);
    }
    out.push(close);
}

/// A small object or array of plain values, such as a band.
fn is_flat(tree: &Tree<'_>, node: NodeId) -> bool {
    const MOST: usize = 4;
    let plain = |child| !matches!(tree.node(child).kind, Kind::Object | Kind::Array);
    tree.children(node).count() <= MOST && tree.children(node).all(plain)
}

fn line(indent: usize, out: &mut String) {
    out.push('\n');
    out.extend(std::iter::repeat_n(' ', indent));
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;
    use pacing_core::diff::diff;

    #[test]
    fn the_tutorials_document_gets_the_tutorials_layout() {
        let text = include_str!("../../../../examples/outbound-sales.json");
        let compact = text.replace(['\n', ' '], "");
        assert_eq!(layout(&compact), text);
        assert_eq!(layout(text), text);
    }

    #[test]
    fn values_keep_their_spelling() {
        let text = r#"{"a":[],"b":{},"c":[{"d":1e2,"e":"\u00e9"},[0.0250,null]],"\u0041":[[[true]]],"f":[1,2,3,4,5]}"#;
        let laid = layout(text);
        assert_eq!(diff(&Tree::parse(text).unwrap(), &Tree::parse(&laid).unwrap()), []);
        assert!(laid.contains(r#"{"d": 1e2, "e": "\u00e9"}"#) && laid.contains("[0.0250, null]"), "{laid}");
        assert_eq!(layout("no json \n"), "no json\n");
    }
}
