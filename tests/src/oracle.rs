//! What `serde_json` makes of a text, to hold the project's own reader against.

use std::fmt;

use pacing_core::read::{Kind, NodeId, Tree};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// A JSON value with the order of its members, duplicate keys and the spelling of numbers kept.
#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    Null,
    Bool(bool),
    Number(String),
    String(String),
    Array(Vec<Json>),
    Object(Vec<(String, Json)>),
}

/// What `serde_json` reads. It takes any depth of nesting and numbers of any size, since each level is read by itself
/// and numbers stay text.
pub fn by_serde_json(text: &str) -> serde_json::Result<Json> {
    let raw: &RawValue = serde_json::from_str(text)?;
    let text = raw.get();
    Ok(match text.as_bytes().first() {
        Some(b'n') => Json::Null,
        Some(b't') => Json::Bool(true),
        Some(b'f') => Json::Bool(false),
        Some(b'"') => Json::String(serde_json::from_str(text)?),
        Some(b'[') => {
            let items: Vec<&RawValue> = serde_json::from_str(text)?;
            Json::Array(items.into_iter().map(|item| by_serde_json(item.get())).collect::<Result<_, _>>()?)
        }
        Some(b'{') => {
            let Members(members) = serde_json::from_str(text)?;
            let value = |(key, value): (String, &RawValue)| Ok((key, by_serde_json(value.get())?));
            Json::Object(members.into_iter().map(value).collect::<serde_json::Result<_>>()?)
        }
        _ => Json::Number(text.to_owned()),
    })
}

/// What the project's reader has read.
pub fn by_reader(tree: &Tree) -> Json {
    of_node(tree, NodeId::ROOT)
}

fn of_node(tree: &Tree, id: NodeId) -> Json {
    match tree.node(id).kind {
        Kind::Null => Json::Null,
        Kind::True => Json::Bool(true),
        Kind::False => Json::Bool(false),
        Kind::Number => Json::Number(tree.raw(id).to_owned()),
        Kind::String => Json::String(tree.string(id).expect("a string").into_owned()),
        Kind::Array => Json::Array(tree.children(id).map(|item| of_node(tree, item)).collect()),
        Kind::Object => {
            let member = |id| (tree.key(id).into_owned(), of_node(tree, id));
            Json::Object(tree.children(id).map(member).collect())
        }
    }
}

/// Unlike a map, it keeps the order and every duplicate.
struct Members<'t>(Vec<(String, &'t RawValue)>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collect;
        impl<'de> Visitor<'de> for Collect {
            type Value = Members<'de>;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Collect)
    }
}
