//! What changes between two documents, field by field: for people, for the plan and for the audit.
//!
//! Bands are matched by `agent_count_min`, so that a band put in front does not make every other one look changed.

use crate::decimal;
use crate::read::{Kind, NodeId, Tree, compact};
use crate::sort;
use crate::text::{int, join};
use crate::whole::whole_member;
use std::cmp::Ordering;

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Change {
    /// The JSON pointer: in the new document, or in the old one for something that is gone.
    pub path: String,
    /// The place in words, such as `band 6-20, max_speed`.
    pub what: String,
    /// The old value as JSON text; nothing where there was none.
    pub before: Option<String>,
    /// The new value as JSON text; nothing where there is none.
    pub after: Option<String>,
}

/// How a stored document compares with the one that is to be sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// What differs in the fields that are sent.
    pub changes: Vec<Change>,
    /// JSON pointers of the fields that only the stored document has.
    pub only_stored: Vec<String>,
}

/// Every difference, numbers compared by their exact value.
///
/// ```
/// use pacing_core::{diff, read::Tree};
/// let (old, new) = (r#"{"max_speed": 45}"#, r#"{"max_speed": 50}"#);
/// let changes = diff::diff(&Tree::parse(old)?, &Tree::parse(new)?);
/// assert_eq!(changes[0].path, "/max_speed");
/// assert_eq!((changes[0].before.as_deref(), changes[0].after.as_deref()), (Some("45"), Some("50")));
/// # Ok::<(), pacing_core::read::SyntaxError>(())
/// ```
pub fn diff(before: &Tree<'_>, after: &Tree<'_>) -> Vec<Change> {
    let mut walk = Walk::new(before, after, &|left, right| decimal::compare(left, right) == Ordering::Equal);
    for (node, what) in std::mem::take(&mut walk.gone) {
        walk.changed(Some(node), None, what);
    }
    walk.changes
}

/// Compares a stored document over exactly the fields that `sent` holds. Items of an array that only the stored one has are
/// changes, since a PUT takes them away; members of an object that only it has are named apart.
///
/// `same_number` says whether two spelled numbers are the same: a dialer that keeps doubles may spell one differently.
pub fn compare_sent(sent: &Tree<'_>, stored: &Tree<'_>, same_number: impl Fn(&str, &str) -> bool) -> Comparison {
    let mut walk = Walk::new(stored, sent, &same_number);
    let mut only_stored = Vec::new();
    for (node, what) in std::mem::take(&mut walk.gone) {
        if stored.node(node).has_key() {
            only_stored.push(stored.pointer(node));
        } else {
            walk.changed(Some(node), None, what);
        }
    }
    Comparison { changes: walk.changes, only_stored }
}

/// Whether two spelled numbers are the same.
type Same<'a> = &'a dyn Fn(&str, &str) -> bool;

struct Walk<'a> {
    before: &'a Tree<'a>,
    after: &'a Tree<'a>,
    same: Same<'a>,
    changes: Vec<Change>,
    /// What only the old document has.
    gone: Vec<(NodeId, String)>,
}

impl<'a> Walk<'a> {
    fn new(before: &'a Tree<'a>, after: &'a Tree<'a>, same: Same<'a>) -> Self {
        let mut walk = Self { before, after, same, changes: Vec::new(), gone: Vec::new() };
        walk.value(Some(NodeId::ROOT), Some(NodeId::ROOT), String::new());
        walk
    }

    /// The recursion is as deep as the documents are nested, and the reader bounds that.
    fn value(&mut self, old: Option<NodeId>, new: Option<NodeId>, what: String) {
        let (before, after) = (self.before, self.after);
        let (left, right) = match (old, new) {
            (Some(left), Some(right)) => (left, right),
            (Some(left), None) => return self.gone.push((left, what)),
            (None, _) => return self.changed(old, new, what),
        };
        let same = match (before.node(left).kind, after.node(right).kind) {
            (Kind::Object, Kind::Object) => return self.members(left, right, &what),
            (Kind::Array, Kind::Array) => return self.items(left, right, &what),
            (Kind::Number, Kind::Number) => (self.same)(before.raw(left), after.raw(right)),
            (Kind::String, Kind::String) => before.string(left) == after.string(right),
            (left, right) => left == right,
        };
        if !same {
            self.changed(old, new, what);
        }
    }

    /// Of a key that stands twice the last member counts, as for [`Tree::get`].
    fn members(&mut self, old: NodeId, new: NodeId, what: &str) {
        let (before, after) = (self.before, self.after);
        for member in after.children(new) {
            let key = after.key(member);
            if after.get(new, &key) == Some(member) {
                self.value(before.get(old, &key), Some(member), join_words(what, &key));
            }
        }
        for member in before.children(old) {
            let key = before.key(member);
            if after.get(new, &key).is_none() && before.get(old, &key) == Some(member) {
                self.value(Some(member), None, join_words(what, &key));
            }
        }
    }

    fn items(&mut self, old: NodeId, new: NodeId, what: &str) {
        let (old, new) = (keyed(self.before, old), keyed(self.after, new));
        let (mut old, mut new) = (old.as_slice(), new.as_slice());
        loop {
            let (left, right) = match (old.first(), new.first()) {
                (Some(left), Some(right)) if left.key < right.key => (Some(left), None),
                (Some(left), Some(right)) if left.key > right.key => (None, Some(right)),
                (None, None) => return,
                both => both,
            };
            let name = match (left, right) {
                (_, Some(right)) => right.name(self.after, what),
                (Some(left), None) => left.name(self.before, what),
                (None, None) => return,
            };
            self.value(left.map(|left| left.node), right.map(|right| right.node), name);
            old = old.get(usize::from(left.is_some())..).unwrap_or_default();
            new = new.get(usize::from(right.is_some())..).unwrap_or_default();
        }
    }

    fn changed(&mut self, old: Option<NodeId>, new: Option<NodeId>, mut what: String) {
        if what.is_empty() {
            what.push_str("the document");
        }
        let path = match (new, old) {
            (Some(new), _) => self.after.pointer(new),
            (None, old) => self.before.pointer(old.unwrap_or(NodeId::ROOT)),
        };
        let value = |tree: &Tree<'_>, node: Option<NodeId>| node.map(|node| compact(tree, node));
        let (before, after) = (value(self.before, old), value(self.after, new));
        self.changes.push(Change { path, what, before, after });
    }
}

/// An item of an array with what it is matched by: a band's minimum, else its place.
struct Item {
    key: (i64, usize),
    node: NodeId,
}

/// The first key of what is no band.
const NO_BAND: i64 = i64::MIN;

impl Item {
    fn name(&self, tree: &Tree<'_>, what: &str) -> String {
        if self.key.0 == NO_BAND {
            return join(&[what, "[", &int(self.key.1 as i64), "]"]);
        }
        let raw = |key| tree.get(self.node, key).map_or("?", |node| tree.raw(node));
        join(&["band ", raw("agent_count_min"), "-", raw("agent_count_max")])
    }
}

/// The items of an array in the order of their keys; equal minima keep the order of the text.
fn keyed(tree: &Tree<'_>, array: NodeId) -> Vec<Item> {
    let mut items = Vec::new();
    for node in tree.children(array) {
        let key = match whole_member(tree, node, "agent_count_min") {
            Some((_, min)) => (min, 0),
            None => (NO_BAND, items.len()),
        };
        items.push(Item { key, node });
    }
    let order = sort::order(items.len(), &|left: usize, right: usize| match (items.get(left), items.get(right)) {
        (Some(left), Some(right)) => left.key > right.key,
        _ => false,
    });
    let mut sorted = Vec::with_capacity(items.len());
    let mut last = (NO_BAND, 0);
    for item in order.iter().filter_map(|index| items.get(*index as usize)) {
        let mut key = item.key;
        if key.0 == last.0 && key.0 != NO_BAND {
            key.1 = last.1 + 1;
        }
        last = key;
        sorted.push(Item { key, node: item.node });
    }
    sorted
}

/// The words for a place: the well-known containers go without saying.
fn join_words(what: &str, key: &str) -> String {
    match what {
        "" | "predictive_dialer_config" | "pacing_rules" => key.to_owned(),
        _ => join(&[what, ", ", key]),
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;

    fn changes(old: &str, new: &str) -> Vec<String> {
        let changes = diff(&Tree::parse(old).unwrap(), &Tree::parse(new).unwrap());
        let words = |value: &Option<String>| value.clone().unwrap_or("-".into());
        changes.iter().map(|c| format!("{} {}: {} -> {}", c.path, c.what, words(&c.before), words(&c.after))).collect()
    }

    #[test]
    fn bands_are_matched_by_their_minimum() {
        let old = r#"{"predictive_dialer_config":{"pacing_rules":[{"agent_count_min":6,"agent_count_max":20,"max_speed":25},{"agent_count_min":30,"agent_count_max":40,"max_speed":40}]}}"#;
        let new = r#"{"predictive_dialer_config":{"pacing_rules":[{"agent_count_min":1,"agent_count_max":5,"max_speed":10},{"agent_count_min":6.0,"agent_count_max":20,"max_speed":30}]}}"#;
        let rules = "/predictive_dialer_config/pacing_rules";
        assert_eq!(
            changes(old, new),
            [
                format!(r#"{rules}/0 band 1-5: - -> {{"agent_count_min":1,"agent_count_max":5,"max_speed":10}}"#),
                format!("{rules}/1/max_speed band 6.0-20, max_speed: 25 -> 30"),
                format!(r#"{rules}/1 band 30-40: {{"agent_count_min":30,"agent_count_max":40,"max_speed":40}} -> -"#),
            ]
        );
    }

    #[test]
    fn only_values_count_not_their_spelling() {
        assert_eq!(
            changes(r#"{"a":0.030,"b":"\u0041","c":[1,2]}"#, r#"{"c":[1.0,2],"b":"A","a":3e-2}"#),
            Vec::<String>::new()
        );
        assert_eq!(changes("[1,null,true]", "[1,true]"), ["/1 [1]: null -> true", "/2 [2]: true -> -"]);
        assert_eq!(changes("1", "{}"), [" the document: 1 -> {}"]);
        let twice = r#"{"a":1,"b":{"c":1,"c":2},"a":3}"#;
        assert_eq!(changes(twice, &crate::format(twice).unwrap()), Vec::<String>::new());
        assert_eq!(changes(twice, r#"{"a":1}"#), ["/a a: 3 -> 1", "/b b: {\"c\":1,\"c\":2} -> -"]);
    }

    #[test]
    fn what_only_the_server_has_is_named_apart() {
        let (sent, stored) = (r#"{"id":"a","x":{"y":1}}"#, r#"{"id":"a","status":"ACTIVE","x":{"y":1,"z":[2]}}"#);
        let same = |left: &str, right: &str| left == right;
        let comparison = compare_sent(&Tree::parse(sent).unwrap(), &Tree::parse(stored).unwrap(), same);
        assert_eq!(comparison.changes, []);
        assert_eq!(comparison.only_stored, ["/x/z", "/status"]);
    }
}
