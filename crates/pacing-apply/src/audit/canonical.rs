//! Canonical JSON, RFC 8785: no white space, keys sorted by their UTF-16 code units, numbers as ECMAScript writes doubles.
//!
//! Written here in a few lines because the crate that exists for it turns on serde_json's `float_roundtrip` for the whole build.

use serde_json::{Number, Value};

/// The canonical text of a value.
///
/// ```
/// use pacing_apply::audit::canonical;
/// let value = serde_json::json!({"b": 1e21, "a": [0.030, "€\u{f}"]});
/// assert_eq!(canonical::text(&value), r#"{"a":[0.03,"€\u000f"],"b":1e+21}"#);
/// ```
#[must_use]
pub fn text(value: &Value) -> String {
    let mut out = String::new();
    write(value, &mut out);
    out
}

fn write(value: &Value, out: &mut String) {
    match value {
        Value::Number(number) => write_number(number, out),
        Value::Array(items) => {
            out.push('[');
            for (position, item) in items.iter().enumerate() {
                separate(position, out);
                write(item, out);
            }
            out.push(']');
        }
        Value::Object(fields) => {
            let mut fields: Vec<_> = fields.iter().collect();
            fields.sort_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
            out.push('{');
            for (position, (key, value)) in fields.into_iter().enumerate() {
                separate(position, out);
                write_string(key, out);
                out.push(':');
                write(value, out);
            }
            out.push('}');
        }
        Value::String(string) => write_string(string, out),
        Value::Bool(bool) => out.push_str(if *bool { "true" } else { "false" }),
        Value::Null => out.push_str("null"),
    }
}

fn separate(position: usize, out: &mut String) {
    if position > 0 {
        out.push(',');
    }
}

fn write_number(number: &Number, out: &mut String) {
    // A `Number` without `arbitrary_precision` is an integer or a finite double; both convert.
    let double = number.as_f64().unwrap_or_default();
    out.push_str(ryu_js::Buffer::new().format_finite(double));
}

/// serde_json escapes exactly what RFC 8785 section 3.2.2.2 lists, in the same spelling.
fn write_string(string: &str, out: &mut String) {
    if string.bytes().any(|byte| byte < b' ' || byte == b'"' || byte == b'\\') {
        return out.push_str(&Value::from(string).to_string());
    }
    out.push('"');
    out.push_str(string);
    out.push('"');
}
