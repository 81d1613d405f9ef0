//! Makes `crates/pacing-core/src/profile/table.rs` from `crates/pacing-core/data/regulatory-profiles.json`.

use std::fmt::Write;

use anyhow::{Context, bail};
use serde_json::Value;

/// Where the table is written, from the root of the project.
pub const PATH: &str = "crates/pacing-core/src/profile/table.rs";
/// Where the data is.
pub const DATA: &str = "crates/pacing-core/data/regulatory-profiles.json";

/// The text of the table. Profiles that are composed of others come first, the default above all.
pub fn table(data: &str) -> anyhow::Result<String> {
    let data: Value = serde_json::from_str(data).context("the profile data is not JSON")?;
    let single = data["profiles"].as_array().context("no profiles")?;
    let mut all = Vec::new();
    for composed in data["composed"].as_array().context("no composed profiles")? {
        all.push(compose(composed, single)?);
    }
    all.extend(single.iter().cloned());

    let mut out = String::from(
        "//! Made by `cargo xtask docs` from `data/regulatory-profiles.json`: change that file, not this one.\n\n\
         use super::{Profile, ProfileFacts, ProfileKind};\n\n",
    );
    writeln!(out, "/// The month in which the data was gathered: the version of every profile.")?;
    writeln!(out, "pub const AS_OF: &str = {};\n", text(&data["as_of"])?)?;
    writeln!(out, "/// What must stand beside every profile.")?;
    writeln!(out, "pub const NOTICE: &str = {};\n", text(&data["notice"])?)?;
    writeln!(out, "/// Every profile, the default first.\npub static PROFILES: [Profile; {}] = [", all.len())?;
    for profile in &all {
        writeln!(
            out,
            "    Profile {{ id: {}, kind: ProfileKind::{}, cap: {}, connect_limit_s: {} }},",
            text(&profile["id"])?,
            camel(profile["kind"].as_str().context("no kind")?),
            optional(&profile["cap"]),
            profile["connect_limit_s"].as_u64().map_or("None".to_owned(), |limit| format!("Some({limit})")),
        )?;
    }
    writeln!(
        out,
        "];\n\n/// The facts of every profile, in the same order.\npub(super) static FACTS: [ProfileFacts; {}] = [",
        all.len()
    )?;
    for profile in &all {
        facts(&mut out, profile)?;
    }
    out.push_str("];\n\n/// What is known of a profile that is none.\npub(super) static NO_FACTS: ProfileFacts =\n");
    out.push_str("    ProfileFacts { name: \"\", numerator: None, denominator: None, window: None, scope: None, connect_clock: None, ring_min: None,\n");
    out.push_str("    message: None, record_retention: None, calling_hours: None, other: &[], citation: \"\", evidence: \"none\" };\n");
    Ok(out)
}

fn facts(out: &mut String, profile: &Value) -> anyhow::Result<()> {
    writeln!(out, "    ProfileFacts {{ name: {},", text(&profile["name"])?)?;
    for field in [
        "numerator",
        "denominator",
        "window",
        "scope",
        "connect_clock",
        "ring_min",
        "message",
        "record_retention",
        "calling_hours",
    ] {
        writeln!(out, "        {field}: {},", optional(&words(&profile[field])))?;
    }
    let other: Vec<_> =
        profile["other"].as_array().context("no other")?.iter().map(|other| other.to_string()).collect();
    writeln!(out, "        other: &[{}],", other.join(", "))?;
    writeln!(
        out,
        "        citation: {},\n        evidence: {},\n    }},",
        text(&profile["citation"])?,
        text(&profile["evidence"])?
    )?;
    Ok(())
}

/// One profile that holds what all its parts ask: they must agree on the cap and the connect limit.
fn compose(composed: &Value, single: &[Value]) -> anyhow::Result<Value> {
    let ids = composed["of"].as_array().context("no parts")?;
    let parts: Vec<&Value> = ids.iter().filter_map(|id| single.iter().find(|profile| profile["id"] == *id)).collect();
    let (Some(first), true) = (parts.first(), parts.len() == ids.len()) else {
        bail!("a part of {composed} is missing")
    };
    for field in ["kind", "cap", "cap_inclusive", "connect_limit_s", "connect_clock", "calling_hours"] {
        if parts.iter().any(|part| part[field] != first[field]) {
            bail!("the parts of {composed} differ in {field}: say which one is stricter");
        }
    }
    let mut profile = (*first).clone();
    profile["id"] = composed["id"].clone();
    profile["name"] = composed["name"].clone();
    for field in [
        "numerator",
        "denominator",
        "window",
        "scope",
        "ring_min",
        "message",
        "record_retention",
        "citation",
        "evidence",
    ] {
        let each: Vec<String> =
            parts.iter().filter_map(|part| words(&part[field]).as_str().map(str::to_owned)).collect();
        profile[field] = if each.iter().all(|words| Some(words) == each.first()) {
            each.first().cloned().into()
        } else {
            each.join("; and: ").into()
        };
    }
    Ok(profile)
}

/// A fact in words: structured ones become a short phrase.
fn words(fact: &Value) -> Value {
    let Some(object) = fact.as_object() else { return fact.clone() };
    let get = |key: &str| object.get(key).and_then(Value::as_u64);
    let note = |key: &str| object.get(key).and_then(Value::as_str).map(|note| note.replace('_', " "));
    let mut parts = Vec::new();
    parts.extend(note("type"));
    parts.extend(get("days").map(|days| format!("{days} days")));
    parts.extend(get("hours").map(|hours| format!("{hours} hours")));
    parts.extend(get("seconds").map(|seconds| format!("{seconds} seconds")));
    parts.extend(get("or_rings").map(|rings| format!("or {rings} rings")));
    parts.extend(note("cite").map(|cite| format!("({cite})")));
    parts.extend(get("years").map(|years| format!("{years} years")));
    parts.extend(note("since").map(|since| format!("since {since}")));
    parts.extend(get("before_years").map(|years| format!("({years} years before)")));
    parts.extend(note("from").map(|from| format!("from {from}")));
    parts.extend(note("note").map(|note| format!("({note})")));
    parts.join(" ").into()
}

fn text(value: &Value) -> anyhow::Result<String> {
    Ok(format!("{:?}", value.as_str().context("a text is missing")?))
}

fn optional(value: &Value) -> String {
    value.as_str().map_or("None".to_owned(), |text| format!("Some({:?})", text.replace("_", " ")))
}

fn camel(snake: &str) -> String {
    snake.split('_').map(|word| word[..1].to_uppercase() + &word[1..]).collect()
}
