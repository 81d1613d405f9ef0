//! A document as the audit log keeps it, made text again.

use crate::audit::exact;
use pacing_core::read::{Kind, NodeId, Tree};
use serde_json::Value;

/// The JSON text of an image. A string that stands for a number which no double holds becomes that number again; so does
/// a string of the document itself that looks the same, which no field that a dialer knows is.
pub(crate) fn text(image: &Value) -> String {
    let mut out = String::new();
    write(image, &mut out);
    out
}

/// The recursion is as deep as the document was nested, and its reader bounds that.
fn write(image: &Value, out: &mut String) {
    match image {
        Value::Object(fields) => {
            let mut opening = '{';
            for (key, value) in fields {
                out.push(std::mem::replace(&mut opening, ','));
                out.push_str(&Value::from(key.as_str()).to_string());
                out.push(':');
                write(value, out);
            }
            out.push_str(if fields.is_empty() { "{}" } else { "}" });
        }
        Value::Array(items) => {
            let mut opening = '[';
            for item in items {
                out.push(std::mem::replace(&mut opening, ','));
                write(item, out);
            }
            out.push_str(if items.is_empty() { "[]" } else { "]" });
        }
        Value::String(spelling) if stands_for_a_number(spelling) => out.push_str(spelling),
        other => out.push_str(&other.to_string()),
    }
}

fn stands_for_a_number(spelling: &str) -> bool {
    let bare = !spelling.contains(char::is_whitespace);
    let number = || Tree::parse(spelling).is_ok_and(|tree| tree.node(NodeId::ROOT).kind == Kind::Number);
    bare && number() && exact::number(spelling).is_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_image_becomes_the_document_that_it_was_made_of() {
        for document in [
            r#"{"a":[],"b":{},"c":[1,-2.5,null,true,"x \"y\" \n"],"d":{"e":"0.03","f":0.03}}"#,
            r#"{"abandon_rate_threshold":0.0300000000000000005,"big":9007199254740993,"huge":1e400}"#,
            r#"["1.5 ","","nan","12a"]"#,
        ] {
            assert_eq!(text(&exact::image(document)), document);
        }
    }
}
