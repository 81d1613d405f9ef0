//! What changes between two documents, field by field: for people, for the plan and for the audit.
//!
//! Bands are matched by `agent_count_min`, so that a band put in front does not make every other one look changed.

use crate::decimal::{self, Whole};
use crate::read::{Kind, NodeId, Tree, compact};
use crate::sort;
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
    let same = |left: &str, right: &str| decimal::compare(left, right) == Ordering::Equal;
    let mut walk = Walk { before, after, same, changes: Vec::new(), gone: Vec::new() };
    walk.value(NodeId::ROOT, NodeId::ROOT, "");
    let Walk { mut changes, gone, .. } = walk;
    changes.extend(gone.into_iter().map(|(node, what)| Change {
        path: before.pointer(node),
        what,
        before: Some(compact(before, node)),
        after: None,
    }));
    changes
}

/// Compares a stored document over exactly the fields that `sent` holds. Items of an array that only the stored one has are
/// changes, since a PUT takes them away; members of an object that only it has are named apart.
///
/// `same_number` says whether two spelled numbers are the same: a dialer that keeps doubles may spell one differently.
pub fn compare_sent(sent: &Tree<'_>, stored: &Tree<'_>, same_number: impl Fn(&str, &str) -> bool) -> Comparison {
    let mut walk = Walk { before: stored, after: sent, same: same_number, changes: Vec::new(), gone: Vec::new() };
    walk.value(NodeId::ROOT, NodeId::ROOT, "");
    let Walk { mut changes, gone, .. } = walk;
    let mut only_stored = Vec::new();
    for (node, what) in gone {
        let path = stored.pointer(node);
        if !stored.node(node).has_key() {
            changes.push(Change { path, what, before: Some(compact(stored, node)), after: None });
        } else {
            only_stored.push(path);
        }
    }
    Comparison { changes, only_stored }
}

struct Walk<'a, F> {
    before: &'a Tree<'a>,
    after: &'a Tree<'a>,
    same: F,
    changes: Vec<Change>,
    /// What only the old document has.
    gone: Vec<(NodeId, String)>,
}

impl<F: Fn(&str, &str) -> bool> Walk<'_, F> {
    /// The recursion is as deep as the documents are nested, and the reader bounds that.
    fn value(&mut self, old: NodeId, new: NodeId, what: &str) {
        match (self.before.node(old).kind, self.after.node(new).kind) {
            (Kind::Object, Kind::Object) => self.members(old, new, what),
            (Kind::Array, Kind::Array) => self.items(old, new, what),
            (Kind::Number, Kind::Number) if (self.same)(self.before.raw(old), self.after.raw(new)) => {}
            (Kind::String, Kind::String) if self.before.string(old) == self.after.string(new) => {}
            (left, right) if left == right && matches!(left, Kind::Null | Kind::True | Kind::False) => {}
            _ => self.changed(Some(old), new, what.to_owned()),
        }
    }

    fn members(&mut self, old: NodeId, new: NodeId, what: &str) {
        for member in self.after.children(new) {
            let key = self.after.key(member);
            let what = join(what, &key);
            match self.before.get(old, &key) {
                Some(earlier) => self.value(earlier, member, &what),
                None => self.changed(None, member, what),
            }
        }
        for member in self.before.children(old) {
            let key = self.before.key(member);
            if self.after.get(new, &key).is_none() {
                self.gone.push((member, join(what, &key)));
            }
        }
    }

    fn items(&mut self, old: NodeId, new: NodeId, what: &str) {
        let (old, new) = (keyed(self.before, old), keyed(self.after, new));
        let (mut old, mut new) = (old.into_iter().peekable(), new.into_iter().peekable());
        loop {
            let order = match (old.peek(), new.peek()) {
                (Some(left), Some(right)) => left.key.cmp(&right.key),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (None, None) => return,
            };
            let left = if order == Ordering::Greater { None } else { old.next() };
            let right = if order == Ordering::Less { None } else { new.next() };
            match (left, right) {
                (Some(left), Some(right)) => {
                    let what = right.name(self.after, what);
                    self.value(left.node, right.node, &what);
                }
                (Some(left), None) => {
                    let what = left.name(self.before, what);
                    self.gone.push((left.node, what));
                }
                (None, Some(right)) => {
                    let what = right.name(self.after, what);
                    self.changed(None, right.node, what);
                }
                (None, None) => return,
            }
        }
    }

    fn changed(&mut self, old: Option<NodeId>, new: NodeId, what: String) {
        self.changes.push(Change {
            path: self.after.pointer(new),
            what: if what.is_empty() { "the document".to_owned() } else { what },
            before: old.map(|old| compact(self.before, old)),
            after: Some(compact(self.after, new)),
        });
    }
}

/// An item of an array with what it is matched by: a band's minimum, else its place.
struct Item {
    key: (i64, usize),
    band: bool,
    node: NodeId,
}

impl Item {
    fn name(&self, tree: &Tree<'_>, what: &str) -> String {
        if !self.band {
            return format!("{what}[{}]", self.key.1);
        }
        let raw = |key: &str| tree.get(self.node, key).map_or("?", |node| tree.raw(node));
        format!("band {}-{}", raw("agent_count_min"), raw("agent_count_max"))
    }
}

/// The items of an array in the order of their keys; equal minima keep the order of the text.
fn keyed(tree: &Tree<'_>, array: NodeId) -> Vec<Item> {
    let min = |item: NodeId| {
        let node = tree.get(item, "agent_count_min").filter(|node| tree.node(*node).kind == Kind::Number)?;
        match decimal::whole(tree.raw(node)) {
            Whole::Exactly(min) => Some(min),
            Whole::Rounds | Whole::Not => None,
        }
    };
    let items: Vec<_> = tree
        .children(array)
        .enumerate()
        .map(|(place, node)| match min(node) {
            Some(min) => Item { key: (min, 0), band: true, node },
            None => Item { key: (i64::MIN, place), band: false, node },
        })
        .collect();
    let mut items = sort::by_key(items, |item| item.key);
    let mut last = (0, 0);
    for item in items.iter_mut().filter(|item| item.band) {
        if item.key.0 == last.0 {
            item.key.1 = last.1 + 1;
        }
        last = item.key;
    }
    items
}

/// The words for a place: the well-known containers go without saying.
fn join(what: &str, key: &str) -> String {
    match what {
        "" | "predictive_dialer_config" | "pacing_rules" => key.to_owned(),
        _ => format!("{what}, {key}"),
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
