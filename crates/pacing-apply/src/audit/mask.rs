//! Masking: what is recorded of a document when client data is to stay out of the log.
//!
//! What is left is what pacing is made of: `id`, `type`, and the fields of `predictive_dialer_config` that this program
//! knows, with the kinds of values that they have. All else is somebody's data (names, notes, fields of the platform or
//! of a client) and is left out: not blanked, since a blank says that something was there.

use serde_json::{Map, Value};

use super::record::Change;

/// A document without client data. What is no object has nothing to keep, and becomes null.
///
/// ```
/// use pacing_apply::audit::mask;
/// use serde_json::json;
/// let document = json!({"id": "d1", "name": "Client X", "predictive_dialer_config": {"max_speed": 45, "note": "call Zoë"}});
/// assert_eq!(mask::document(&document), json!({"id": "d1", "predictive_dialer_config": {"max_speed": 45}}));
/// ```
#[must_use]
pub fn document(value: &Value) -> Value {
    kept(value, &DOCUMENT).unwrap_or_default()
}

/// The changes in what a masked document keeps. A side that is left out has no value.
#[must_use]
pub fn changes(changes: &[Change]) -> Vec<Change> {
    changes.iter().filter_map(change).collect()
}

/// What is kept of a value.
enum Shape {
    /// A text of the platform's that names a thing or its kind.
    Word,
    /// A number, also one that the log keeps as a string because no double holds it.
    Number,
    Flag,
    Object(&'static [(&'static str, Shape)]),
    Array(&'static Shape),
}

const DOCUMENT: Shape =
    Shape::Object(&[("id", Shape::Word), ("type", Shape::Word), ("predictive_dialer_config", CONFIG)]);

const CONFIG: Shape = Shape::Object(&[
    ("pacing_rules", Shape::Array(&BAND)),
    ("max_speed", Shape::Number),
    ("abandon_rate_threshold", Shape::Number),
    ("reload_on_update", Shape::Flag),
]);

const BAND: Shape = Shape::Object(&[
    ("agent_count_min", Shape::Number),
    ("agent_count_max", Shape::Number),
    ("max_speed", Shape::Number),
]);

fn kept(value: &Value, shape: &Shape) -> Option<Value> {
    match (shape, value) {
        (Shape::Word, Value::String(_)) | (Shape::Number, Value::Number(_)) | (Shape::Flag, Value::Bool(_)) => {
            Some(value.clone())
        }
        (Shape::Number, Value::String(spelling)) => is_number(spelling).then(|| value.clone()),
        (Shape::Object(fields), Value::Object(object)) => {
            let field = |(key, shape): &(&str, Shape)| Some(((*key).to_owned(), kept(object.get(*key)?, shape)?));
            Some(Value::Object(fields.iter().filter_map(field).collect::<Map<_, _>>()))
        }
        (Shape::Array(item), Value::Array(items)) => {
            // A place stays a place: the diff names bands by their position.
            Some(items.iter().map(|value| kept(value, item).unwrap_or_default()).collect())
        }
        _ => None,
    }
}

fn change(change: &Change) -> Option<Change> {
    let shape = change.path.split('/').skip(1).try_fold(&DOCUMENT, |shape, token| match shape {
        Shape::Object(fields) => fields.iter().find(|(key, _)| *key == token).map(|(_, shape)| shape),
        Shape::Array(item) => token.bytes().all(|byte| byte.is_ascii_digit()).then_some(*item),
        Shape::Word | Shape::Number | Shape::Flag => None,
    })?;
    let side = |side: &Option<Value>| side.as_ref().and_then(|value| kept(value, shape));
    Some(Change { path: change.path.clone(), before: side(&change.before), after: side(&change.after) })
}

/// Whether a text is a JSON number and nothing else.
fn is_number(text: &str) -> bool {
    text.starts_with(|first: char| first == '-' || first.is_ascii_digit())
        && serde_json::from_str::<&serde_json::value::RawValue>(text).is_ok_and(|raw| raw.get() == text)
}
