//! Codes, rule names and profile ids as unions of string literals.

use super::HEAD;
use pacing_core::RULES;
use pacing_core::profile::PROFILES;

pub(super) fn typescript() -> String {
    let mut out = String::from(HEAD);
    union(&mut out, "RuleCode", "The stable code of a rule, for machines.", RULES.iter().map(|rule| rule.code));
    union(&mut out, "RuleName", "The name of a rule, for people and settings.", RULES.iter().map(|rule| rule.name));
    union(&mut out, "ProfileId", "A regulatory profile.", PROFILES.iter().map(|profile| profile.id));
    out
}

fn union<'a>(out: &mut String, name: &str, doc: &str, members: impl Iterator<Item = &'a str>) {
    out.push_str(&format!("\n/** {doc} */\nexport type {name} ="));
    members.for_each(|member| out.push_str(&format!("\n  | \"{member}\"")));
    out.push_str(";\n");
}
