//! `Serialize` for the model, in the tutorial's field order: for programs that read it. What is sent is made by
//! [`Valid::to_body`](crate::Valid::to_body).

use crate::model::{DialerDocument, DialerId, Extra, JsonText, PredictiveDialerConfig, SpeedRule};
use crate::read::{Kind, NodeId, Tree};
use crate::valid::Valid;
use serde::ser::{Error, SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};

impl<T: Serialize> Serialize for Valid<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (**self).serialize(serializer)
    }
}

impl Serialize for DialerId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl Serialize for DialerDocument {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", &self.id)?;
        map.serialize_entry("type", "PREDICTIVE")?;
        map.serialize_entry("predictive_dialer_config", &self.predictive_dialer_config)?;
        extra(&mut map, &self.extra)?;
        map.end()
    }
}

impl Serialize for PredictiveDialerConfig {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("pacing_rules", &self.pacing_rules)?;
        map.serialize_entry("max_speed", &self.max_speed)?;
        map.serialize_entry("abandon_rate_threshold", &self.abandon_rate_threshold)?;
        if let Some(reload) = self.reload_on_update {
            map.serialize_entry("reload_on_update", &reload)?;
        }
        extra(&mut map, &self.extra)?;
        map.end()
    }
}

impl Serialize for SpeedRule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("agent_count_min", &self.agent_count_min)?;
        map.serialize_entry("agent_count_max", &self.agent_count_max)?;
        map.serialize_entry("max_speed", &self.max_speed)?;
        extra(&mut map, &self.extra)?;
        map.end()
    }
}

fn extra<M: SerializeMap>(map: &mut M, extra: &[Extra]) -> Result<(), M::Error> {
    extra.iter().try_for_each(|Extra { name, value }| map.serialize_entry(name, value))
}

impl Serialize for JsonText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let tree = Tree::parse(self.as_str()).map_err(S::Error::custom)?;
        Value { tree: &tree, node: NodeId::ROOT }.serialize(serializer)
    }
}

/// A value of a tree. The recursion is as deep as the document is nested, and the reader bounds that.
struct Value<'a> {
    tree: &'a Tree<'a>,
    node: NodeId,
}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let tree = self.tree;
        let child = |node| Value { tree, node };
        match tree.node(self.node).kind {
            Kind::Null => serializer.serialize_unit(),
            Kind::True => serializer.serialize_bool(true),
            Kind::False => serializer.serialize_bool(false),
            Kind::String => serializer.serialize_str(&tree.string(self.node).unwrap_or_default()),
            Kind::Number => number(tree.raw(self.node), serializer),
            Kind::Array => {
                let mut list = serializer.serialize_seq(None)?;
                tree.children(self.node).try_for_each(|item| list.serialize_element(&child(item)))?;
                list.end()
            }
            Kind::Object => {
                let mut map = serializer.serialize_map(None)?;
                tree.children(self.node)
                    .try_for_each(|member| map.serialize_entry(&tree.key(member), &child(member)))?;
                map.end()
            }
        }
    }
}

/// A number as an integer where it is spelled as one that fits, else as the nearest double, else as its spelling.
fn number<S: Serializer>(spelled: &str, serializer: S) -> Result<S::Ok, S::Error> {
    if let Ok(number) = spelled.parse::<u64>() {
        return serializer.serialize_u64(number);
    }
    if let Ok(number) = spelled.parse::<i64>() {
        return serializer.serialize_i64(number);
    }
    match spelled.parse::<f64>() {
        Ok(number) if number.is_finite() => serializer.serialize_f64(number),
        _ => serializer.serialize_str(spelled),
    }
}
