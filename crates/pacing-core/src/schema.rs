//! The JSON Schema (2020-12) of a document: for completion and first checks in editors such as VS Code.
//!
//! A schema cannot say that bands must not overlap; everything that it can say, it says as the rules do.

use crate::decimal::compare;
use crate::field::{BAND, CONFIG, Expected, FieldName, ROOT};
use crate::model::MAX_ID;
use crate::profile::Profile;
use crate::read::quote;
use std::cmp::Ordering;
use std::fmt::Write;

/// Where the schema says it lives.
pub const ID: &str = "urn:pacing:schema:dialer-document:1";

/// The schema under a profile: a stricter cap than the platform's becomes the threshold's maximum.
///
/// ```
/// let schema = pacing_core::schema::json_schema(<&pacing_core::Profile>::default());
/// assert!(schema.contains("https://json-schema.org/draft/2020-12/schema"));
/// ```
pub fn json_schema(profile: &Profile) -> String {
    let cap = maximum(profile);
    let mut out = String::from("{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n");
    let _ = writeln!(out, "  \"$id\": {},", quote(ID));
    let _ = writeln!(out, "  \"title\": \"Pacing configuration of a predictive dialer\",");
    let description = format!("A dialer as it is sent to the platform, checked under the profile `{}`.", profile.id);
    let _ = writeln!(out, "  \"description\": {},", quote(&description));
    object(&mut out, 2, &ROOT, cap);
    out.push_str("}\n");
    out
}

/// What an editor says of a field.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// The object that it stands in: `document`, `predictive_dialer_config` or `band`.
    pub object: &'static str,
    /// Its key.
    pub name: &'static str,
    /// The type that it wants, in words.
    pub expected: &'static str,
    /// What it means.
    pub description: &'static str,
    /// A value, for someone who left it out.
    pub example: &'static str,
}

/// Every field of a document, in the order of the model.
pub fn fields() -> Vec<Field> {
    let of = |object: &'static str, names: &'static [FieldName]| {
        names.iter().map(move |name| Field {
            object,
            name: name.as_str(),
            expected: name.expected().noun(),
            description: name.description(object == "band"),
            example: name.example(),
        })
    };
    of("document", &ROOT).chain(of("predictive_dialer_config", &CONFIG)).chain(of("band", &BAND)).collect()
}

/// The largest threshold that the schema lets pass under a profile.
pub fn maximum(profile: &Profile) -> &'static str {
    profile.cap.filter(|cap| compare(cap, "0.03") == Ordering::Less).unwrap_or("0.03")
}

fn object(out: &mut String, indent: usize, fields: &[FieldName], cap: &str) {
    let space = " ".repeat(indent);
    let required: Vec<_> =
        fields.iter().filter(|field| **field != FieldName::ReloadOnUpdate).map(|field| quote(field.as_str())).collect();
    let _ = writeln!(out, "{space}\"type\": \"object\",");
    let _ = writeln!(out, "{space}\"required\": [{}],", required.join(", "));
    let _ = writeln!(out, "{space}\"properties\": {{");
    for (index, field) in fields.iter().enumerate() {
        let band = fields == BAND.as_slice();
        let _ = writeln!(out, "{space}  {}: {{", quote(field.as_str()));
        let _ = writeln!(out, "{space}    \"description\": {},", quote(field.description(band)));
        value(out, indent + 4, *field, cap);
        let _ = writeln!(out, "{space}  }}{}", if index + 1 < fields.len() { "," } else { "" });
    }
    let _ = writeln!(out, "{space}}}");
}

fn value(out: &mut String, indent: usize, field: FieldName, cap: &str) {
    let space = " ".repeat(indent);
    let examples = match field.expected() {
        Expected::Object | Expected::List => String::new(),
        _ => format!(",\n{space}\"examples\": [{}]", field.example()),
    };
    let rest = match field {
        FieldName::Id => {
            format!("\"type\": \"string\",\n{space}\"pattern\": \"^(?!\\\\.{{1,2}}$)[A-Za-z0-9._~-]{{1,{MAX_ID}}}$\"")
        }
        FieldName::Type => "\"const\": \"PREDICTIVE\"".to_owned(),
        FieldName::MaxSpeed => format!("\"type\": \"integer\",\n{space}\"minimum\": 1,\n{space}\"maximum\": 100"),
        FieldName::AgentCountMin | FieldName::AgentCountMax => {
            format!("\"type\": \"integer\",\n{space}\"minimum\": 1,\n{space}\"maximum\": 1000000")
        }
        FieldName::AbandonRateThreshold => {
            format!("\"type\": \"number\",\n{space}\"minimum\": 0,\n{space}\"maximum\": {cap}")
        }
        FieldName::ReloadOnUpdate => format!("\"type\": \"boolean\",\n{space}\"default\": true"),
        FieldName::PacingRules => {
            let _ = writeln!(out, "{space}\"type\": \"array\",\n{space}\"minItems\": 1,\n{space}\"items\": {{");
            object(out, indent + 2, &BAND, cap);
            let _ = writeln!(out, "{space}}}");
            return;
        }
        FieldName::Other => return,
        FieldName::PredictiveDialerConfig => return object(out, indent, &CONFIG, cap),
    };
    let _ = writeln!(out, "{space}{rest}{examples}");
}
