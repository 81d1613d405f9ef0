//! The JSON Schema says what the rules say, as far as a schema can, held against an independent validator.

use pacing_core::{Options, Profile, check, schema};
use pacing_tests::tutorial::corpus;
use serde_json::Value;

/// What a schema can say: the rules whose violation it must refuse.
const SAYABLE: [&str; 12] = [
    "not-an-object",
    "missing-field",
    "wrong-type",
    "empty-matrix",
    "not-predictive",
    "unsafe-id",
    "not-whole",
    "count-below-one",
    "band-speed",
    "global-speed",
    "agent-count-limit",
    "threshold-negative",
];

fn validator() -> jsonschema::Validator {
    let schema: Value = serde_json::from_str(&schema::json_schema(<&Profile>::default())).expect("the schema is JSON");
    jsonschema::meta::validate(&schema).expect("the schema is a schema");
    jsonschema::validator_for(&schema).expect("the schema can be compiled")
}

#[test]
fn a_valid_document_fits_the_schema_and_a_broken_one_does_not() {
    let validator = validator();
    let (mut fits, mut refused) = (0, 0);
    let heads = [("\"id\":\"a1b2", "\"id\":\"../a1b2"), ("PREDICTIVE", "PROGRESSIVE"), ("\"id\"", "\"ID\""), ("", "")];
    for (case, (from, to)) in corpus().iter().zip(heads.iter().cycle()) {
        let document = case.document().replacen(from, to, 1);
        // Duplicate keys and the spelling of numbers are lost here; a schema cannot see them.
        let Ok(value) = serde_json::from_str::<Value>(&document) else { continue };
        let report = check(&document, &Options::default());
        let names: Vec<_> = report.diagnostics().iter().map(|diagnostic| diagnostic.name).collect();
        if names.contains(&"duplicate-key") {
            continue;
        }
        let fitting = validator.is_valid(&value);
        if report.is_valid() {
            assert!(fitting, "{document}");
            fits += 1;
        } else if names.iter().any(|name| SAYABLE.contains(name)) {
            // A number beyond the doubles is refused by the parser before a schema sees it.
            assert!(!fitting, "{names:?} {document}");
            refused += 1;
        }
    }
    assert!(fits > 50 && refused > 500, "{fits} fit and {refused} were refused");
}

#[test]
fn every_example_fits_as_its_rule_says() {
    let validator = validator();
    for rule in pacing_core::RULES {
        let doc = rule.doc();
        let good: Value = serde_json::from_str(doc.good.text).expect("a good example is JSON");
        assert!(validator.is_valid(&good), "{}", rule.name);
        if SAYABLE.contains(&rule.name) {
            let bad: Value = serde_json::from_str(doc.bad.text).expect("a sayable example is JSON");
            assert!(!validator.is_valid(&bad), "{}", rule.name);
        }
    }
}
