//! `explain`, `schema` and `completions`.

use crate::run::{pacing, run};
use pacing_core::RULES;
use pacing_core::profile::PROFILES;
use serde_json::Value;

#[test]
fn lists_and_pages_read_well() {
    for (name, topic) in
        [("rules", None), ("rule", Some("matrix-overlap")), ("profiles", Some("profiles")), ("profile", Some("us"))]
    {
        let ran = run(pacing(["explain"]).args(topic));
        assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
        insta::assert_snapshot!(format!("explain_{name}"), ran.stdout);
    }
}

#[test]
fn every_rule_and_profile_has_a_page() {
    for rule in RULES {
        let by_name = run(&mut pacing(["explain", rule.name]));
        assert_eq!((by_name.code, by_name.stdout.split(' ').next()), (Some(0), Some(rule.code)), "{}", rule.name);
        assert_eq!(run(&mut pacing(["explain", &rule.code.to_lowercase()])).stdout, by_name.stdout);
        assert!(by_name.stdout.lines().all(|line| line.chars().count() <= 120), "{}", by_name.stdout);
    }
    for profile in &PROFILES {
        let page = run(&mut pacing(["explain", profile.id])).stdout;
        assert!(page.contains(profile.name()) && page.contains("not legal advice"), "{page}");
    }
}

#[test]
fn machines_get_the_same_as_json() {
    let json = |topic: &str| {
        serde_json::from_str::<Value>(&run(&mut pacing(["explain", topic, "--format", "json"])).stdout).unwrap()
    };
    assert_eq!(json("rules").as_array().unwrap().len(), RULES.len());
    assert_eq!(json("profiles").as_array().unwrap().len(), PROFILES.len());
    assert_eq!(json("M003")["name"], "matrix-overlap");
    assert_eq!(json("M003")["fix"]["safety"], "unsafe");
    assert_eq!(json("us")["cap"], "0.03");
}

#[test]
fn a_slip_is_recognised() {
    for (topic, words) in [
        ("matrx-overlap", "there is no rule `matrx-overlap`, did you mean `matrix-overlap`?"),
        ("uk-ofcom-2061", "there is no profile `uk-ofcom-2061`, did you mean `uk-ofcom-2016`?"),
        ("weather", "there is no rule and no profile `weather`"),
    ] {
        let ran = run(&mut pacing(["explain", topic]));
        assert_eq!(ran.code, Some(2));
        assert!(ran.stderr.contains(words), "{}", ran.stderr);
    }
}

#[test]
fn the_schema_is_the_one_of_the_profile() {
    for profile in &PROFILES {
        let ran = run(&mut pacing(["schema", "--profile", profile.id]));
        assert_eq!(ran.stdout, pacing_core::schema::json_schema(profile));
    }
    assert_eq!(run(&mut pacing(["schema"])).stdout, run(&mut pacing(["schema", "--profile", "us"])).stdout);
}

#[test]
fn every_shell_has_its_completions() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = run(&mut pacing(["completions", shell])).stdout;
        for word in ["pacing-apply", "explain", "unsafe-fixes"] {
            assert!(script.contains(word), "{word} in the completions of {shell}");
        }
    }
}
