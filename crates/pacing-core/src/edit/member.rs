//! Members of objects: set, insert, remove.

use super::EditError;
use crate::diagnostic::Edit;
use crate::position::Span;
use crate::read::compact;
use crate::read::{Kind, NodeId, Tree, pointer_key, quote};

/// Sets the value at a JSON pointer; a member that is missing is inserted behind the last one of its object.
///
/// ```
/// use pacing_core::edit;
/// let text = "{\n  \"max_speed\": 45\n}";
/// let edits = edit::set(text, "/max_speed", "50")?;
/// assert_eq!(edit::apply(text, &edits), "{\n  \"max_speed\": 50\n}");
/// let edits = edit::set(text, "/reload_on_update", "true")?;
/// assert_eq!(edit::apply(text, &edits), "{\n  \"max_speed\": 45,\n  \"reload_on_update\": true\n}");
/// # Ok::<(), edit::EditError>(())
/// ```
///
/// # Errors
/// When the text or the value is not JSON, or when the pointer's parent is no object of the text.
pub fn set(text: &str, pointer: &str, value: &str) -> Result<Vec<Edit>, EditError> {
    let tree = Tree::parse(text)?;
    let value = match Tree::parse(value) {
        Ok(value) => compact(&value, NodeId::ROOT),
        Err(_) => return Err(EditError::NotAValue(value.chars().take(80).collect())),
    };
    if let Some(node) = tree.find(pointer) {
        let unchanged = compact(&tree, node) == value;
        let edit = Edit { span: tree.node(node).span, text: value };
        return Ok(if unchanged { Vec::new() } else { vec![edit] });
    }
    let no_such_path = || EditError::NoSuchPath(pointer.to_owned());
    let (parent, name) = pointer.rsplit_once('/').ok_or_else(no_such_path)?;
    let parent = tree.find(parent).ok_or_else(no_such_path)?;
    let name = pointer_key(name);
    insert_member(&tree, parent, &name, &value).map(|edit| vec![edit]).ok_or_else(no_such_path)
}

/// Inserts a member behind the last one of an object, laid out like that one; nothing when the node is no object.
pub fn insert_member(tree: &Tree<'_>, object: NodeId, name: &str, value: &str) -> Option<Edit> {
    let node = tree.node(object);
    if node.kind != Kind::Object {
        return None;
    }
    let Some(last_id) = tree.children(object).last() else {
        let span = Span::new(node.span.start + 1, node.span.end - 1);
        return Some(Edit { span, text: format!("{}: {value}", quote(name)) });
    };
    let (last, text) = (tree.node(last_id), tree.text());
    // What stands before the last member's key and between its key and its value stands around the new one as well.
    let key = tree.key_span(last_id)?;
    let before = space_before(text, key.start);
    let colon = Span::new(key.end, last.span.start).of(text);
    Some(Edit {
        span: Span::new(last.span.end, last.span.end),
        text: format!(",{before}{}{colon}{value}", quote(name)),
    })
}

/// Removes a member of an object or an item of an array with the comma and the white space that belong to it; nothing for the root.
pub fn remove_member(tree: &Tree<'_>, node: NodeId) -> Option<Edit> {
    let member = tree.node(node).member();
    let text = tree.text();
    let behind = text.get(member.end as usize..)?;
    let rest = behind.trim_start_matches(SPACE);
    let comma_behind = rest.strip_prefix(',');
    let before = text.get(..member.start as usize)?.trim_end_matches(SPACE);
    let span = match (before.strip_suffix(','), comma_behind) {
        // Not the first: take the comma before it.
        (Some(before), _) => Span::new(before.trim_end_matches(SPACE).len() as u32, member.end),
        // The first of several: up to where the next one starts.
        (None, Some(rest)) => {
            let next = rest.trim_start_matches(SPACE);
            Span::new(member.start, (text.len() - next.len()) as u32)
        }
        // The only one.
        (None, None) if node != NodeId::ROOT => Span::new(before.len() as u32, (text.len() - rest.len()) as u32),
        _ => return None,
    };
    Some(Edit { span, text: String::new() })
}

/// The white space of JSON.
const SPACE: [char; 4] = [' ', '\t', '\n', '\r'];

/// The white space that ends at `end`.
pub(super) fn space_before(text: &str, end: u32) -> &str {
    let before = text.get(..end as usize).unwrap_or("");
    before.get(before.trim_end_matches(SPACE).len()..).unwrap_or("")
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
            ("{ \"a\": [ ] }", "/a", "{}"),
            ("[1 , [2] , 3]", "/1", "[1 , 3]"),
        ] {
            let tree = Tree::parse(text).unwrap();
            let edit = remove_member(&tree, tree.find(pointer).unwrap()).unwrap();
            assert_eq!(apply(text, &[edit]), left, "{text} without {pointer}");
        }
        let tree = Tree::parse("{}").unwrap();
        assert_eq!(remove_member(&tree, NodeId::ROOT), None);
    }

    #[test]
    fn setting_what_is_there_already_changes_nothing() {
        assert_eq!(set(r#"{"a": [1, 2]}"#, "/a", "[1,2]").unwrap(), []);
        assert!(matches!(set(r#"{"a": 1}"#, "/a/b", "1"), Err(EditError::NoSuchPath(_))));
        assert!(matches!(set(r#"{"a": 1}"#, "/a", "1 2"), Err(EditError::NotAValue(_))));
        assert!(matches!(set("{", "/a", "1"), Err(EditError::Unreadable(_))));
        let edits = set("{}", "/a~1b", "1").unwrap();
        assert_eq!(apply("{}", &edits), r#"{"a/b": 1}"#);
    }
}
