//! The names, words and limits that the forecast's numbers stand for.

use super::{HEAD, words};
use crate::json::{list, string};
use pacing_core::RULES;
use pacing_core::forecast::{AssumptionError, Model, NOTICE, Unit, limits};
use pacing_core::profile::PROFILES;

pub(super) fn typescript() -> String {
    let units = Unit::ALL.map(Unit::as_str);
    let models = Model::ALL.map(Model::name);
    let meanings = Unit::ALL.map(Unit::meaning);
    let problems = AssumptionError::ALL.map(AssumptionError::as_str);
    let limits: Vec<_> = PROFILES.iter().map(|profile| (profile.id, limits(profile))).collect();
    let limits: Vec<_> = limits.iter().map(|(id, (cap, limit))| format!("\"{id}\": [{cap}, {limit}]")).collect();
    [
        format!(
            "{HEAD}import type {{ ProfileId }} from \"./codes.js\";\nimport type {{ RuleWords }} from \"../wording.js\";\n\n"
        ),
        format!("/** What one unit of `max_speed` means. */\nexport type SpeedUnit = {};\n", union(&units)),
        format!(
            "/** Which model made a prediction, by its name in the literature. */\nexport type ModelName = {};\n\n",
            union(&models)
        ),
        format!("export const UNITS: readonly SpeedUnit[] = {};\n", array(&units)),
        format!("export const MEANINGS: readonly string[] = {};\n", array(&meanings)),
        format!("export const MODELS: readonly ModelName[] = {};\n", array(&models)),
        format!("export const PROBLEMS: readonly string[] = {};\n", array(&problems)),
        "// The cap and the connect limit in seconds.\n".to_owned(),
        format!(
            "export const LIMITS: Readonly<Record<ProfileId, readonly [number, number]>> = {{{}}};\n",
            limits.join(", ")
        ),
        format!("export const NOTICE = \"{NOTICE}\";\n"),
        format!("export const ABOVE_CAP: RuleWords = {};\n", above_cap().trim_start()),
    ]
    .concat()
}

/// The words of the one rule that the module speaks of.
pub(crate) fn above_cap() -> String {
    let mut out = String::new();
    if let Some(rule) = RULES.iter().find(|rule| rule.needs_assumptions()) {
        words::spoken(&mut out, rule);
    }
    out
}

fn union(names: &[&str]) -> String {
    names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(" | ")
}

fn array(texts: &[&str]) -> String {
    let mut out = String::new();
    list(&mut out, texts, |out, text| string(out, text));
    out
}
