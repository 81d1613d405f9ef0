//! Values as text: every token as it is spelled, only white space differs.

use super::{Kind, NodeId, Tree};

/// The white space between tokens.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layout {
    /// None.
    Compact,
    /// One line, with a space behind each colon and comma.
    Line,
    /// The builder's: two spaces a level, objects of an array that hold plain values alone on a line each, arrays of plain values on
    /// one line.
    Lines,
}

/// A value as spelled, without the white space between its tokens.
pub(crate) fn compact(tree: &Tree<'_>, id: NodeId) -> String {
    print(tree, id, Layout::Compact)
}

/// A value in a layout.
pub(crate) fn print(tree: &Tree<'_>, id: NodeId, layout: Layout) -> String {
    let mut printer = Printer { tree, layout, out: String::new() };
    printer.value(id, 0, false);
    printer.out
}

struct Printer<'a> {
    tree: &'a Tree<'a>,
    layout: Layout,
    out: String,
}

impl Printer<'_> {
    /// The recursion is as deep as the document is nested, and the reader bounds that.
    fn value(&mut self, id: NodeId, level: usize, item: bool) {
        let array = match self.tree.node(id).kind {
            Kind::Object => false,
            Kind::Array => true,
            _ => return self.out.push_str(self.tree.raw(id)),
        };
        let broken = self.layout == Layout::Lines && self.is_broken(id, item || array);
        self.out.push(if array { '[' } else { '{' });
        let mut first = true;
        for child in self.tree.children(id) {
            if !first {
                self.out.push(',');
            }
            if broken {
                self.line(level + 1);
            } else if !first {
                self.space();
            }
            first = false;
            if !array {
                self.out.push_str(self.tree.key_spelled(child));
                self.out.push(':');
                self.space();
            }
            self.value(child, level + 1, array);
        }
        if broken {
            self.line(level);
        }
        self.out.push(if array { ']' } else { '}' });
    }

    /// Whether it holds more than goes on one line: a container in an array or in an item of one, anything in another object.
    fn is_broken(&self, id: NodeId, line: bool) -> bool {
        for child in self.tree.children(id) {
            if !line || matches!(self.tree.node(child).kind, Kind::Object | Kind::Array) {
                return true;
            }
        }
        false
    }

    fn space(&mut self) {
        if self.layout != Layout::Compact {
            self.out.push(' ');
        }
    }

    fn line(&mut self, level: usize) {
        self.out.push('\n');
        for _ in 0..level {
            self.out.push_str("  ");
        }
    }
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
