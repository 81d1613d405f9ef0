//! Members of objects: set, insert, remove.

use super::EditError;
use crate::diagnostic::Edit;
use crate::position::Span;
use crate::read::{Kind, NodeId, Tree, compact, pointer_key, quote};
use crate::text::join;

/// Sets the value at a JSON pointer; a member that is missing is inserted behind the last one of its object.
///
/// ```
/// use pacing_core::{edit, read::Tree};
/// let text = "{\n  \"max_speed\": 45\n}";
/// let edits = edit::set(&Tree::parse(text)?, "/max_speed", &Tree::parse("50")?)?;
/// assert_eq!(edit::apply(text, &edits), "{\n  \"max_speed\": 50\n}");
/// let edits = edit::set(&Tree::parse(text)?, "/reload_on_update", &Tree::parse("true")?)?;
/// assert_eq!(edit::apply(text, &edits), "{\n  \"max_speed\": 45,\n  \"reload_on_update\": true\n}");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// When the pointer's parent is no object of the text.
pub fn set(tree: &Tree<'_>, pointer: &str, value: &Tree<'_>) -> Result<Vec<Edit>, EditError> {
    let value = compact(value, NodeId::ROOT);
    let edit = match tree.find(pointer) {
        Some(node) if compact(tree, node) == value => None,
        Some(node) => Some(Edit { span: tree.node(node).span, text: value }),
        None => match new_member(tree, pointer, &value) {
            None => return Err(EditError::NoSuchPath(pointer.to_owned())),
            some => some,
        },
    };
    Ok(edit.into_iter().collect())
}

/// Removes what stands at a JSON pointer, a member of an object or an item of an array, with the comma and the white space that belong to it.
///
/// ```
/// use pacing_core::{edit, read::Tree};
/// let text = "{\n  \"max_speed\": 45,\n  \"note\": 1\n}";
/// let edits = edit::remove(&Tree::parse(text)?, "/note")?;
/// assert_eq!(edit::apply(text, &edits), "{\n  \"max_speed\": 45\n}");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// When the pointer names nothing, or the whole document.
pub fn remove(tree: &Tree<'_>, pointer: &str) -> Result<Vec<Edit>, EditError> {
    let edit = tree.find(pointer).and_then(|node| remove_member(tree, node));
    edit.map(|edit| vec![edit]).ok_or_else(|| EditError::NoSuchPath(pointer.to_owned()))
}

fn new_member(tree: &Tree<'_>, pointer: &str, value: &str) -> Option<Edit> {
    let mut name = pointer.len();
    while name > 0 && pointer.as_bytes().get(name - 1) != Some(&b'/') {
        name -= 1;
    }
    let parent = tree.find(pointer.get(..name.checked_sub(1)?)?)?;
    insert_member(tree, parent, &pointer_key(pointer.get(name..)?), value)
}

/// Inserts a member behind the last one of an object, laid out like that one; nothing when the node is no object.
pub fn insert_member(tree: &Tree<'_>, object: NodeId, name: &str, value: &str) -> Option<Edit> {
    let node = tree.node(object);
    if node.kind != Kind::Object {
        return None;
    }
    let name = quote(name);
    let Some(last) = last_child(tree, object) else {
        return Some(Edit { span: inside(node.span), text: join(&[&name, ": ", value]) });
    };
    let (end, text) = (tree.node(last).span, tree.text());
    // What stands before the last member's key and between its key and its value stands around the new one as well.
    let key = tree.key_span(last)?;
    let colon = Span::new(key.end, end.start).of(text);
    let text = join(&[",", space_before(text, key.start), &name, colon, value]);
    Some(Edit { span: Span::new(end.end, end.end), text })
}

/// Removes a member of an object or an item of an array with the comma and the white space that belong to it; nothing for the root.
pub fn remove_member(tree: &Tree<'_>, node: NodeId) -> Option<Edit> {
    let member = tree.node(node).member();
    let text = tree.text();
    let (before, behind) = (space_start(text, member.start), space_end(text, member.end));
    let span = if let Some(comma) = before.checked_sub(1).filter(|comma| is_comma(text, *comma)) {
        // Not the first: take the comma before it.
        Span::new(space_start(text, comma), member.end)
    } else if is_comma(text, behind) {
        // The first of several: up to where the next one starts, or up to the end of the line when it alone stands beside the bracket.
        let line_end = blank_end(text, behind + 1);
        let alone = before == member.start && matches!(byte(text, line_end), Some(b'\n' | b'\r'));
        Span::new(member.start, if alone { line_end } else { space_end(text, behind + 1) })
    } else if node != NodeId::ROOT {
        // The only one.
        Span::new(before, behind)
    } else {
        return None;
    };
    Some(Edit { span, text: String::new() })
}

/// The last member of an object or item of an array.
pub(super) fn last_child(tree: &Tree<'_>, node: NodeId) -> Option<NodeId> {
    let mut last = None;
    for child in tree.children(node) {
        last = Some(child);
    }
    last
}

/// What stands between the brackets of an object or an array.
pub(super) fn inside(brackets: Span) -> Span {
    Span::new(brackets.start + 1, brackets.end - 1)
}

/// The white space that ends at `end`.
pub(super) fn space_before(text: &str, end: u32) -> &str {
    Span::new(space_start(text, end), end).of(text)
}

/// Where the white space that ends at `end` starts.
fn space_start(text: &str, end: u32) -> u32 {
    let mut start = end;
    while start > 0 && is_space(text, start - 1) {
        start -= 1;
    }
    start
}

/// Where the white space that starts at `start` ends.
fn space_end(text: &str, start: u32) -> u32 {
    let mut end = start;
    while is_space(text, end) {
        end += 1;
    }
    end
}

/// Where the white space that starts at `start` ends, or its line does.
fn blank_end(text: &str, start: u32) -> u32 {
    let mut end = start;
    while matches!(byte(text, end), Some(b' ' | b'\t')) {
        end += 1;
    }
    end
}

fn is_space(text: &str, at: u32) -> bool {
    matches!(byte(text, at), Some(b' ' | b'\t' | b'\n' | b'\r'))
}

fn is_comma(text: &str, at: u32) -> bool {
    byte(text, at) == Some(b',')
}

fn byte(text: &str, at: u32) -> Option<u8> {
    text.as_bytes().get(at as usize).copied()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;
    use crate::edit::apply;

    #[test]
    fn removing_takes_one_comma() {
        for (text, pointer, left) in [
            (r#"{"a": 1, "b": 2, "c": 3}"#, "/a", r#"{"b": 2, "c": 3}"#),
            (r#"{"a": 1, "b": 2, "c": 3}"#, "/b", r#"{"a": 1, "c": 3}"#),
            (r#"{"a": 1, "b": 2, "c": 3}"#, "/c", r#"{"a": 1, "b": 2}"#),
            ("{\n  \"a\": 1,\n  \"b\": 2\n}", "/a", "{\n  \"b\": 2\n}"),
            ("{\n  \"a\": 1,\n  \"b\": 2\n}", "/b", "{\n  \"a\": 1\n}"),
            ("{\"a\": 1, \n  \"b\": 2\n}", "/a", "{\n  \"b\": 2\n}"),
            ("[1,\r\n2]", "/0", "[\r\n2]"),
            ("{ \"a\": [ ] }", "/a", "{}"),
            ("[1 , [2] , 3]", "/1", "[1 , 3]"),
        ] {
            let tree = Tree::parse(text).unwrap();
            let edit = remove_member(&tree, tree.find(pointer).unwrap()).unwrap();
            assert_eq!(apply(text, &[edit]), left, "{text} without {pointer}");
        }
        let tree = Tree::parse("{}").unwrap();
        assert_eq!(remove_member(&tree, NodeId::ROOT), None);
        for nothing in ["", "/a"] {
            assert_eq!(remove(&tree, nothing), Err(EditError::NoSuchPath(nothing.to_owned())));
        }
    }

    #[test]
    fn setting_what_is_there_already_changes_nothing() {
        let set = |text, pointer, value| set(&Tree::parse(text).unwrap(), pointer, &Tree::parse(value).unwrap());
        assert_eq!(set(r#"{"a": [1, 2]}"#, "/a", "[1,2]").unwrap(), []);
        assert!(matches!(set(r#"{"a": 1}"#, "/a/b", "1"), Err(EditError::NoSuchPath(_))));
        let edits = set("{}", "/a~1b", "1").unwrap();
        assert_eq!(apply("{}", &edits), r#"{"a/b": 1}"#);
    }
}
