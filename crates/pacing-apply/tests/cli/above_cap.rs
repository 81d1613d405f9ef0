//! The rule `forecast-above-cap`: on where assumptions are given, by flag or by `pacing.toml`.

use crate::platform::{DIALER, Platform};
use crate::run::{Ran, example, pacing, run};
use serde_json::Value;
use std::fs;
use tempfile::TempDir;

const ASSUMED: [&str; 4] = ["--answer-rate", "20%", "--handle-time", "180s"];
const KEPT: &str = "[forecast]\nanswer-rate = \"20%\"\nhandle-time = \"180s\"\n";

fn check(more: &[&str]) -> Ran {
    run(pacing(["check", "examples/outbound-sales.json"]).args(more))
}

fn assuming(more: &[&str]) -> Ran {
    check(&[&ASSUMED[..], more].concat())
}

/// A folder with the example and a `pacing.toml`.
fn folder(toml: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("sales.json"), example("outbound-sales.json")).unwrap();
    fs::write(folder.path().join("pacing.toml"), toml).unwrap();
    folder
}

fn json(ran: &Ran) -> Value {
    serde_json::from_str(&ran.stdout).unwrap()
}

#[test]
fn each_band_is_told_of_with_its_number_its_assumptions_and_a_fix() {
    assert_eq!(check(&[]).stdout, "1 file is valid\n", "nothing is said without assumptions");
    let ran = assuming(&[]);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
    insta::assert_snapshot!("above_cap", ran.stdout);
    let range = ["--answer-rate", "10%..15%", "--handle-time", "60s..70s", "--connect-limit", "0"];
    insta::assert_snapshot!("above_cap_range", check(&range).stdout);
}

#[test]
fn it_says_what_the_forecast_says() {
    for more in
        [&[][..], &["--unit", "at-once"], &["--profile", "ca-crtc-utr"], &["--cap", "30%"], &["--unit", "per-hour"]]
    {
        let forecast =
            run(pacing(["forecast", "examples/outbound-sales.json", "--format", "json"]).args(ASSUMED).args(more));
        let expected: Vec<(String, Value)> = json(&forecast)["bands"]
            .as_array()
            .unwrap()
            .iter()
            .enumerate()
            .filter(|(_, band)| band["above_cap"] == true)
            .map(|(index, band)| (format!("/predictive_dialer_config/pacing_rules/{index}/max_speed"), band.clone()))
            .collect();
        let checked = json(&assuming(&[&["--format", "json"], more].concat()));
        let said: Vec<_> =
            checked["diagnostics"].as_array().unwrap().iter().filter(|found| found["code"] == "F001").collect();
        assert_eq!(said.len(), expected.len(), "{more:?}: {said:?}");
        for (said, (path, band)) in said.iter().zip(expected) {
            assert_eq!((&said["path"], &said["severity"]), (&path.into(), &"warning".into()), "{more:?}");
            assert!(said["message"].as_str().unwrap().starts_with(band["words"].as_str().unwrap()), "{said} {band}");
            assert_eq!(
                said["fix"]["edits"][0]["text"].as_str().map(str::to_owned),
                band["largest_speed"].as_u64().map(|speed| speed.to_string())
            );
        }
    }
}

#[test]
fn a_fix_is_made_only_where_values_may_change_and_leaves_nothing_that_could_be_mended() {
    let folder = folder(KEPT);
    let run = |args: &[&str]| run(pacing(args).current_dir(&folder));
    let before = example("outbound-sales.json");
    assert_eq!(run(&["check", "sales.json", "--fix"]).code, Some(0));
    assert_eq!(fs::read_to_string(folder.path().join("sales.json")).unwrap(), before, "no safe fix changes a speed");
    let diff = run(&["check", "sales.json", "--diff", "--unsafe-fixes"]);
    assert!(
        diff.stdout.contains("-      {\"agent_count_min\": 6, \"agent_count_max\": 20, \"max_speed\": 25},\n"),
        "{}",
        diff.stdout
    );
    assert!(
        diff.stdout.contains("+      {\"agent_count_min\": 6, \"agent_count_max\": 20, \"max_speed\": 4},\n"),
        "{}",
        diff.stdout
    );
    let fixed = run(&["check", "sales.json", "--fix", "--unsafe-fixes"]);
    assert_eq!(fixed.code, Some(0));
    assert_eq!(fixed.stdout.matches("[F001 forecast-above-cap]").count(), 1, "{}", fixed.stdout);
    assert!(fixed.stdout.contains("no speed of 1 or more keeps it"), "{}", fixed.stdout);
}

#[test]
fn its_weight_is_a_teams_choice() {
    assert!(assuming(&["--rule", "forecast-above-cap=info"]).stdout.starts_with("info[F001 forecast-above-cap]"));
    assert_eq!(assuming(&["--rule", "F001=off"]).stdout, "1 file is valid\n");
    assert_eq!(assuming(&["--rule", "f001=error"]).code, Some(1));
    let folder = folder(&format!("{KEPT}[rules]\nforecast-above-cap = \"error\"\n"));
    assert_eq!(run(pacing(["check", "sales.json"]).current_dir(&folder)).code, Some(1));
    let forecast = run(pacing(["forecast", "sales.json"]).current_dir(&folder));
    assert_eq!(forecast.code, Some(0), "a forecast is shown whatever is predicted: {}", forecast.stderr);
}

#[test]
fn machines_get_the_rule_the_place_and_the_fix() {
    let sarif = json(&assuming(&["--format", "sarif"]));
    let run = &sarif["runs"][0];
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), 3);
    for result in results {
        let rule = &run["tool"]["driver"]["rules"][result["ruleIndex"].as_u64().unwrap() as usize];
        assert_eq!((&rule["id"], &rule["name"]), (&"F001".into(), &"forecast-above-cap".into()));
        assert_eq!(rule["properties"]["tags"][0], "prediction");
    }
    let region = &results[1]["locations"][0]["physicalLocation"]["region"];
    assert_eq!(
        (&region["startLine"], &region["startColumn"], &region["endColumn"]),
        (&7.into(), &66.into(), &68.into())
    );
    assert_eq!(results[1]["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"], "4");
    assert_eq!(results[0]["fixes"], Value::Null);
}

#[test]
fn assumptions_beside_the_configuration_count_for_every_command() {
    let kept = folder(KEPT);
    let told = |ran: &Ran| (ran.stdout.clone() + &ran.stderr).matches("warning[F001 forecast-above-cap]").count();
    let run_in = |folder: &TempDir, args: &[&str]| run(pacing(args).current_dir(folder));
    assert_eq!(told(&run_in(&kept, &["check", "sales.json"])), 3);
    assert_eq!(told(&run_in(&kept, &["check", "sales.json", "--answer-rate", "1%"])), 1, "a flag counts more");
    let applied = run_in(&kept, &["apply", "sales.json", "--sandbox"]);
    assert_eq!((applied.code, told(&applied)), (Some(0), 3), "{}", applied.stderr);
    assert_eq!(told(&run_in(&kept, &["plan", "sales.json", "--sandbox"])), 3);
    assert_eq!(told(&run_in(&kept, &["forecast", "sales.json"])), 0, "a forecast has words of its own");
    let suggested = run_in(&kept, &["suggest", "--dialer", "x", "--agents", "1-50", "--answer-rate", "0.5%"]);
    assert_eq!((suggested.code, told(&suggested)), (Some(0), 0), "a suggestion is judged by its own assumptions");
    let half = folder("[forecast]\nunit = \"per-hour\"\n");
    assert_eq!(run_in(&half, &["check", "sales.json"]).stdout, "1 file is valid\n");
    assert_eq!(told(&run_in(&half, &[&["check", "sales.json", "--unit", "per-minute"], &ASSUMED[..]].concat())), 3);
}

#[test]
fn a_team_that_made_it_an_error_sends_nothing() {
    let platform = Platform::new();
    let settings = format!("{KEPT}[rules]\nforecast-above-cap = \"error\"\n");
    fs::write(platform.folder.path().join("pacing.toml"), settings).unwrap();
    let ran = run(&mut platform.apply(&[]));
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(ran.stderr.contains("the document has 3 errors, nothing was sent"), "{}", ran.stderr);
    assert_eq!(platform.sandbox.put_count(DIALER), 0);
}

#[test]
fn assumptions_that_cannot_be_are_refused() {
    let missing = check(&["--answer-rate", "20%"]);
    assert_eq!((missing.code, missing.stdout.as_str()), (Some(2), ""));
    assert!(missing.stderr.contains("`--handle-time` is missing"), "{}", missing.stderr);
    let file = folder("[forecast]\nanswer-rate = \"20\"\nhandle-time = \"180s\"\n");
    let ran = run(pacing(["check", "sales.json"]).current_dir(&file));
    assert_eq!(ran.code, Some(2));
    assert!(
        ran.stderr.contains("pacing.toml`: `forecast.answer-rate`: `20` is more than all: 20 % is written `20%`"),
        "{}",
        ran.stderr
    );
    let none = folder("[forecast]\nanswer-rate = \"0%\"\nhandle-time = \"180s\"\n");
    let ran = run(pacing(["check", "sales.json"]).current_dir(&none));
    assert!(ran.stderr.contains("pacing.toml`: the answer rate is the share"), "{}", ran.stderr);
}
