//! The tree that the reader makes: one flat list of nodes in the order of the text.

use super::string;
use crate::field::{BAND, FieldName};
use crate::position::Span;
use crate::text::{self, push_int};
use std::borrow::Cow;

/// The place of a node in its [`Tree`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub(super) u32);

impl NodeId {
    /// The outermost value.
    pub const ROOT: Self = Self(0);

    /// The node behind this one in the order of the text: the first child, for a container that has one.
    pub(crate) fn next(self) -> Self {
        Self(self.0 + 1)
    }

    fn index(self) -> usize {
        self.0 as usize
    }
}

/// What a JSON value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// `null`
    Null,
    /// `true`
    True,
    /// `false`
    False,
    /// A number, exactly as spelled.
    Number,
    /// A string.
    String,
    /// An array.
    Array,
    /// An object.
    Object,
}

impl Kind {
    /// The word that messages use.
    pub const fn noun(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::True | Self::False => "a boolean",
            Self::Number => "a number",
            Self::String => "a string",
            Self::Array => "an array",
            Self::Object => "an object",
        }
    }
}

/// One value, with the key it stands under when it is a member of an object.
#[derive(Clone, Copy, Debug)]
pub struct Node {
    /// What it is.
    pub kind: Kind,
    /// The field of its key.
    pub(crate) field: FieldName,
    /// The key has an escape, so its text is not its spelling.
    pub(super) key_escaped: bool,
    /// The string has an escape.
    pub(super) escaped: bool,
    /// Where its key starts; [`NO_KEY_START`] for the root and for items of an array.
    pub(super) key: u32,
    /// The value, a string with its quotes.
    pub span: Span,
    /// A container: the node after its last descendant. A number: its value where that is a plain small integer, else [`NOT_SMALL`].
    pub(super) data: u32,
}

/// No small integer: see [`Node::data`].
pub(super) const NOT_SMALL: u32 = u32::MAX;
/// No key: see [`Node::key`].
pub(super) const NO_KEY_START: u32 = u32::MAX;

impl Node {
    /// The value of a number that is spelled as plain digits and is below 4,294,967,295.
    #[inline]
    pub fn small_integer(&self) -> Option<u32> {
        (self.kind == Kind::Number && self.data != NOT_SMALL).then_some(self.data)
    }

    /// Whether it is a member of an object.
    pub fn has_key(&self) -> bool {
        self.key != NO_KEY_START
    }

    /// The span of key and value together, or of the value alone where there is no key.
    pub fn member(&self) -> Span {
        if self.has_key() { Span::new(self.key, self.span.end) } else { self.span }
    }
}

/// A JSON text and its values.
#[derive(Clone, Debug)]
pub struct Tree<'t> {
    pub(super) text: &'t str,
    pub(super) nodes: Vec<Node>,
}

impl<'t> Tree<'t> {
    /// The text that was read.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// How many values there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Never: a text without a value is not JSON.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The node of an id of this tree; an id of another, larger tree gives `null` at the start of the text.
    pub fn node(&self, id: NodeId) -> &Node {
        const NONE: Node = Node {
            kind: Kind::Null,
            field: FieldName::Other,
            key_escaped: false,
            escaped: false,
            key: NO_KEY_START,
            span: Span::new(0, 0),
            data: 0,
        };
        self.nodes.get(id.index()).unwrap_or(&NONE)
    }

    /// The value as it is spelled.
    pub fn raw(&self, id: NodeId) -> &'t str {
        self.node(id).span.of(self.text)
    }

    /// The key of a member, without quotes and escapes; empty for the root and for items of an array.
    pub fn key(&self, id: NodeId) -> Cow<'t, str> {
        string::inner(self.key_spelled(id), self.node(id).key_escaped)
    }

    /// The key of a member as spelled, with its quotes; empty where there is none.
    pub(crate) fn key_spelled(&self, id: NodeId) -> &'t str {
        self.key_span(id).map_or("", |span| span.of(self.text))
    }

    /// The place of a member's key, with its quotes.
    pub fn key_span(&self, id: NodeId) -> Option<Span> {
        let node = self.node(id);
        if !node.has_key() {
            return None;
        }
        // The reader has seen the closing quote: the first one that no backslash escapes.
        let bytes = self.text.as_bytes();
        let mut end = node.key as usize + 1;
        loop {
            match bytes.get(end)? {
                b'"' => return Some(Span::new(node.key, end as u32 + 1)),
                b'\\' => end += 2,
                _ => end += 1,
            }
        }
    }

    /// The numbers of an object that has exactly the three members of a band, in the model's order and with small plain values.
    #[inline]
    pub(crate) fn plain_band(&self, id: NodeId) -> Option<[i32; 3]> {
        let [object, members @ ..]: &[Node; 4] = self.nodes.get(id.index()..id.index() + 4)?.try_into().ok()?;
        if object.kind != Kind::Object || object.data != id.0 + 4 {
            return None;
        }
        let mut numbers = [0; 3];
        for ((number, node), field) in numbers.iter_mut().zip(members).zip(BAND) {
            if node.field != field || node.kind != Kind::Number {
                return None;
            }
            *number = i32::try_from(node.data).ok()?;
        }
        Some(numbers)
    }

    /// The node behind a node and all below it.
    pub(crate) fn after(&self, id: NodeId) -> NodeId {
        match self.node(id) {
            Node { kind: Kind::Object | Kind::Array, data, .. } => NodeId(*data),
            _ => NodeId(id.0 + 1),
        }
    }

    /// The content of a string, without quotes and escapes.
    pub fn string(&self, id: NodeId) -> Option<Cow<'t, str>> {
        let node = self.node(id);
        (node.kind == Kind::String).then(|| string::inner(node.span.of(self.text), node.escaped))
    }

    /// The members of an object or the items of an array, in the order of the text; nothing for other values.
    pub fn children(&self, id: NodeId) -> Children<'_> {
        let node = self.node(id);
        let container = matches!(node.kind, Kind::Object | Kind::Array);
        Children { nodes: &self.nodes, next: id.0 + 1, end: if container { node.data } else { 0 } }
    }

    /// The member of an object with this key: the last one, where the key stands twice, as Python and JavaScript take it.
    pub fn get(&self, object: NodeId, key: &str) -> Option<NodeId> {
        if self.node(object).kind != Kind::Object {
            return None;
        }
        self.children(object).filter(|child| self.key(*child) == key).last()
    }

    /// The node that a JSON pointer (RFC 6901) names.
    pub fn find(&self, pointer: &str) -> Option<NodeId> {
        if !pointer.is_empty() && !pointer.starts_with('/') {
            return None;
        }
        let (mut at, mut node) = (0, NodeId::ROOT);
        while at < pointer.len() {
            let start = at + 1;
            at = start;
            while pointer.as_bytes().get(at).is_some_and(|byte| *byte != b'/') {
                at += 1;
            }
            node = self.step(node, pointer.get(start..at)?)?;
        }
        Some(node)
    }

    /// The member or the item that a step of a JSON pointer leads to.
    fn step(&self, node: NodeId, step: &str) -> Option<NodeId> {
        match self.node(node).kind {
            Kind::Object => self.get(node, &pointer_key(step)),
            Kind::Array => self.children(node).nth(step.parse().ok()?),
            _ => None,
        }
    }

    /// The JSON pointer (RFC 6901) of a node.
    pub fn pointer(&self, target: NodeId) -> String {
        self.pointer_below(NodeId::ROOT, target)
    }

    /// The JSON pointer of a node from one above it.
    pub(crate) fn pointer_below(&self, above: NodeId, target: NodeId) -> String {
        let mut pointer = String::new();
        let mut at = above;
        while at != target {
            let (mut child, mut index) = (at, -1);
            for next in self.children(at) {
                if next > target {
                    break;
                }
                child = next;
                index += 1;
            }
            if index < 0 {
                break;
            }
            pointer.push('/');
            if self.node(at).kind == Kind::Array {
                push_int(&mut pointer, index);
            } else {
                for char in self.key(child).chars() {
                    match char {
                        '~' => pointer.push_str("~0"),
                        '/' => pointer.push_str("~1"),
                        _ => pointer.push(char),
                    }
                }
            }
            at = child;
        }
        pointer
    }
}

/// The children of a container; made by [`Tree::children`].
#[derive(Clone, Debug)]
pub struct Children<'a> {
    nodes: &'a [Node],
    next: u32,
    end: u32,
}

impl Iterator for Children<'_> {
    type Item = NodeId;

    fn next(&mut self) -> Option<NodeId> {
        if self.next >= self.end {
            return None;
        }
        let id = NodeId(self.next);
        self.next = match self.nodes.get(id.index()) {
            Some(Node { kind: Kind::Object | Kind::Array, data, .. }) => *data,
            _ => id.0 + 1,
        };
        Some(id)
    }
}

/// The key that a step of a JSON pointer stands for (RFC 6901, section 4).
pub(crate) fn pointer_key(step: &str) -> String {
    let mut key = String::with_capacity(step.len());
    let mut tilde = false;
    for char in step.chars() {
        match char {
            '0' | '1' if tilde => {
                key.pop();
                key.push(if char == '0' { '~' } else { '/' });
                tilde = false;
            }
            _ => {
                text::push(&mut key, char);
                tilde = char == '~';
            }
        }
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_of_a_pointer_is_read_from_left_to_right() {
        for (step, key) in
            [("a", "a"), ("a~1b", "a/b"), ("~01", "~1"), ("~0~1", "~/"), ("~", "~"), ("~2", "~2"), ("", "")]
        {
            assert_eq!(pointer_key(step), key);
        }
    }
}
