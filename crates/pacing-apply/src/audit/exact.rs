//! JSON text as a value in which every number is exact.
//!
//! RFC 8785 writes every number as the double it denotes. A decimal that no double holds would come out as another one, so
//! the log keeps it as a string, spelled as it was: `0.03` is the number 0.03, `0.0300000000000000005` is a string.

use std::fmt;

use serde::de::{Deserializer as _, Error as _, MapAccess, Visitor};
use serde_json::value::RawValue;
use serde_json::{Error, Map, Number, Value};

/// Nesting that is followed; the same bound as the reader of documents has.
const DEPTH: usize = 128;

/// Reads a JSON text. A number becomes a JSON number where the shortest spelling of its double denotes exactly the decimal
/// that was written (`0.030` is 0.03, `5.0` is 5), and a string with its spelling otherwise. Of two equal keys the later one counts.
///
/// ```
/// use pacing_apply::audit::exact;
/// let value = exact::from_text(r#"[0.030, 5.0, 0.0300000000000000005, 9007199254740993, 1e400]"#)?;
/// assert_eq!(value, serde_json::json!([0.03, 5, "0.0300000000000000005", "9007199254740993", "1e400"]));
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// # Errors
/// When the text is not JSON, or nested deeper than 128.
pub fn from_text(text: &str) -> Result<Value, Error> {
    value(serde_json::from_str(text)?, DEPTH)
}

/// What a record keeps of a text that should be JSON: its value as [`from_text`] reads it, or the text itself as a string.
#[must_use]
pub fn image(text: &str) -> Value {
    from_text(text).unwrap_or_else(|_| Value::String(text.to_owned()))
}

/// The value of one number as it was spelled: a number when a double holds it exactly, else a string.
#[must_use]
pub fn number(spelling: &str) -> Value {
    held(spelling).map_or_else(|| Value::String(spelling.to_owned()), Value::Number)
}

/// Makes every number of a value exact: one that a double does not hold (above 2^53, say) becomes a string.
#[must_use]
pub fn normalise(value: Value) -> Value {
    match value {
        Value::Number(n) if n.is_f64() => Value::Number(n),
        Value::Number(n) => number(&n.to_string()),
        Value::Array(items) => items.into_iter().map(normalise).collect(),
        Value::Object(fields) => fields.into_iter().map(|(key, value)| (key, normalise(value))).collect(),
        other => other,
    }
}

fn value(raw: &RawValue, depth: usize) -> Result<Value, Error> {
    let text = raw.get();
    let inner = || depth.checked_sub(1).ok_or_else(|| Error::custom(format!("nested deeper than {DEPTH}")));
    match text.bytes().next() {
        Some(b'{') => {
            let depth = inner()?;
            let Fields(fields) = serde_json::Deserializer::from_str(text).deserialize_map(FieldsVisitor)?;
            let fields = fields.into_iter().map(|(key, raw)| Ok((key, value(raw, depth)?)));
            Ok(Value::Object(fields.collect::<Result<Map<_, _>, Error>>()?))
        }
        Some(b'[') => {
            let depth = inner()?;
            let items: Vec<&RawValue> = serde_json::from_str(text)?;
            items.into_iter().map(|raw| value(raw, depth)).collect()
        }
        Some(b'-' | b'0'..=b'9') => Ok(number(text)),
        _ => serde_json::from_str(text),
    }
}

/// The number that a double holds exactly, or nothing.
fn held(spelling: &str) -> Option<Number> {
    if let Some(small) = spelling.parse::<i64>().ok().filter(|n| n.unsigned_abs() <= 1 << 53) {
        return Some(small.into());
    }
    let double: f64 = spelling.parse().ok().filter(|double: &f64| double.is_finite())?;
    let mut buffer = ryu_js::Buffer::new();
    let shortest = buffer.format_finite(double);
    if Decimal::read(spelling)? != Decimal::read(shortest)? {
        return None;
    }
    // Whole numbers are kept as integers, so that counts read as counts.
    shortest.parse::<i64>().map(Number::from).ok().or_else(|| Number::from_f64(double))
}

/// A decimal number in its one form: digits without zeros at either end, times ten to the exponent.
#[derive(PartialEq)]
struct Decimal {
    negative: bool,
    digits: String,
    exponent: i64,
}

impl Decimal {
    fn read(spelling: &str) -> Option<Self> {
        let (negative, rest) = spelling.strip_prefix('-').map_or((false, spelling), |rest| (true, rest));
        let (mantissa, exponent) = rest.split_once(['e', 'E']).unwrap_or((rest, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits = format!("{whole}{fraction}");
        let significant = digits.trim_end_matches('0');
        let zeros = digits.len() - significant.len();
        let digits = significant.trim_start_matches('0').to_owned();
        if digits.is_empty() {
            return Some(Self { negative: false, digits, exponent: 0 });
        }
        let exponent: i64 = exponent.parse().ok()?;
        let exponent = exponent.checked_sub_unsigned(fraction.len() as u64)?.checked_add_unsigned(zeros as u64)?;
        Some(Self { negative, digits, exponent })
    }
}

/// The fields of an object, each still as its text.
struct Fields<'a>(Vec<(String, &'a RawValue)>);

struct FieldsVisitor;

impl<'de> Visitor<'de> for FieldsVisitor {
    type Value = Fields<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut fields = Vec::new();
        while let Some(field) = map.next_entry()? {
            fields.push(field);
        }
        Ok(Fields(fields))
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use serde_json::json;

    #[test]
    fn a_number_is_kept_only_where_a_double_holds_it() {
        for (spelling, kept) in [
            ("0.03", json!(0.03)),
            ("0.030", json!(0.03)),
            ("3e-2", json!(0.03)),
            ("-0", json!(0)),
            ("-0.0e5", json!(0)),
            ("0e99999999999999999999", json!(0)),
            ("1E2", json!(100)),
            ("100.000", json!(100)),
            ("9007199254740992", json!(9_007_199_254_740_992_i64)),
            ("9007199254740993", json!("9007199254740993")),
            ("123456789012345678", json!("123456789012345678")),
            ("1e23", json!(1e23)),
            ("100000000000000000000000", json!(1e23)),
            (
                "0.1000000000000000055511151231257827021181583404541015625",
                json!("0.1000000000000000055511151231257827021181583404541015625"),
            ),
            ("0.0300000000000000005", json!("0.0300000000000000005")),
            ("1e400", json!("1e400")),
            ("-1e400", json!("-1e400")),
            ("1e-400", json!("1e-400")),
            ("5e-324", json!(5e-324)),
            ("4.9e-324", json!("4.9e-324")),
            ("1e99999999999999999999", json!("1e99999999999999999999")),
        ] {
            assert_eq!(from_text(spelling).unwrap(), kept, "{spelling}");
        }
    }

    #[test]
    fn structure_is_kept() {
        let text = r#"{"a":[1,{"b":null,"é\n":true}],"c":"0.0300000000000000005","d":{},"a ":[]}"#;
        assert_eq!(from_text(text).unwrap(), serde_json::from_str::<Value>(text).unwrap());
    }

    #[test]
    fn refuses_what_is_no_json_and_what_is_too_deep() {
        for bad in ["", "{", "[1,]", "01", "nul", "\"\\ud800\"", "1 2", "{\"a\":1,}"] {
            assert!(from_text(bad).is_err(), "{bad}");
            assert_eq!(image(bad), Value::String(bad.to_owned()));
        }
        let nested = |n: usize| format!("{}{}", "[".repeat(n), "]".repeat(n));
        assert!(from_text(&nested(128)).is_ok());
        assert!(from_text(&nested(129)).is_err());
        assert!(from_text(&"[".repeat(100_000)).is_err());
    }

    #[test]
    fn normalising_leaves_only_numbers_that_a_double_holds() {
        assert_eq!(
            normalise(json!({"a": [u64::MAX, 7], "b": 0.1})),
            json!({"a": ["18446744073709551615", 7], "b": 0.1})
        );
    }
}
