//! The draft: the document as far as it can be understood, with what could not be.
//!
//! Every field may be absent, of the wrong type or there twice; nothing is lost, since the tree is kept. What the draft notes as
//! [`Oddity`] becomes a diagnostic in the rules of family `S`.

use crate::decimal::{self, Whole};
use crate::field::{BAND, CONFIG, Expected, FieldName, ROOT};
use crate::read::{Kind, NodeId, Tree};

/// A document in the making.
#[derive(Debug)]
pub(crate) struct Draft<'t> {
    pub tree: Tree<'t>,
    pub id: Option<NodeId>,
    pub dialer_type: Option<NodeId>,
    pub config: Option<NodeId>,
    pub pacing_rules: Option<NodeId>,
    pub max_speed: Count,
    /// The threshold, where it is a number.
    pub threshold: Option<NodeId>,
    pub reload: Option<NodeId>,
    pub bands: Vec<Band>,
    /// The bands that can be compared, as indices sorted by their minimum; inverted and unreadable ones are not among them.
    pub sorted: Vec<u32>,
    pub oddities: Vec<Oddity>,
}

/// A field that should be a whole number.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Count {
    pub node: Option<NodeId>,
    /// Its value where it is a whole number; one beyond 64 bits is taken as their end.
    pub value: Option<i64>,
}

/// One entry of `pacing_rules`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Band {
    pub node: NodeId,
    pub min: Count,
    pub max: Count,
    pub speed: Count,
}

impl Band {
    /// Its smallest and largest team where it can be compared with others.
    pub fn range(&self) -> Option<(i64, i64)> {
        let (min, max) = (self.min.value?, self.max.value?);
        (min <= max && max < i64::MAX && min > -i64::MAX).then_some((min, max))
    }
}

/// Something about the shape of the document that a rule will name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Oddity {
    pub kind: OddityKind,
    /// The value, or the object in which something is missing.
    pub node: NodeId,
    pub field: Option<FieldName>,
    /// The first of two equal keys.
    pub related: Option<NodeId>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OddityKind {
    Missing,
    WrongType,
    NotAnObject,
    NotWhole,
    RoundsToWhole,
    Duplicate,
    Unknown,
}

/// Understands a tree.
pub(crate) fn draft(tree: Tree<'_>) -> Draft<'_> {
    let mut draft = Draft {
        id: None,
        dialer_type: None,
        config: None,
        pacing_rules: None,
        max_speed: Count::default(),
        threshold: None,
        reload: None,
        bands: Vec::with_capacity(tree.len() / 4),
        sorted: Vec::new(),
        oddities: Vec::new(),
        tree,
    };
    draft.read_root();
    draft.sort();
    draft
}

impl Draft<'_> {
    fn read_root(&mut self) {
        let [id, dialer_type, config] = self.fields(NodeId::ROOT, ROOT);
        self.id = self.typed(id, FieldName::Id);
        self.dialer_type = self.typed(dialer_type, FieldName::Type);
        self.config = config;
        if let Some(config) = config {
            self.read_config(config);
        }
    }

    fn read_config(&mut self, config: NodeId) {
        let [rules, max_speed, threshold, reload] = self.fields(config, CONFIG);
        self.max_speed = self.count(max_speed, FieldName::MaxSpeed);
        self.threshold = self.typed(threshold, FieldName::AbandonRateThreshold);
        self.reload = self.typed(reload, FieldName::ReloadOnUpdate);
        self.pacing_rules = self.typed(rules, FieldName::PacingRules);
        let Some(list) = self.pacing_rules else { return };
        let (mut node, end) = (list.next(), self.tree.after(list));
        while node < end {
            let after = self.tree.after(node);
            let band = self.read_band(node);
            self.bands.push(band);
            node = after;
        }
    }

    fn read_band(&mut self, node: NodeId) -> Band {
        let [min, max, speed] = self.fields(node, BAND);
        Band {
            node,
            min: self.count(min, FieldName::AgentCountMin),
            max: self.count(max, FieldName::AgentCountMax),
            speed: self.count(speed, FieldName::MaxSpeed),
        }
    }

    /// The named members of an object; notes those that are missing, there twice or unknown.
    fn fields<const N: usize>(&mut self, object: NodeId, names: [FieldName; N]) -> [Option<NodeId>; N] {
        let mut found = [None; N];
        if self.tree.node(object).kind != Kind::Object {
            self.note(OddityKind::NotAnObject, object, None, None);
            return found;
        }
        let (mut child, end) = (object.next(), self.tree.after(object));
        let mut unknown = Vec::new();
        let mut expected = 0;
        while child < end {
            let key = self.tree.key(child);
            // Keys nearly always come in the model's order.
            let slot = match names.get(expected) {
                Some(name) if name.as_str() == key => Some(expected),
                _ => names.iter().position(|name| name.as_str() == key),
            };
            match slot.and_then(|slot| Some((slot, found.get_mut(slot)?))) {
                Some((slot, place)) => {
                    let earlier = place.replace(child);
                    expected = slot + 1;
                    if let Some(earlier) = earlier {
                        self.note(OddityKind::Duplicate, child, names.get(slot).copied(), Some(earlier));
                    }
                }
                None => unknown.push(child),
            }
            child = self.tree.after(child);
        }
        for (name, found) in names.iter().zip(&found) {
            if found.is_none() && *name != FieldName::ReloadOnUpdate {
                self.note(OddityKind::Missing, object, Some(*name), None);
            }
        }
        if !unknown.is_empty() {
            self.unknown(&unknown);
        }
        found
    }

    /// Notes the members of an object that have no name in the model, and equal keys among and below them.
    fn unknown(&mut self, unknown: &[NodeId]) {
        for child in unknown {
            self.note(OddityKind::Unknown, *child, None, None);
        }
        self.equal_keys(unknown);
        for child in unknown {
            for (_, below) in self.tree.subtree(*child) {
                if self.tree.node(below).kind == Kind::Object {
                    let members: Vec<_> = self.tree.children(below).collect();
                    self.equal_keys(&members);
                }
            }
        }
    }

    fn equal_keys(&mut self, members: &[NodeId]) {
        if members.len() < 2 {
            return;
        }
        let mut keys: Vec<_> = members.iter().map(|member| (self.tree.key(*member), *member)).collect();
        keys.sort();
        let twice: Vec<_> = keys
            .iter()
            .zip(keys.iter().skip(1))
            .filter(|((left, _), (right, _))| left == right)
            .map(|((_, first), (_, second))| (*first, *second))
            .collect();
        for (first, second) in twice {
            self.note(OddityKind::Duplicate, second, None, Some(first));
        }
    }

    /// The node if it is of the type that the field wants; notes it if not.
    fn typed(&mut self, node: Option<NodeId>, field: FieldName) -> Option<NodeId> {
        let node = node?;
        let kind = self.tree.node(node).kind;
        let right = match field.expected() {
            Expected::Text => kind == Kind::String,
            Expected::Boolean => matches!(kind, Kind::True | Kind::False),
            Expected::WholeNumber | Expected::Decimal => kind == Kind::Number,
            Expected::List => kind == Kind::Array,
            Expected::Object => kind == Kind::Object,
        };
        if !right {
            self.note(OddityKind::WrongType, node, Some(field), None);
        }
        right.then_some(node)
    }

    fn count(&mut self, node: Option<NodeId>, field: FieldName) -> Count {
        let Some(id) = node else { return Count::default() };
        if let Some(small) = self.tree.node(id).small_integer() {
            return Count { node, value: Some(i64::from(small)) };
        }
        let oddity = match self.typed(node, field).map(|id| decimal::whole(self.tree.raw(id))) {
            Some(Whole::Exactly(value)) => return Count { node, value: Some(value) },
            Some(Whole::Rounds) => OddityKind::RoundsToWhole,
            Some(Whole::Not) => OddityKind::NotWhole,
            None => return Count { node, value: None },
        };
        self.note(oddity, id, Some(field), None);
        Count { node, value: None }
    }

    fn note(&mut self, kind: OddityKind, node: NodeId, field: Option<FieldName>, related: Option<NodeId>) {
        self.oddities.push(Oddity { kind, node, field, related });
    }

    fn sort(&mut self) {
        let min = |index: &u32| self.bands.get(*index as usize).and_then(|band| band.min.value);
        let mut sorted: Vec<u32> =
            (0u32..).zip(&self.bands).filter(|(_, band)| band.range().is_some()).map(|(index, _)| index).collect();
        if !sorted.is_sorted_by_key(min) {
            sorted.sort_by_key(min);
        }
        self.sorted = sorted;
    }

    /// Whether there is any field that the model does not name.
    pub fn has_unknown(&self) -> bool {
        self.oddities.iter().any(|oddity| oddity.kind == OddityKind::Unknown)
    }

    /// The bands that can be compared with their smallest and largest team, sorted by the smallest.
    pub fn ranges(&self) -> impl Iterator<Item = (usize, &Band, i64, i64)> {
        self.sorted.iter().filter_map(|index| {
            let band = self.bands.get(*index as usize)?;
            let (min, max) = band.range()?;
            Some((*index as usize, band, min, max))
        })
    }
}
