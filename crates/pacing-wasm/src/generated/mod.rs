//! The tables of the npm package, made from the registry: long prose, which the module leaves out and TypeScript reads where it is asked for.

mod calls;
mod codes;
mod fields;
pub(crate) mod forecast;
mod profiles;
pub(crate) mod refusals;
mod rules;
pub(crate) mod words;

use pacing_core::{Profile, schema};

/// Every generated file: its path below `npm/src/generated/` and its text. The names do not depend on the machine, nor does the order.
pub fn files() -> Vec<(&'static str, String)> {
    let rules = rules::json();
    let schema = schema::json_schema(<&Profile>::default());
    vec![
        ("calls.ts", calls::typescript()),
        ("refusals.ts", refusals::typescript()),
        ("words.ts", words::typescript()),
        ("codes.ts", codes::typescript()),
        ("rules.ts", constant("RULES", "readonly RuleInfo[]", Some("RuleInfo"), &rules)),
        ("profiles.ts", profiles::typescript()),
        ("fields.ts", constant("FIELDS", "readonly FieldInfo[]", Some("FieldInfo"), &fields::json())),
        ("forecast.ts", forecast::typescript()),
        ("schema.ts", schema_typescript(&schema)),
        ("version.ts", constant("VERSION", "string", None, concat!("\"", env!("CARGO_PKG_VERSION"), "\""))),
        ("rules.json", rules + "\n"),
        ("schema.json", schema),
    ]
}

const HEAD: &str = "// Made from the registry by `cargo xtask npm`.\n";

/// A constant of a type that `tables.ts` declares.
fn constant(name: &str, type_name: &str, import: Option<&str>, value: &str) -> String {
    let import =
        import.map(|import| format!("import type {{ {import} }} from \"../tables.js\";\n\n")).unwrap_or_default();
    format!("{HEAD}{import}export const {name}: {type_name} = {value};\n")
}

/// The schema of the default profile, and what is another one's own.
fn schema_typescript(schema: &str) -> String {
    let schema = schema.trim_end();
    format!(
        "{HEAD}export const SCHEMA = {schema};\n\n/// The largest threshold that the schema of a profile lets pass.\n\
         export const MAXIMUM: Readonly<Record<string, number>> = {};\n",
        profiles::maximums()
    )
    .replace("/// ", "// ")
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]
    use super::*;
    use pacing_core::RULES;
    use pacing_core::profile::PROFILES;
    use serde_json::Value;

    fn file(name: &str) -> String {
        files().into_iter().find(|(file, _)| *file == name).unwrap().1
    }

    #[test]
    fn every_rule_is_in_the_table_with_its_prose() {
        let rules: Vec<Value> = serde_json::from_str(&file("rules.json")).unwrap();
        assert_eq!(rules.len(), RULES.len());
        for (row, rule) in rules.iter().zip(RULES) {
            assert_eq!((&row["code"], &row["name"]), (&rule.code.into(), &rule.name.into()));
            assert_eq!(row["what"], rule.doc().what);
            assert_eq!(row["bad"]["text"], rule.doc().bad.text);
            assert!(file("codes.ts").contains(&format!("| \"{}\"", rule.code)));
        }
    }

    #[test]
    fn one_schema_and_its_maximums_stand_for_every_profile() {
        let of = |profile| serde_json::from_str::<Value>(&schema::json_schema(profile)).unwrap();
        let maximums: Value = serde_json::from_str(&profiles::maximums()).unwrap();
        for profile in &PROFILES {
            let mut expected = of(<&Profile>::default());
            let text = expected["description"].as_str().unwrap().replace("`us`", &format!("`{}`", profile.id));
            expected["description"] = text.into();
            let threshold = "/properties/predictive_dialer_config/properties/abandon_rate_threshold/maximum";
            *expected.pointer_mut(threshold).unwrap() = maximums[profile.id].clone();
            assert_eq!(of(profile), expected, "{}", profile.id);
        }
    }

    #[test]
    fn the_tables_are_json_behind_their_names() {
        for name in ["rules.ts", "fields.ts"] {
            let text = file(name);
            let value = text.split_once(" = ").unwrap().1.trim_end().trim_end_matches(';').to_owned();
            assert!(!serde_json::from_str::<Vec<Value>>(&value).unwrap().is_empty(), "{name}");
        }
    }
}
