//! The draft: the document as far as it can be understood, with what could not be.
//!
//! Every field may be absent, of the wrong type or there twice; nothing is lost, since the tree is kept. What the draft notes as
//! [`Oddity`] becomes a diagnostic in the rules of family `S`.

use crate::decimal::{self, Whole};
use crate::field::{BAND, CONFIG, Expected, FieldName, ROOT};
use crate::read::{Kind, NodeId, Tree};
use crate::sort;
use crate::text::push_int;
use std::borrow::Cow;

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
    /// The configuration is an object and has no `reload_on_update`.
    pub reload_missing: bool,
    pub bands: Vec<Band>,
    /// Where the bands are not sorted by their minimum or not all of them can be compared: those that can, as sorted indices.
    pub sorted: Option<Vec<u32>>,
    /// The bands are sorted, and each starts right behind the one before it.
    pub adjoining: bool,
    /// The bands are sorted, and each has a higher speed than the one before it.
    pub rising: bool,
    pub agents: Extent,
    pub speeds: Extent,
    pub oddities: Vec<Oddity>,
}

/// The value of a field that should be a whole number: one beyond 31 bits is taken as their end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Count(i32);

impl Count {
    /// It is absent, of the wrong type or not whole.
    const UNREADABLE: Self = Self(i32::MIN);

    #[inline]
    pub fn value(self) -> Option<i64> {
        (self != Self::UNREADABLE).then_some(i64::from(self.0))
    }
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
    #[inline]
    pub fn range(&self) -> Option<(i64, i64)> {
        let (Count(min), Count(max)) = (self.min, self.max);
        (min <= max && max < i32::MAX && min > -i32::MAX).then_some((i64::from(min), i64::from(max)))
    }
}

/// The smallest and the largest of the readable counts and speeds: most rules need not look at each band.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Extent {
    pub smallest: i64,
    pub largest: i64,
}

impl Extent {
    const NONE: Self = Self { smallest: i64::MAX, largest: i64::MIN };

    #[inline]
    fn add(&mut self, count: Count) {
        if let Some(value) = count.value() {
            self.smallest = self.smallest.min(value);
            self.largest = self.largest.max(value);
        }
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
        max_speed: Count::UNREADABLE,
        threshold: None,
        reload: None,
        reload_missing: false,
        bands: Vec::with_capacity(tree.len() / 4),
        sorted: None,
        adjoining: true,
        rising: true,
        agents: Extent::NONE,
        speeds: Extent::NONE,
        oddities: Vec::new(),
        tree,
    };
    draft.read_root();
    draft.sort();
    draft
}

impl Draft<'_> {
    fn read_root(&mut self) {
        let [id, dialer_type, config, _] = self.fields(NodeId::ROOT, &ROOT);
        self.id = self.typed(id, FieldName::Id);
        self.dialer_type = self.typed(dialer_type, FieldName::Type);
        self.config = config;
        if let Some(config) = config {
            self.read_config(config);
        }
    }

    fn read_config(&mut self, config: NodeId) {
        let [rules, max_speed, threshold, reload] = self.fields(config, &CONFIG);
        self.max_speed = self.count(max_speed, FieldName::MaxSpeed);
        self.threshold = self.typed(threshold, FieldName::AbandonRateThreshold);
        self.reload_missing = reload.is_none() && self.tree.node(config).kind == Kind::Object;
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

    #[inline]
    fn read_band(&mut self, node: NodeId) -> Band {
        if let Some([min, max, speed]) = self.tree.plain_band(node) {
            let band = Band { node, min: Count(min), max: Count(max), speed: Count(speed) };
            self.agents.add(band.min);
            self.agents.add(band.max);
            self.speeds.add(band.speed);
            return band;
        }
        self.read_unusual_band(node)
    }

    fn read_unusual_band(&mut self, node: NodeId) -> Band {
        let [min, max, speed, _] = self.fields(node, &BAND);
        let min = self.count(min, FieldName::AgentCountMin);
        let max = self.count(max, FieldName::AgentCountMax);
        let speed = self.count(speed, FieldName::MaxSpeed);
        self.agents.add(min);
        self.agents.add(max);
        self.speeds.add(speed);
        Band { node, min, max, speed }
    }

    /// The named members of an object; notes those that are missing, there twice or unknown.
    #[inline(never)]
    fn fields(&mut self, object: NodeId, names: &[FieldName]) -> [Option<NodeId>; 4] {
        let mut found = [None; 4];
        if self.tree.node(object).kind != Kind::Object {
            self.note(OddityKind::NotAnObject, object, None, None);
            return found;
        }
        let mut unknown = Vec::new();
        let (mut child, end) = (object.next(), self.tree.after(object));
        while child < end {
            let field = self.tree.node(child).field;
            let mut place = None;
            for (name, found) in names.iter().zip(&mut found) {
                if *name == field {
                    place = Some(found);
                }
            }
            match place {
                Some(place) => {
                    if let Some(earlier) = place.replace(child) {
                        self.note(OddityKind::Duplicate, child, Some(field), Some(earlier));
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
        self.unknown(&unknown);
        found
    }

    /// Notes the members of an object that have no name in the model, and equal keys among and below them.
    fn unknown(&mut self, unknown: &[NodeId]) {
        for child in unknown {
            self.note(OddityKind::Unknown, *child, None, None);
        }
        self.equal_keys(unknown);
        for child in unknown {
            let (mut below, end) = (*child, self.tree.after(*child));
            while below < end {
                if self.tree.node(below).kind == Kind::Object {
                    let mut members = Vec::new();
                    for member in self.tree.children(below) {
                        members.push(member);
                    }
                    self.equal_keys(&members);
                }
                below = below.next();
            }
        }
    }

    fn equal_keys(&mut self, members: &[NodeId]) {
        if members.len() < 2 {
            return;
        }
        let mut keys = Vec::with_capacity(members.len());
        for member in members {
            keys.push((self.tree.key(*member), *member));
        }
        let mut before: Option<&(Cow<'_, str>, NodeId)> = None;
        for index in sort::order(keys.len(), &|left: usize, right: usize| keys.get(left) > keys.get(right)) {
            let entry = keys.get(index as usize);
            if let (Some((last, first)), Some((key, second))) = (before, entry)
                && last == key
            {
                self.note(OddityKind::Duplicate, *second, None, Some(*first));
            }
            before = entry;
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

    #[inline]
    fn count(&mut self, node: Option<NodeId>, field: FieldName) -> Count {
        let Some(id) = node else { return Count::UNREADABLE };
        match self.tree.node(id).small_integer().map(i32::try_from) {
            Some(Ok(value)) => Count(value),
            _ => self.unusual_count(id, field),
        }
    }

    /// The value of a count that is not spelled as a few digits.
    fn unusual_count(&mut self, id: NodeId, field: FieldName) -> Count {
        let oddity = match self.typed(Some(id), field).map(|id| decimal::whole(self.tree.raw(id))) {
            Some(Whole::Exactly(value)) => {
                return Count(value.clamp(i64::from(-i32::MAX), i64::from(i32::MAX)) as i32);
            }
            Some(Whole::Rounds) => OddityKind::RoundsToWhole,
            Some(Whole::Not) => OddityKind::NotWhole,
            None => return Count::UNREADABLE,
        };
        self.note(oddity, id, Some(field), None);
        Count::UNREADABLE
    }

    #[inline(never)]
    fn note(&mut self, kind: OddityKind, node: NodeId, field: Option<FieldName>, related: Option<NodeId>) {
        self.oddities.push(Oddity { kind, node, field, related });
    }

    fn sort(&mut self) {
        let mut in_order = true;
        let mut before: Option<&Band> = None;
        for band in &self.bands {
            in_order &= band.range().is_some();
            if let Some(before) = before {
                in_order &= before.min <= band.min;
                self.adjoining &= before.max.0.wrapping_add(1) == band.min.0;
                self.rising &= before.speed < band.speed;
            }
            before = Some(band);
        }
        if !in_order {
            (self.adjoining, self.rising) = (false, false);
            let mut bands = Vec::with_capacity(self.bands.len());
            for (index, band) in (0..).zip(&self.bands) {
                if let Some((min, _)) = band.range() {
                    bands.push((min as i32, index));
                }
            }
            let mut sorted = Vec::with_capacity(bands.len());
            for place in sort::order(bands.len(), &|left: usize, right: usize| bands.get(left) > bands.get(right)) {
                sorted.extend(bands.get(place as usize).map(|(_, index): &(i32, u32)| *index));
            }
            self.sorted = Some(sorted);
        }
    }

    /// Whether there is any field that the model does not name.
    pub fn has_unknown(&self) -> bool {
        self.oddities.iter().any(|oddity| oddity.kind == OddityKind::Unknown)
    }

    /// A field of a band: the last one, where it stands twice; the band itself, where it has none.
    pub fn field(&self, band: &Band, field: FieldName) -> NodeId {
        let named = self.tree.children(band.node).filter(|member| self.tree.node(*member).field == field);
        named.last().unwrap_or(band.node)
    }

    /// The node of the global speed.
    pub fn global_speed(&self) -> Option<NodeId> {
        let config = self.config?;
        self.tree.children(config).filter(|member| self.tree.node(*member).field == FieldName::MaxSpeed).last()
    }

    /// The band of a node: the band itself or something in it.
    pub fn band(&self, node: NodeId) -> Option<(usize, &Band)> {
        let index = self.bands.partition_point(|band| band.node <= node).checked_sub(1)?;
        let band = self.bands.get(index)?;
        (node < self.tree.after(band.node)).then_some((index, band))
    }

    /// The JSON pointer (RFC 6901) of a node: [`Tree::pointer`], but quick among many bands.
    pub fn pointer(&self, node: NodeId) -> String {
        let (Some((index, band)), Some(list)) = (self.band(node), self.pacing_rules) else {
            return self.tree.pointer(node);
        };
        let mut pointer = self.tree.pointer(list);
        pointer.push('/');
        push_int(&mut pointer, index as i64);
        pointer.push_str(&self.tree.pointer_below(band.node, node));
        pointer
    }

    /// The band with the smallest minimum of those that can be compared.
    pub fn first_band(&self) -> Option<(&Band, i64)> {
        let index = self.sorted.as_ref().map_or(Some(0), |sorted| sorted.first().copied())?;
        let band = self.bands.get(index as usize)?;
        Some((band, band.range()?.0))
    }

    /// A band with its smallest and largest team, by its place among those that can be compared, sorted by the smallest; inverted and
    /// unreadable ones are not among them.
    pub fn range_at(&self, place: usize) -> Option<(&Band, i64, i64)> {
        let index = match &self.sorted {
            None => place,
            Some(sorted) => *sorted.get(place)? as usize,
        };
        let band = self.bands.get(index)?;
        Some((band, i64::from(band.min.0), i64::from(band.max.0)))
    }

    /// All of these.
    pub fn ranges(&self) -> impl Iterator<Item = (&Band, i64, i64)> {
        (0..self.bands.len()).map_while(|place| self.range_at(place))
    }
}
